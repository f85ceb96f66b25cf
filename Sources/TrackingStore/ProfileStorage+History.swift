package import Foundation
import GRDB
package import MintDomain
package import Tracking

extension ProfileStorage {
    package func add(_ entry: ActivityEntry) async throws(TrackingStorageError) {
        try await write { db in try StoredActivity.insert(db, entry, profile) }
    }

    package func activity(
        since time: Date, limit: Int
    ) async throws(TrackingStorageError) -> [ActivityEntry] {
        try await read { db in try StoredActivity.read(db, since: time, limit: limit, profile) }
    }

    package func add(_ sample: CreditSample) async throws(TrackingStorageError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO credit_sample (profile, at, available, used)
                    SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (
                        SELECT 1 FROM (
                            SELECT available, used FROM credit_sample WHERE profile = ?1
                            ORDER BY at DESC, sequence DESC LIMIT 1)
                        WHERE available IS ?3 AND used IS ?4)
                    """,
                arguments: [profile.rawValue, sample.at.timeIntervalSince1970, sample.available, sample.used])
        }
    }

    package func creditSamples(since time: Date) async throws(TrackingStorageError) -> [CreditSample] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT at, available, used FROM credit_sample WHERE profile = ? AND at >= ? ORDER BY at, sequence
                    """,
                arguments: [profile.rawValue, time.timeIntervalSince1970]
            ).map { row in
                CreditSample(at: Date(timeIntervalSince1970: row[0]), available: row[1], used: row[2])
            }
        }
    }
}

/// Reads and writes rows of activity within a transaction.
enum StoredActivity {
    static func insert(_ db: Database, _ entry: ActivityEntry, _ profile: ProfileID) throws {
        try db.cachedStatement(
            sql: "INSERT INTO activity (profile, at, event, operation_id, title, author) VALUES (?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [
            profile.rawValue, entry.at.timeIntervalSince1970, try StoredJSON.text(entry.event),
            entry.operation?.rawValue, entry.title, entry.author,
        ])
    }

    static func insert(
        _ db: Database, _ entry: OutboxEntry, became state: OutboxState, at time: Date, _ profile: ProfileID
    ) throws {
        let result: OperationID? = if case .accepted(let id) = state { id } else { nil }
        try insert(
            db,
            ActivityEntry(
                at: time, event: .decision(verb: entry.verb.name, state: state.phase.rawValue),
                operation: entry.operationID ?? result, title: entry.mutation.generation?.prompt,
                author: entry.author),
            profile)
    }

    static func read(
        _ db: Database, since time: Date, limit: Int, _ profile: ProfileID
    ) throws -> [ActivityEntry] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT at, event, operation_id, title, author FROM activity
                WHERE profile = ? AND at >= ? ORDER BY at DESC, sequence DESC LIMIT ?
                """,
            arguments: [profile.rawValue, time.timeIntervalSince1970, max(limit, 0)]
        ).compactMap { row in
            // `try?`: an event of a later mintop is left out.
            guard
                let event = try? StoredJSON.decoder.decode(
                    ActivityEntry.Event.self, from: Data((row[1] as String).utf8))
            else { return nil }
            return ActivityEntry(
                at: Date(timeIntervalSince1970: row[0]), event: event,
                operation: (row[2] as String?).flatMap { OperationID($0) }, title: row[3], author: row[4])
        }
    }
}
