import GRDB

extension ServerStore {
    /// Inserts the examples, oldest first, and adds the Credits they cost, so that the account starts full.
    func seed(_ seed: Seed) async throws {
        try await database.write { db in
            var cost = 0
            guard let moment = seed.records.last?.createdAt else { return }
            for record in seed.records {
                try Self.insert(record, isShowcase: seed.showcase.contains(record.id), db)
                let charge = record.charge(in: OperationTimeline.state(of: record, at: moment))
                cost += charge.reserved + charge.finalized
            }
            try Self.grant(cost, db)
        }
    }

    /// Returns the ids of the examples for demonstration, newest first.
    func showcaseIDs() async throws -> [String] {
        try await database.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT operation.id FROM operation JOIN resource ON resource.operationID = operation.id
                    WHERE operation.isShowcase = 1 ORDER BY resource.sequence DESC
                    """)
        }
    }
}
