import GRDB

/// The first response for a key.
struct KeptAnswer: Sendable, Hashable {
    var statusCode: Int
    var location: String
    /// The operation or reference image of the request.
    var subjectID: String
}

extension ServerStore {
    // MARK: Inside a transaction

    /// - Throws: `Problem.idempotencyConflict` if the key belongs to another request
    static func keptAnswer(_ claim: IdempotencyClaim, _ db: Database) throws -> KeptAnswer? {
        let sql = "SELECT fingerprint, statusCode, location, subjectID FROM idempotency WHERE key = ?"
        guard let row = try Row.fetchOne(db, sql: sql, arguments: [claim.key]) else { return nil }
        guard row["fingerprint"] == claim.fingerprint else { throw Problem.idempotencyConflict(claim.key) }
        return KeptAnswer(statusCode: row["statusCode"], location: row["location"], subjectID: row["subjectID"])
    }

    static func keep(_ answer: KeptAnswer, for claim: IdempotencyClaim, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO idempotency (key, fingerprint, statusCode, location, subjectID) VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [claim.key, claim.fingerprint, answer.statusCode, answer.location, answer.subjectID])
    }
}
