package import Foundation
import GRDB
package import MintDomain

extension TrackingStore {
    /// Everything that is tracked for a profile, the longest tracked first, each with all its transitions.
    ///
    /// - Throws: `failed` or `damaged`.
    package func tracked(_ profile: ProfileID) async throws(StoreError) -> [TrackedOperation] {
        try await read { db in
            let assets = try Self.assets(db, profile)
            let transitions = try Self.transitions(db, profile)
            let columns = OperationColumns.names.joined(separator: ", ")
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT id, tracked_at, raw_json, confirmed_at, problem, problem_detail, \(columns)
                    FROM operation WHERE profile = ? ORDER BY tracked_at, id
                    """,
                arguments: [profile.rawValue])
            var tracked: [TrackedOperation] = []
            while let row = try rows.next() {
                let text: String = row[0]
                guard let id = OperationID(text) else { continue }
                var operation = TrackedOperation(id: id, trackedAt: Date(timeIntervalSince1970: row[1]))
                operation.operation = OperationColumns.operation(id, in: row, from: 6)
                operation.operation?.assets = assets[text] ?? []
                operation.rawJSON = row[2]
                operation.confirmedAt = (row[3] as Double?).map(Date.init(timeIntervalSince1970:))
                operation.problem = StoredProblem.problem(word: row[4], detail: row[5])
                operation.transitions = transitions[text] ?? []
                tracked.append(operation)
            }
            return tracked
        }
    }

    /// Saves operations, new and known, with the transitions that are new, in one transaction.
    ///
    /// Stored transitions are never changed: of each operation only those beyond the stored ones are added.
    ///
    /// - Throws: `failed` or `damaged`.
    package func save(_ operations: [TrackedOperation], profile: ProfileID) async throws(StoreError) {
        try await write { db in
            for operation in operations {
                try Self.upsert(db, operation, profile)
                try Self.replaceAssets(db, operation, profile)
                try Self.appendTransitions(db, operation, profile)
            }
        }
    }

    /// Starts to track operations; one that is tracked already stays as it is.
    ///
    /// - Throws: `failed` or `damaged`.
    package func track(_ ids: [OperationID], at time: Date, profile: ProfileID) async throws(StoreError) {
        try await write { db in
            let statement = try db.cachedStatement(
                sql: "INSERT INTO operation (profile, id, tracked_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            for id in ids {
                try statement.execute(arguments: [profile.rawValue, id.rawValue, time.timeIntervalSince1970])
            }
        }
    }

    /// Drops operations with their assets and transitions; unknown ids are no mistake.
    ///
    /// - Throws: `failed` or `damaged`.
    package func forget(_ ids: [OperationID], profile: ProfileID) async throws(StoreError) {
        try await write { db in
            for id in ids {
                let arguments: StatementArguments = [profile.rawValue, id.rawValue]
                try db.cachedStatement(sql: "DELETE FROM operation WHERE profile = ? AND id = ?")
                    .execute(arguments: arguments)
                try db.cachedStatement(sql: "DELETE FROM asset WHERE profile = ? AND operation_id = ?")
                    .execute(arguments: arguments)
                try db.cachedStatement(sql: "DELETE FROM transition WHERE profile = ? AND operation_id = ?")
                    .execute(arguments: arguments)
            }
        }
    }

    private static let upsertSQL: String = {
        let columns =
            ["tracked_at", "raw_json", "confirmed_at", "problem", "problem_detail"] + OperationColumns.names
        let places = Array(repeating: "?", count: columns.count + 2).joined(separator: ", ")
        let updates = columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        return """
            INSERT INTO operation (profile, id, \(columns.joined(separator: ", "))) VALUES (\(places))
            ON CONFLICT (profile, id) DO UPDATE SET \(updates)
            """
    }()

    private static func upsert(_ db: Database, _ tracked: TrackedOperation, _ profile: ProfileID) throws {
        let problem = tracked.problem.map(StoredProblem.init)
        let values: [(any DatabaseValueConvertible)?] = [
            profile.rawValue, tracked.id.rawValue, tracked.trackedAt.timeIntervalSince1970, tracked.rawJSON,
            tracked.confirmedAt?.timeIntervalSince1970, problem?.word, problem?.detail,
        ]
        try db.cachedStatement(sql: upsertSQL)
            .execute(arguments: StatementArguments(values + OperationColumns.values(tracked.operation)))
    }

    private static func replaceAssets(_ db: Database, _ tracked: TrackedOperation, _ profile: ProfileID) throws {
        try db.cachedStatement(sql: "DELETE FROM asset WHERE profile = ? AND operation_id = ?")
            .execute(arguments: [profile.rawValue, tracked.id.rawValue])
        let insert = try db.cachedStatement(
            sql: "INSERT INTO asset (profile, operation_id, position, name, url, byte_count) VALUES (?, ?, ?, ?, ?, ?)")
        for (position, asset) in (tracked.operation?.assets ?? []).enumerated() {
            try insert.execute(arguments: [
                profile.rawValue, tracked.id.rawValue, position, asset.name, asset.url, asset.byteCount,
            ])
        }
    }

    private static func appendTransitions(_ db: Database, _ tracked: TrackedOperation, _ profile: ProfileID) throws {
        let count = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT COUNT(*) FROM transition WHERE profile = ? AND operation_id = ?"),
            arguments: [profile.rawValue, tracked.id.rawValue])
        let insert = try db.cachedStatement(
            sql: "INSERT INTO transition (profile, operation_id, from_status, to_status, at) VALUES (?, ?, ?, ?, ?)")
        for transition in tracked.transitions.dropFirst(count ?? 0) {
            try insert.execute(arguments: [
                profile.rawValue, tracked.id.rawValue, transition.from?.wireName, transition.to.wireName,
                transition.at.timeIntervalSince1970,
            ])
        }
    }

    private static func assets(_ db: Database, _ profile: ProfileID) throws -> [String: [Asset]] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT operation_id, name, url, byte_count FROM asset
                WHERE profile = ? ORDER BY operation_id, position
                """,
            arguments: [profile.rawValue])
        var assets: [String: [Asset]] = [:]
        while let row = try rows.next() {
            assets[row[0], default: []].append(Asset(name: row[1], url: row[2], byteCount: row[3]))
        }
        return assets
    }

    private static func transitions(_ db: Database, _ profile: ProfileID) throws -> [String: [Transition]] {
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT operation_id, from_status, to_status, at FROM transition WHERE profile = ? ORDER BY sequence",
            arguments: [profile.rawValue])
        var transitions: [String: [Transition]] = [:]
        while let row = try rows.next() {
            let from: String? = row[1]
            let transition = Transition(
                from: from.map(OperationStatus.init(wireName:)), to: OperationStatus(wireName: row[2]),
                at: Date(timeIntervalSince1970: row[3]))
            transitions[row[0], default: []].append(transition)
        }
        return transitions
    }
}
