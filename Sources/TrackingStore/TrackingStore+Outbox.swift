package import Foundation
import GRDB
package import MintDomain

extension TrackingStore {
    /// Stores a mutation before it is sent; it is on disk when this returns.
    ///
    /// Where the same request is stored under its key already, that one stays as it is.
    ///
    /// - Returns: What is stored now: the entry, or the older one with the same key, method, path and body.
    /// - Throws: `keyInUse` where the key belongs to another request; `failed` or `damaged`.
    @discardableResult
    package func insert(_ entry: OutboxEntry, profile: ProfileID) async throws(StoreError) -> OutboxEntry {
        try await write { db in
            if let stored = try Self.entry(db, entry.key, profile) {
                let isSame = (stored.method, stored.path, stored.body) == (entry.method, entry.path, entry.body)
                guard isSame else { throw StoreError.keyInUse(entry.key) }
                return stored
            }
            let state = StoredState(entry.state)
            try db.execute(
                sql: """
                    INSERT INTO outbox (profile, key, method, path, body, operation_id, verb, state, last_error,
                        result_id, resend_count, created_at, updated_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    profile.rawValue, entry.key.rawValue, entry.method, entry.path, entry.body,
                    entry.operationID?.rawValue, entry.verb, state.word, state.lastError, state.resultID,
                    entry.resendCount, entry.createdAt.timeIntervalSince1970, entry.createdAt.timeIntervalSince1970,
                ])
            return entry
        }
    }

    /// Records where a mutation stands now; it is on disk when this returns.
    ///
    /// Going back to `sending` counts as sending it again. The last error stays until there is another one.
    ///
    /// - Throws: `unknownKey` where no such entry is stored; `failed` or `damaged`.
    package func update(
        outbox key: IdempotencyKey, to state: OutboxState, at time: Date, profile: ProfileID
    ) async throws(StoreError) {
        try await write { db in
            let stored = StoredState(state)
            try db.execute(
                sql: """
                    UPDATE outbox SET state = ?, last_error = coalesce(?, last_error), result_id = ?,
                        resend_count = resend_count + ?, updated_at = ?
                    WHERE profile = ? AND key = ?
                    """,
                arguments: [
                    stored.word, stored.lastError, stored.resultID, state == .sending ? 1 : 0,
                    time.timeIntervalSince1970, profile.rawValue, key.rawValue,
                ])
            if db.changesCount == 0 { throw StoreError.unknownKey(key) }
        }
    }

    /// The mutations whose outcome is not known, `sending` and `unknown`, in the order they were stored.
    ///
    /// - Throws: `failed` or `damaged`.
    package func pendingOutbox(_ profile: ProfileID) async throws(StoreError) -> [OutboxEntry] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT * FROM outbox WHERE profile = ? AND state IN ('sending', 'unknown') ORDER BY sequence",
                arguments: [profile.rawValue]
            ).compactMap(Self.entry)
        }
    }

    /// The mutation under a key; nil where there is none.
    ///
    /// - Throws: `failed` or `damaged`.
    package func outboxEntry(
        _ key: IdempotencyKey, profile: ProfileID
    ) async throws(StoreError) -> OutboxEntry? {
        try await read { db in try Self.entry(db, key, profile) }
    }

    private static func entry(_ db: Database, _ key: IdempotencyKey, _ profile: ProfileID) throws -> OutboxEntry? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM outbox WHERE profile = ? AND key = ?", arguments: [profile.rawValue, key.rawValue]
        ).flatMap(entry)
    }

    private static func entry(_ row: Row) -> OutboxEntry? {
        guard let key = IdempotencyKey(row["key"]) else { return nil }
        let operationID: String? = row["operation_id"]
        let state = StoredState(word: row["state"], lastError: row["last_error"], resultID: row["result_id"])
        return OutboxEntry(
            key: key, method: row["method"], path: row["path"], body: row["body"],
            operationID: operationID.flatMap { OperationID($0) }, verb: row["verb"], state: state.state,
            createdAt: Date(timeIntervalSince1970: row["created_at"]), resendCount: row["resend_count"])
    }
}

/// An `OutboxState` as the columns `state`, `last_error` and `result_id` hold it.
private struct StoredState {
    var word: String
    var lastError: String?
    var resultID: String?
}

extension StoredState {
    init(_ state: OutboxState) {
        switch state {
        case .sending: self.init(word: "sending")
        case .accepted(let id): self.init(word: "accepted", resultID: id.rawValue)
        case .refused(let reason): self.init(word: "refused", lastError: reason)
        case .unknown(let reason): self.init(word: "unknown", lastError: reason)
        }
    }

    /// A word this program does not know counts as `unknown`: resending with the same key changes nothing twice.
    var state: OutboxState {
        switch word {
        case "sending": return .sending
        case "refused": return .refused(lastError ?? "")
        case "accepted":
            guard let id = resultID.flatMap({ OperationID($0) }) else { break }
            return .accepted(id)
        default: break
        }
        return .unknown(lastError ?? "")
    }
}
