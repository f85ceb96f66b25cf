import Foundation
import GRDB

/// The local project of the documentation agent, with its key.
struct MintlifyAccount: Sendable, Hashable {
    var projectID: String
    /// An admin key: `mint_` and 40 letters or digits.
    var apiKey: String
}

/// The stored jobs of the documentation agent. Every change is one transaction, on disk when the call returns.
struct MintlifyStore: Sendable {
    let database: DatabaseQueue

    /// Returns the account of this database; the first call creates it with `create`.
    ///
    /// - Returns: The account, and whether it was just created
    func account(
        create: @escaping @Sendable () -> MintlifyAccount
    ) async throws -> (account: MintlifyAccount, isNew: Bool) {
        try await database.write { db in
            if let row = try Row.fetchOne(db, sql: "SELECT projectID, apiKey FROM agentAccount") {
                return (MintlifyAccount(projectID: row["projectID"], apiKey: row["apiKey"]), false)
            }
            let account = create()
            try db.execute(
                sql: "INSERT INTO agentAccount (id, projectID, apiKey) VALUES (1, ?, ?)",
                arguments: [account.projectID, account.apiKey])
            return (account, true)
        }
    }

    func job(_ id: String) async throws -> MintlifyJob? {
        try await database.read { db in try Self.job(id, db) }
    }

    func newestOpenID() async throws -> String? {
        try await database.read { db in
            let rows = try Data.fetchCursor(db, sql: "SELECT record FROM agentJob ORDER BY sequence DESC")
            while let data = try rows.next() {
                let job: MintlifyJob = try StoredRecord.decode(data)
                if job.archivedAt == nil { return job.id }
            }
            return nil
        }
    }

    /// Stores the job that `make` returns for its pull request number, as one use.
    ///
    /// - Throws: `Problem.jobsRateLimited`; then nothing changed
    func create(
        now: @escaping @Sendable () -> Date, usesPerHour: Int,
        make: @escaping @Sendable (_ pullNumber: Int, _ now: Date) -> MintlifyJob
    ) async throws -> MintlifyJob {
        try await database.write { db in
            let moment = now()
            try Self.use(at: moment, limit: usesPerHour, db)
            let newest = try Int.fetchOne(db, sql: "SELECT MAX(sequence) FROM agentJob") ?? 0
            let job = make(newest + 1, moment)
            try Self.insert(job, db)
            return job
        }
    }

    /// Adds a prompt to a job, as one use.
    ///
    /// - Throws: `Problem.notFound`, `.jobArchived` or `.jobsRateLimited`; then nothing changed
    func message(
        _ id: String, now: @escaping @Sendable () -> Date, usesPerHour: Int,
        make: @escaping @Sendable (MintlifyJob, _ now: Date) -> MintlifyTurn
    ) async throws -> MintlifyJob {
        try await database.write { db in
            let moment = now()
            guard var job = try Self.job(id, db) else { throw Problem.notFound("job", id) }
            guard job.archivedAt == nil else { throw Problem.jobArchived }
            try Self.use(at: moment, limit: usesPerHour, db)
            job.turns.append(make(job, moment))
            try Self.update(job, db)
            return job
        }
    }

    /// Archives a job; an archived one stays unchanged.
    ///
    /// - Throws: `Problem.notFound`
    func archive(_ id: String, now: @escaping @Sendable () -> Date) async throws -> MintlifyJob {
        try await database.write { db in
            guard var job = try Self.job(id, db) else { throw Problem.notFound("job", id) }
            guard job.archivedAt == nil else { return job }
            job.archivedAt = max(now(), job.turns.last?.at ?? job.createdAt)
            try Self.update(job, db)
            return job
        }
    }

    /// Inserts the examples, oldest first; they do not count as uses.
    func seed(_ jobs: [MintlifyJob]) async throws {
        try await database.write { db in
            for job in jobs { try Self.insert(job, isShowcase: true, db) }
        }
    }

    /// Returns the ids of the examples, newest first.
    func showcaseIDs() async throws -> [String] {
        try await database.read { db in
            try String.fetchAll(db, sql: "SELECT id FROM agentJob WHERE isShowcase = 1 ORDER BY sequence DESC")
        }
    }

    // MARK: Inside a transaction

    private static func job(_ id: String, _ db: Database) throws -> MintlifyJob? {
        let data = try Data.fetchOne(db, sql: "SELECT record FROM agentJob WHERE id = ?", arguments: [id])
        return try data.map { try StoredRecord.decode($0) }
    }

    private static func insert(_ job: MintlifyJob, isShowcase: Bool = false, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO agentJob (sequence, id, isShowcase, record) VALUES (?, ?, ?, ?)",
            arguments: [job.pullNumber, job.id, isShowcase, try StoredRecord.encode(job)])
    }

    private static func update(_ job: MintlifyJob, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE agentJob SET record = ? WHERE id = ?", arguments: [try StoredRecord.encode(job), job.id])
    }

    /// Adds a use at `moment`.
    ///
    /// - Throws: `Problem` if the hour before has reached the limit.
    private static func use(at moment: Date, limit: Int, _ db: Database) throws {
        let milliseconds = Int64((moment.timeIntervalSince1970 * 1000).rounded())
        let hour: Int64 = 3_600_000
        try db.execute(sql: "DELETE FROM agentUse WHERE milliseconds <= ?", arguments: [milliseconds - hour])
        let row = try Row.fetchOne(db, sql: "SELECT COUNT(*) AS uses, MIN(milliseconds) AS oldest FROM agentUse")
        if let row, let oldest: Int64 = row["oldest"], row["uses"] >= limit {
            let seconds = (oldest + hour - milliseconds + 999) / 1000
            throw Problem.jobsRateLimited(limit: limit, retryAfterSeconds: Int(min(max(seconds, 1), 3600)))
        }
        try db.execute(sql: "INSERT INTO agentUse (milliseconds) VALUES (?)", arguments: [milliseconds])
    }
}
