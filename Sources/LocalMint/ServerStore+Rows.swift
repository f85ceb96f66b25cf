import GRDB

extension ServerStore {
    func rowCount() async throws -> Int {
        try await database.read { db in
            let counts = ["operation", "agentJob", "image"].map { "(SELECT COUNT(*) FROM \($0))" }
            return try Int.fetchOne(db, sql: "SELECT " + counts.joined(separator: " + ")) ?? 0
        }
    }
}
