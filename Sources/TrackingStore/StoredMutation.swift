import Foundation
import GRDB
import MintDomain

/// Reads and writes outbox rows within a transaction.
enum StoredMutation {
    static let settledWords = OutboxPhase.allCases.filter(\.isFinal).map { "'\($0.rawValue)'" }.joined(separator: ", ")

    static func insert(_ db: Database, _ entry: OutboxEntry, owner: String, _ profile: ProfileID) throws {
        let state = StoredState(entry.state)
        try db.execute(
            sql: """
                INSERT INTO outbox (profile, key, method, path, body, operation_id, verb, state, last_error,
                    result_id, resend_count, created_at, updated_at, held_until, owner, revision,
                    repeatable, decision, author)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                profile.rawValue, entry.key.rawValue, entry.method, entry.path, entry.body,
                entry.operationID?.rawValue, entry.verb.name, state.word, state.lastError, state.resultID,
                entry.resendCount, entry.createdAt.timeIntervalSince1970, entry.createdAt.timeIntervalSince1970,
                state.heldUntil, owner, try StoredRevision.next(db, profile: profile.rawValue),
                entry.isRepeatable, String(decoding: try encoder.encode(entry.mutation), as: UTF8.self), entry.author,
            ])
    }

    /// Adds the decision to each row without one.
    static func addDecisions(_ db: Database) throws {
        for row in try Row.fetchAll(db, sql: "SELECT * FROM outbox WHERE decision IS NULL") {
            guard let mutation = mutation(row) else { continue }
            try db.execute(
                sql: "UPDATE outbox SET decision = ? WHERE sequence = ?",
                arguments: [String(decoding: try encoder.encode(mutation), as: UTF8.self), row["sequence"] as Int64])
        }
    }

    /// Overwrites a state; returns whether the row exists.
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

    static func fetch(
        _ db: Database, _ key: IdempotencyKey, _ profile: ProfileID
    ) throws -> (entry: OutboxEntry, owner: String?)? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM outbox WHERE profile = ? AND key = ?", arguments: [profile.rawValue, key.rawValue]
        ).flatMap(read)
    }

    /// In stored order.
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

    /// In stored order.
    static func unsettled(
        _ db: Database, about id: OperationID, _ profile: ProfileID
    ) throws -> [(entry: OutboxEntry, owner: String?)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM outbox WHERE profile = ? AND operation_id = ? AND state NOT IN (\(settledWords))
                ORDER BY sequence
                """,
            arguments: [profile.rawValue, id.rawValue]
        ).compactMap(read)
    }

    /// The rows that created an operation or act on it, in stored order.
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

    /// The rows that are not repeatable, permanently without a response and not dismissed, in stored order.
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

    /// Returns whether there was an uncertain row to dismiss.
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

    /// Returns the last change times, since a time, of rows that are not repeatable and whose request may have counted.
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
        guard let key = IdempotencyKey(row["key"]), let mutation = mutation(row) else { return nil }
        let state = StoredState(
            word: row["state"], lastError: row["last_error"], resultID: row["result_id"], heldUntil: row["held_until"])
        let entry = OutboxEntry(
            key: key, mutation: mutation, method: row["method"], path: row["path"], body: row["body"],
            state: state.state, createdAt: Date(timeIntervalSince1970: row["created_at"]),
            resendCount: row["resend_count"], author: row["author"])
        return (entry, row["owner"])
    }

    /// The decision of a row. A row without one was stored by an earlier mintop that is still running.
    private static func mutation(_ row: Row) -> Mutation? {
        guard let json: String = row["decision"] else {
            return EarlierMutation(
                verb: row["verb"], path: row["path"], body: row["body"], operationID: row["operation_id"]
            ).mutation
        }
        // `try?`: what cannot be read was written by no version.
        return try? JSONDecoder().decode(Mutation.self, from: Data(json.utf8))
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}

/// An `OutboxState` in the columns `state`, `last_error`, `result_id` and `held_until`.
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
        case .held(let time, let reason):
            heldUntil = time?.timeIntervalSince1970
            lastError = reason
        case .accepted(let id): resultID = id.rawValue
        case .refused(let reason), .waiting(let reason, _), .uncertain(let reason): lastError = reason
        case .sending, .canceled: break
        }
    }

    /// An unknown word counts as `waiting`: resending with the same key is harmless, and an unrepeatable row is not
    /// resent from it.
    var state: OutboxState {
        switch OutboxPhase(rawValue: word) {
        case .held: return .held(until: heldUntil.map(Date.init(timeIntervalSince1970:)), because: lastError)
        case .sending: return .sending
        case .canceled: return .canceled
        case .refused: return .refused(lastError ?? "")
        case .uncertain: return .uncertain(lastError ?? "")
        case .accepted:
            if let id = resultID.flatMap({ OperationID($0) }) { return .accepted(id) }
        case .waiting, nil: break
        }
        return .waiting(lastError ?? "")
    }
}
