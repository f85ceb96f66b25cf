import Foundation
import GRDB
import MintDomain

/// Reads and writes outbox rows within a transaction.
enum StoredMutation {
    /// The words of the states that nothing follows, as a list for SQL.
    static let settledWords = OutboxPhase.allCases.filter(\.isFinal).map { "'\($0.rawValue)'" }.joined(separator: ", ")

    static func insert(_ db: Database, _ entry: OutboxEntry, owner: String, _ profile: ProfileID) throws {
        let state = StoredState(entry.state)
        try db.execute(
            sql: """
                INSERT INTO outbox (profile, key, method, path, body, operation_id, verb, state, last_error,
                    result_id, resend_count, created_at, updated_at, held_until, owner, revision,
                    repeatable)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                profile.rawValue, entry.key.rawValue, entry.method, entry.path, entry.body,
                entry.operationID?.rawValue, entry.verb, state.word, state.lastError, state.resultID,
                entry.resendCount, entry.createdAt.timeIntervalSince1970, entry.createdAt.timeIntervalSince1970,
                state.heldUntil, owner, try StoredRevision.next(db, profile: profile.rawValue),
                entry.isRepeatable,
            ])
    }

    /// Writes a state over whatever it was, and says whether there is such a row.
    static func set(
        _ db: Database, _ key: IdempotencyKey, to state: OutboxState, resent: Bool, owner: String, at time: Date,
        _ profile: ProfileID
    ) throws -> Bool {
        let stored = StoredState(state)
        try db.execute(
            sql: """
                UPDATE outbox SET state = ?, last_error = coalesce(?, last_error), result_id = ?, held_until = ?,
                    resend_count = resend_count + ?, updated_at = ?, owner = ?, revision = ?
                WHERE profile = ? AND key = ?
                """,
            arguments: [
                stored.word, stored.lastError, stored.resultID, stored.heldUntil, resent ? 1 : 0,
                time.timeIntervalSince1970, owner, try StoredRevision.next(db, profile: profile.rawValue),
                profile.rawValue, key.rawValue,
            ])
        return db.changesCount > 0
    }

    /// The row under a key, with its owner; nil where there is none.
    static func fetch(
        _ db: Database, _ key: IdempotencyKey, _ profile: ProfileID
    ) throws -> (entry: OutboxEntry, owner: String?)? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM outbox WHERE profile = ? AND key = ?", arguments: [profile.rawValue, key.rawValue]
        ).flatMap(read)
    }

    /// The rows that are not settled, in the order they were stored.
    static func unsettled(_ db: Database, _ profile: ProfileID) throws -> [(entry: OutboxEntry, owner: String?)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM outbox WHERE profile = ? AND state NOT IN (\(settledWords))
                ORDER BY sequence
                """,
            arguments: [profile.rawValue]
        ).compactMap(read)
    }

    /// The rows that made an operation or act on it, in the order they were stored.
    static func conversation(_ db: Database, _ id: OperationID, _ profile: ProfileID) throws -> [OutboxEntry] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM outbox WHERE profile = ?1 AND ?2 IN (operation_id, result_id)
                ORDER BY sequence
                """,
            arguments: [profile.rawValue, id.rawValue]
        ).compactMap { read($0)?.entry }
    }

    /// The rows that are not repeatable, have no answer for good and were not put away, in the order they were stored.
    static func uncertain(_ db: Database, _ profile: ProfileID) throws -> [OutboxEntry] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM outbox WHERE profile = ? AND repeatable = 0 AND state = 'uncertain' AND NOT dismissed
                ORDER BY sequence
                """,
            arguments: [profile.rawValue]
        ).compactMap { read($0)?.entry }
    }

    /// Puts away a row that has no answer for good, and says whether there was one to be seen.
    static func dismiss(_ db: Database, _ key: IdempotencyKey, _ profile: ProfileID) throws -> Bool {
        try db.execute(
            sql: """
                UPDATE outbox SET dismissed = 1
                WHERE profile = ? AND key = ? AND state = 'uncertain' AND NOT dismissed
                """,
            arguments: [profile.rawValue, key.rawValue])
        guard db.changesCount > 0 else { return false }
        try db.execute(
            sql: "UPDATE outbox SET revision = ? WHERE profile = ? AND key = ?",
            arguments: [try StoredRevision.next(db, profile: profile.rawValue), profile.rawValue, key.rawValue])
        return true
    }

    /// When rows that are not repeatable changed last, since a time, as far as a request of theirs may have counted.
    static func sendTimes(_ db: Database, since time: Date, _ profile: ProfileID) throws -> [Date] {
        try Double.fetchAll(
            db,
            sql: """
                SELECT updated_at FROM outbox WHERE profile = ? AND repeatable = 0 AND updated_at >= ?
                AND state IN ('sending', 'accepted', 'uncertain') ORDER BY updated_at
                """,
            arguments: [profile.rawValue, time.timeIntervalSince1970]
        ).map(Date.init(timeIntervalSince1970:))
    }

    private static func read(_ row: Row) -> (entry: OutboxEntry, owner: String?)? {
        guard let key = IdempotencyKey(row["key"]) else { return nil }
        let operationID: String? = row["operation_id"]
        let state = StoredState(
            word: row["state"], lastError: row["last_error"], resultID: row["result_id"], heldUntil: row["held_until"])
        let entry = OutboxEntry(
            key: key, method: row["method"], path: row["path"], body: row["body"],
            operationID: operationID.flatMap { OperationID($0) }, verb: row["verb"], state: state.state,
            createdAt: Date(timeIntervalSince1970: row["created_at"]), resendCount: row["resend_count"],
            isRepeatable: row["repeatable"])
        return (entry, row["owner"])
    }
}

/// An `OutboxState` as the columns `state`, `last_error`, `result_id` and `held_until` hold it.
private struct StoredState {
    var word: String
    var lastError: String?
    var resultID: String?
    var heldUntil: Double?
}

extension StoredState {
    init(_ state: OutboxState) {
        self.init(word: state.phase.rawValue)
        switch state {
        case .held(let time): heldUntil = time.timeIntervalSince1970
        case .accepted(let id): resultID = id.rawValue
        case .refused(let reason), .unknown(let reason), .uncertain(let reason): lastError = reason
        case .sending, .withdrawn: break
        }
    }

    /// A word this program does not know counts as `unknown`: resending with the same key changes nothing twice, and
    /// what is not repeatable is not resent from it.
    var state: OutboxState {
        switch OutboxPhase(rawValue: word) {
        case .held:
            // Held without an end is as good as held for ever: only a person lets it go.
            return .held(until: heldUntil.map(Date.init(timeIntervalSince1970:)) ?? .distantFuture)
        case .sending: return .sending
        case .withdrawn: return .withdrawn
        case .refused: return .refused(lastError ?? "")
        case .uncertain: return .uncertain(lastError ?? "")
        case .accepted:
            if let id = resultID.flatMap({ OperationID($0) }) { return .accepted(id) }
        case .unknown, nil: break
        }
        return .unknown(lastError ?? "")
    }
}
