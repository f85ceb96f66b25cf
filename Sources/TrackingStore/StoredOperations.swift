import Foundation
import GRDB
import MintDomain
import Tracking

/// Reads and writes the rows of operations, with assets and transitions, within a transaction.
enum StoredOperations {
    private static let columns: String = {
        let names = ["id", "tracked_at", "raw_json", "confirmed_at", "problem", "problem_detail"]
        return (names + OperationColumns.names).joined(separator: ", ")
    }()

    /// The longest tracked operations come first.
    static func all(_ db: Database, _ profile: ProfileID) throws -> [TrackedOperation] {
        var tracked: [TrackedOperation] = []
        try read(db, profile, order: "tracked_at, id", portion: .max) { portion in
            tracked = portion
            return true
        }
        return tracked
    }

    /// Reads all operations of a profile in portions, latest change first, until `take` returns false; empty portions
    /// only ask to continue.
    static func portions(
        _ db: Database, _ profile: ProfileID, of size: Int, _ take: ([TrackedOperation]) -> Bool
    ) throws {
        try read(db, profile, order: "revision DESC", portion: size, take)
    }

    /// Returns the first rows of a list: at most `limit` of each unfinished status, and of the latest changes.
    static func first(_ db: Database, _ profile: ProfileID, limit: Int) throws -> [TrackedOperation] {
        // Operations that need a decision are sorted by the length of their wait, all others newest first.
        let waiting: [OperationStatus] = [.previewReady, .billingRequired]
        let parts =
            waiting.map { ("status = ?", [$0.wireName], "updated_at") }
            + [OperationStatus.running, .queued].map { ("status = ?", [$0.wireName], "created_at DESC") }
            + [("TRUE", [], "revision DESC")]
        var ids: Set<OperationID> = []
        return try parts.flatMap { condition, arguments, order in
            try operations(
                db, profile, "\(condition) ORDER BY \(order) LIMIT ?", arguments + [limit]
            ).filter { ids.insert($0.id).inserted }
        }
    }

    static func selected(_ db: Database, _ profile: ProfileID, _ query: OperationQuery) throws -> [TrackedOperation] {
        let (condition, arguments) = try condition(query)
        return try operations(db, profile, condition, arguments)
    }

    static func counts(_ db: Database, _ profile: ProfileID, _ query: OperationQuery) throws -> OperationCounts {
        let (condition, arguments) = try condition(query)
        var counts = OperationCounts(byWord: [:], needingDecision: 0)
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT word, count(*), coalesce(sum(status = 'billing_required'
                        OR status = 'preview_ready' AND mode IS NOT 'auto'), 0)
                    FROM (SELECT \(word) AS word, status, mode FROM operation WHERE profile = ? AND \(condition))
                    GROUP BY word
                    """),
            arguments: StatementArguments([profile.rawValue] + arguments))
        while let row = try rows.next() {
            counts.byWord[row[0]] = row[1]
            counts.needingDecision += row[2] as Int
        }
        return counts
    }

    /// The status word of a row.
    private static let word = "coalesce(job_status, status, 'unknown')"

    private static func condition(
        _ query: OperationQuery
    ) throws -> (sql: String, arguments: [any DatabaseValueConvertible]) {
        let isAny = query.words.isEmpty
        let words = isAny ? "TRUE" : "\(word) IN (SELECT value FROM json_each(?))"
        return (
            "\(words) ORDER BY coalesce(created_at, tracked_at) DESC, id DESC LIMIT ?",
            (isAny ? [] : [try StoredJSON.text(query.words.sorted())]) + [query.limit ?? -1]
        )
    }

    /// In revision order.
    static func changed(_ db: Database, since revision: Int, _ profile: ProfileID) throws -> [TrackedOperation] {
        try operations(db, profile, "revision > ? ORDER BY revision, tracked_at, id", [revision])
    }

    /// The operations that meet a condition, with their assets and transitions; always three queries.
    private static func operations(
        _ db: Database, _ profile: ProfileID, _ condition: String, _ arguments: [any DatabaseValueConvertible]
    ) throws -> [TrackedOperation] {
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT \(columns) FROM operation WHERE profile = ? AND \(condition)"),
            arguments: StatementArguments([profile.rawValue] + arguments))
        guard !rows.isEmpty else { return [] }
        // By id: the condition and its limit could select other rows of equal times.
        let ids = try JSONEncoder().encode(rows.map { $0[0] as String })
        let selection = String(decoding: ids, as: UTF8.self)
        let assets = try assets(db, profile, among: selection)
        let transitions = try transitions(db, profile, among: selection)
        return rows.compactMap { operation(in: $0, assets, transitions) }
    }

    /// Reads all operations, with single queries for assets and transitions.
    private static func read(
        _ db: Database, _ profile: ProfileID, order: String, portion: Int, _ take: ([TrackedOperation]) -> Bool
    ) throws {
        let assets = try assets(db, profile)
        guard take([]) else { return }
        let transitions = try transitions(db, profile)
        guard take([]) else { return }
        let rows = try Row.fetchCursor(
            db, sql: "SELECT \(columns) FROM operation WHERE profile = ? ORDER BY \(order)",
            arguments: [profile.rawValue])
        var tracked: [TrackedOperation] = []
        while let row = try rows.next() {
            guard let operation = operation(in: row, assets, transitions) else { continue }
            tracked.append(operation)
            guard tracked.count == portion else { continue }
            guard take(tracked) else { return }
            tracked = []
        }
        _ = take(tracked)
    }

    /// False if the stored row is newer and stays.
    static func save(
        _ db: Database, _ tracked: TrackedOperation, revision: Int, _ profile: ProfileID
    ) throws -> Bool {
        guard try !isOutdated(db, tracked, profile) else { return false }
        try upsert(db, tracked, revision: revision, profile)
        try replaceAssets(db, tracked, profile)
        var transitions = try StoredTransitions(db, tracked.id, profile)
        try transitions.append(db, transitions.new(among: tracked.transitions), of: tracked.operation)
        try db.cachedStatement(sql: "DELETE FROM removal WHERE profile = ? AND id = ?")
            .execute(arguments: [profile.rawValue, tracked.id.rawValue])
        return true
    }

    /// False if the operation is already tracked.
    static func track(
        _ db: Database, _ id: OperationID, at time: Date, revision: Int, _ profile: ProfileID
    ) throws -> Bool {
        try db.cachedStatement(
            sql: """
                INSERT INTO operation (profile, id, tracked_at, revision) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                """
        ).execute(arguments: [profile.rawValue, id.rawValue, time.timeIntervalSince1970, revision])
        guard db.changesCount > 0 else { return false }
        try db.cachedStatement(sql: "DELETE FROM removal WHERE profile = ? AND id = ?")
            .execute(arguments: [profile.rawValue, id.rawValue])
        return true
    }

    /// Removes operations with their assets and transitions, as one revision; unknown ids are ignored.
    static func remove(_ db: Database, _ ids: [String], profile: String) throws {
        var revision: Int?
        for id in ids {
            try db.cachedStatement(sql: "DELETE FROM operation WHERE profile = ? AND id = ?")
                .execute(arguments: [profile, id])
            guard db.changesCount > 0 else { continue }
            try db.cachedStatement(sql: "DELETE FROM asset WHERE profile = ? AND operation_id = ?")
                .execute(arguments: [profile, id])
            try db.cachedStatement(sql: "DELETE FROM transition WHERE profile = ? AND operation_id = ?")
                .execute(arguments: [profile, id])
            try db.cachedStatement(sql: "DELETE FROM watch WHERE profile = ? AND id = ?")
                .execute(arguments: [profile, id])
            let number = try revision ?? StoredRevision.next(db, profile: profile)
            revision = number
            try db.cachedStatement(sql: "INSERT OR REPLACE INTO removal (profile, id, revision) VALUES (?, ?, ?)")
                .execute(arguments: [profile, id, number])
        }
    }

    private static func operation(
        in row: Row, _ assets: [String: [Asset]], _ transitions: [String: [Transition]]
    ) -> TrackedOperation? {
        guard let id = OperationID(row[0] as String) else { return nil }
        var tracked = TrackedOperation(id: id, trackedAt: Date(timeIntervalSince1970: row[1]))
        tracked.operation = OperationColumns.operation(id, in: row, from: 6)
        tracked.operation?.assets = assets[id.rawValue] ?? []
        tracked.transitions = transitions[id.rawValue] ?? []
        tracked.rawJSON = row[2]
        tracked.confirmedAt = (row[3] as Double?).map(Date.init(timeIntervalSince1970:))
        tracked.problem = StoredProblem.problem(word: row[4], detail: row[5])
        return tracked
    }

    /// Whether the stored row has a later server state.
    private static func isOutdated(_ db: Database, _ tracked: TrackedOperation, _ profile: ProfileID) throws -> Bool {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT status IS NOT NULL, updated_at FROM operation WHERE profile = ? AND id = ?"),
            arguments: [profile.rawValue, tracked.id.rawValue])
        guard let row, row[0] else { return false }
        guard let operation = tracked.operation else { return true }
        guard let stored: Double = row[1], let given = operation.updatedAt?.timeIntervalSince1970 else { return false }
        return given < stored
    }

    private static let upsertSQL: String = {
        let columns =
            ["tracked_at", "raw_json", "confirmed_at", "problem", "problem_detail", "revision"]
            + OperationColumns.names
        let places = Array(repeating: "?", count: columns.count + 2).joined(separator: ", ")
        let updates = columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        return """
            INSERT INTO operation (profile, id, \(columns.joined(separator: ", "))) VALUES (\(places))
            ON CONFLICT (profile, id) DO UPDATE SET \(updates)
            """
    }()

    private static func upsert(
        _ db: Database, _ tracked: TrackedOperation, revision: Int, _ profile: ProfileID
    ) throws {
        let problem = tracked.problem.map(StoredProblem.init)
        let values: [(any DatabaseValueConvertible)?] = [
            profile.rawValue, tracked.id.rawValue, tracked.trackedAt.timeIntervalSince1970, tracked.rawJSON,
            tracked.confirmedAt?.timeIntervalSince1970, problem?.word, problem?.detail, revision,
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

    /// The assets by operation: of all operations of the profile, or of the selected ones.
    private static func assets(
        _ db: Database, _ profile: ProfileID, among selection: String? = nil
    ) throws -> [String: [Asset]] {
        let rows = try children(
            db, profile, "operation_id, name, url, byte_count", of: "asset", by: "operation_id, position", selection)
        var assets: [String: [Asset]] = [:]
        while let row = try rows.next() {
            assets[row[0], default: []].append(Asset(name: row[1], url: row[2], byteCount: row[3]))
        }
        return assets
    }

    /// The transitions by operation, oldest first: of all operations of the profile, or of the selected ones.
    private static func transitions(
        _ db: Database, _ profile: ProfileID, among selection: String? = nil
    ) throws -> [String: [Transition]] {
        let rows = try children(
            db, profile, "operation_id, from_status, to_status, at, follows_revision", of: "transition", by: "sequence",
            selection)
        var transitions: [String: [Transition]] = [:]
        while let row = try rows.next() {
            let from: String? = row[1]
            let transition = Transition(
                from: from.map(OperationStatus.init(wireName:)), to: OperationStatus(wireName: row[2]),
                at: Date(timeIntervalSince1970: row[3]), followsRevision: row[4])
            transitions[row[0], default: []].append(transition)
        }
        return transitions
    }

    /// Reads rows that belong to operations: to all of the profile, or to those in a JSON array of ids.
    private static func children(
        _ db: Database, _ profile: ProfileID, _ columns: String, of table: String, by order: String,
        _ selection: String?
    ) throws -> RowCursor {
        let condition = selection == nil ? "" : "AND operation_id IN (SELECT value FROM json_each(?))"
        return try Row.fetchCursor(
            db.cachedStatement(sql: "SELECT \(columns) FROM \(table) WHERE profile = ? \(condition) ORDER BY \(order)"),
            arguments: StatementArguments([profile.rawValue] + [selection].compactMap(\.self)))
    }
}
