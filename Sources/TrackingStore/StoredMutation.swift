import Foundation
import GRDB
import MintDomain

/// Reads and writes outbox rows within a transaction.
enum StoredMutation {
    static func insert(_ db: Database, _ entry: OutboxEntry, owner: String, _ profile: ProfileID) throws {
        let state = StoredState(entry.state)
        try db.execute(
            sql: """
                INSERT INTO outbox (profile, key, method, path, body, operation_id, verb, state, last_error,
                    result_id, resend_count, created_at, updated_at, held_until, owner, revision)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                profile.rawValue, entry.key.rawValue, entry.method, entry.path, entry.body,
                entry.operationID?.rawValue, entry.verb, state.word, state.lastError, state.resultID,
                entry.resendCount, entry.createdAt.timeIntervalSince1970, entry.createdAt.timeIntervalSince1970,
                state.heldUntil, owner, try StoredRevision.next(db, profile: profile.rawValue),
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
                SELECT * FROM outbox WHERE profile = ? AND state NOT IN ('accepted', 'refused', 'withdrawn')
                ORDER BY sequence
                """,
            arguments: [profile.rawValue]
        ).compactMap(read)
    }

    private static func read(_ row: Row) -> (entry: OutboxEntry, owner: String?)? {
        guard let key = IdempotencyKey(row["key"]) else { return nil }
        let operationID: String? = row["operation_id"]
        let state = StoredState(
            word: row["state"], lastError: row["last_error"], resultID: row["result_id"], heldUntil: row["held_until"])
        let entry = OutboxEntry(
            key: key, method: row["method"], path: row["path"], body: row["body"],
            operationID: operationID.flatMap { OperationID($0) }, verb: row["verb"], state: state.state,
            createdAt: Date(timeIntervalSince1970: row["created_at"]), resendCount: row["resend_count"])
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
        case .refused(let reason), .unknown(let reason): lastError = reason
        case .sending, .withdrawn: break
        }
    }

    /// A word this program does not know counts as `unknown`: resending with the same key changes nothing twice.
    var state: OutboxState {
        switch OutboxPhase(rawValue: word) {
        case .held:
            // Held without an end is as good as held for ever: only a person lets it go.
            return .held(until: heldUntil.map(Date.init(timeIntervalSince1970:)) ?? .distantFuture)
        case .sending: return .sending
        case .withdrawn: return .withdrawn
        case .refused: return .refused(lastError ?? "")
        case .accepted:
            if let id = resultID.flatMap({ OperationID($0) }) { return .accepted(id) }
        case .unknown, nil: break
        }
        return .unknown(lastError ?? "")
    }
}
