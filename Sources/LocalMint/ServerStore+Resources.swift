import Foundation
import GRDB

/// A World or Model with the operation that makes it.
struct StoredResource: Sendable, Hashable {
    var sequence: Int64
    var record: OperationRecord
    /// What was measured of its final files, once they were made.
    var facts: AssetFacts?
}

extension ServerStore {
    /// - Returns: nil where there is no such resource
    func resource(_ id: String) async throws -> StoredResource? {
        if let made = stage.scenario.crowd.resource(id) { return made }
        return try await database.read { db in
            try Row.fetchOne(db, sql: Self.selection + " WHERE resource.id = ?", arguments: [id]).map(Self.resource)
        }
    }

    /// Newest first: at most `count` rows, and only those older than the cursor's place.
    func resources(
        _ kind: OperationRecord.Kind, before cursor: PageCursor?, count: Int
    ) async throws -> [StoredResource] {
        let crowd = kind == .world ? stage.scenario.crowd : ScenarioCrowd(count: 0)
        if crowd.holds(cursor) { return crowd.filling([], before: cursor, count: count) }
        let stored = try await database.read { db in
            let sql =
                Self.selection + """
                     WHERE resource.kind = ? AND resource.sequence < ? ORDER BY resource.sequence DESC LIMIT ?
                    """
            let arguments: StatementArguments = [kind.rawValue, cursor?.sequence ?? Int64.max, count]
            return try Row.fetchAll(db, sql: sql, arguments: arguments).map(Self.resource)
        }
        return crowd.filling(stored, before: cursor, count: count)
    }

    func saveFacts(_ facts: [String: AssetFacts]) async throws {
        try await database.write { db in
            for (id, facts) in facts {
                try db.execute(
                    sql: "UPDATE resource SET facts = ? WHERE id = ?", arguments: [try JSONEncoder().encode(facts), id])
            }
        }
    }

    private static let selection = """
        SELECT resource.sequence, resource.facts, operation.record FROM resource
        JOIN operation ON operation.id = resource.operationID
        """

    private static func resource(_ row: Row) throws -> StoredResource {
        let facts: Data? = row["facts"]
        return StoredResource(
            sequence: row["sequence"], record: try decode(row["record"]),
            facts: try facts.map { try JSONDecoder().decode(AssetFacts.self, from: $0) })
    }
}
