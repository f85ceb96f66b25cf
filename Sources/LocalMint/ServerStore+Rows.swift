import GRDB

extension ServerStore {
    /// How many operations and jobs were ever stored.
    func rowCount() async throws -> Int {
        try await database.read { db in
            let sql = "SELECT (SELECT COUNT(*) FROM operation) + (SELECT COUNT(*) FROM agentJob)"
            return try Int.fetchOne(db, sql: sql) ?? 0
        }
    }
}
