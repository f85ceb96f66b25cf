import Foundation
import GRDB
package import MintDomain

/// A transition with its number in the store.
package struct NumberedTransition: Sendable, Hashable {
    /// Increases with each stored transition of any profile; never reused.
    package var sequence: Int
    package var profile: ProfileID
    package var operation: OperationID
    package var transition: Transition
}

extension TrackingStore {
    /// Returns at most `limit` transitions of these profiles (at least one) after a sequence number, oldest first.
    ///
    /// Transitions of untracked operations no longer exist.
    package func transitions(
        after sequence: Int, limit: Int, profiles: [ProfileID]
    ) async throws(StoreError) -> [NumberedTransition] {
        let places = profiles.map { _ in "?" }.joined(separator: ", ")
        return try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT sequence, operation_id, from_status, to_status, at, follows_revision, profile
                        FROM transition WHERE sequence > ? AND profile IN (\(places)) ORDER BY sequence LIMIT ?
                        """),
                arguments: StatementArguments([sequence]) + StatementArguments(profiles.map(\.rawValue)) + [limit]
            ).compactMap { row in
                guard let id = OperationID(row[1] as String) else { return nil }
                let transition = Transition(
                    from: (row[2] as String?).map(OperationStatus.init(wireName:)),
                    to: OperationStatus(wireName: row[3]), at: Date(timeIntervalSince1970: row[4]),
                    followsRevision: row[5])
                return NumberedTransition(
                    sequence: row[0], profile: ProfileID(row[6]), operation: id, transition: transition)
            }
        }
    }

    /// Returns the number of the newest stored transition; 0 for none.
    package func newestTransition() async throws(StoreError) -> Int {
        try await read { db in
            try Int.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'transition'") ?? 0
        }
    }
}
