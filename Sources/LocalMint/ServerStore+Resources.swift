import Foundation
import GRDB

/// A resource of the project, with the newest operation that makes it and those that work on it.
struct StoredResource: Sendable, Hashable {
    var sequence: Int64
    var record: OperationRecord
    /// The optimizations, conversions and animations of a Model, or the items of a pack; oldest first.
    var related: [OperationRecord] = []
    /// The measures of a Model's final GLB, once computed.
    var facts: AssetFacts?
    var fileSizes: [String: Int] = [:]
}

extension ServerStore {
    func resource(_ id: String) async throws -> StoredResource? {
        if let made = stage.scenario.crowd.resource(id) { return made }
        return try await database.read { db in try Self.resource(id, db) }
    }

    /// Returns at most `count` rows, newest first, older than the cursor's position.
    func resources(
        _ type: ResourceType, before cursor: PageCursor?, count: Int
    ) async throws -> [StoredResource] {
        let crowd = type == .world ? stage.scenario.crowd : ScenarioCrowd(count: 0)
        if crowd.holds(cursor) { return crowd.filling([], before: cursor, count: count) }
        let stored = try await database.read { db in
            let sql =
                Self.selection + """
                     WHERE resource.kind = ? AND resource.sequence < ? ORDER BY resource.sequence DESC LIMIT ?
                    """
            let arguments: StatementArguments = [type.rawValue, cursor?.sequence ?? Int64.max, count]
            return try Row.fetchAll(db, sql: sql, arguments: arguments).map { try Self.resource($0, db) }
        }
        return crowd.filling(stored, before: cursor, count: count)
    }

    /// Stores measures in addition to the known ones.
    func saveMeasures(_ facts: AssetFacts?, _ sizes: [String: Int], of id: String) async throws {
        try await database.write { db in
            guard let stored = try Self.resource(id, db) else { return }
            let allSizes = try StoredRecord.encode(stored.fileSizes.merging(sizes) { $1 })
            try db.execute(
                sql: "UPDATE resource SET facts = ?, fileSizes = ? WHERE id = ?",
                arguments: [try (facts ?? stored.facts).map { try StoredRecord.encode($0) }, allSizes, id])
        }
    }

    // MARK: Inside a transaction

    static func resource(_ id: String, _ db: Database) throws -> StoredResource? {
        try Row.fetchOne(db, sql: selection + " WHERE resource.id = ?", arguments: [id]).map { try resource($0, db) }
    }

    /// Returns the operations with the resource as their parent, oldest first.
    static func related(to id: String, _ db: Database) throws -> [OperationRecord] {
        // The items of a pack have the same time; their positions in the library keep their order.
        let sql = """
            SELECT operation.record FROM operation LEFT JOIN resource ON resource.operationID = operation.id
            WHERE operation.parentID = ? ORDER BY resource.sequence, operation.id
            """
        return try Data.fetchAll(db, sql: sql, arguments: [id])
            .map { try StoredRecord.decode($0) as OperationRecord }.enumerated()
            .sorted { ($0.element.createdAt, $0.offset) < ($1.element.createdAt, $1.offset) }.map(\.element)
    }

    private static let selection = """
        SELECT resource.sequence, resource.facts, resource.fileSizes, operation.record FROM resource
        JOIN operation ON operation.id = resource.operationID
        """

    private static func resource(_ row: Row, _ db: Database) throws -> StoredResource {
        let record: OperationRecord = try StoredRecord.decode(row["record"])
        let facts: Data? = row["facts"]
        let sizes: Data? = row["fileSizes"]
        return StoredResource(
            sequence: row["sequence"], record: record, related: try related(to: record.resourceID, db),
            facts: try facts.map { try StoredRecord.decode($0) },
            fileSizes: try sizes.map { try StoredRecord.decode($0) } ?? [:])
    }
}
