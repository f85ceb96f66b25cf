import Foundation
import GRDB

extension ServerStore {
    /// - Returns: nil where there is no such operation
    func operation(_ id: String) async throws -> OperationRecord? {
        try await database.read { db in try Self.record(id, db) }
    }

    /// Starts an operation, or gives the one that the same request with the same key started before.
    ///
    /// - Throws: `Problem.idempotencyConflict`
    func start(
        _ claim: IdempotencyClaim, now: @escaping @Sendable () -> Date,
        make: @escaping @Sendable (_ available: Int, _ now: Date) -> OperationRecord
    ) async throws -> AcceptedChange {
        try await database.write { db in
            if let earlier = try Self.replay(claim, db) { return earlier }
            let moment = now()
            let available = stage.available(try Self.balance(at: moment, db).available)
            let record = stage.shaped(make(available, moment))
            try Self.insert(record, db)
            return try Self.accept(claim, record, db)
        }
    }

    /// Applies an action of a person, or gives the outcome of the same request with the same key.
    ///
    /// - Throws: `Problem.notFound`, `.invalidState` or `.idempotencyConflict`; then nothing changed
    func act(
        on id: String, _ event: OperationEvent.Kind, feedback: String?, _ claim: IdempotencyClaim,
        now: @escaping @Sendable () -> Date
    ) async throws -> AcceptedChange {
        try await database.write { db in
            if let earlier = try Self.replay(claim, db) { return earlier }
            guard var record = try Self.record(id, db) else { throw Problem.notFound("operation") }
            let moment = now()
            let state = OperationTimeline.state(of: record, at: moment)
            guard state.status.allows(event) else { throw Problem.invalidState(event, from: state.status) }
            if event == .resume { try Self.topUp(for: record, state, at: moment, db) }
            record.events.append(OperationEvent(kind: event, at: moment, feedback: feedback))
            try Self.update(record, db)
            return try Self.accept(claim, record, db)
        }
    }

    // MARK: Inside a transaction

    static func record(_ id: String, _ db: Database) throws -> OperationRecord? {
        let data = try Data.fetchOne(db, sql: "SELECT record FROM operation WHERE id = ?", arguments: [id])
        return try data.map(decode)
    }

    static func insert(_ record: OperationRecord, isShowcase: Bool = false, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO operation (id, record, isShowcase) VALUES (?, ?, ?)",
            arguments: [record.id, try encode(record), isShowcase])
        try db.execute(
            sql: "INSERT INTO resource (id, kind, operationID) VALUES (?, ?, ?)",
            arguments: [record.resourceID, record.kind.rawValue, record.id])
    }

    private static func update(_ record: OperationRecord, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE operation SET record = ? WHERE id = ?", arguments: [try encode(record), record.id])
    }

    private static func replay(_ claim: IdempotencyClaim, _ db: Database) throws -> AcceptedChange? {
        let sql = "SELECT fingerprint, statusCode, location, operationID FROM idempotency WHERE key = ?"
        guard let row = try Row.fetchOne(db, sql: sql, arguments: [claim.key]) else { return nil }
        guard row["fingerprint"] == claim.fingerprint else { throw Problem.idempotencyConflict }
        guard let record = try record(row["operationID"], db) else { return nil }
        return AcceptedChange(statusCode: row["statusCode"], location: row["location"], record: record)
    }

    private static func accept(
        _ claim: IdempotencyClaim, _ record: OperationRecord, _ db: Database
    ) throws -> AcceptedChange {
        let change = AcceptedChange(statusCode: 202, location: "/v1/operations/\(record.id)", record: record)
        try db.execute(
            sql: """
                INSERT INTO idempotency (key, fingerprint, statusCode, location, operationID) VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [claim.key, claim.fingerprint, change.statusCode, change.location, record.id])
        return change
    }

    // MARK: Coding

    static func encode(_ record: OperationRecord) throws -> Data {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .millisecondsSince1970
        encoder.outputFormatting = .sortedKeys
        return try encoder.encode(record)
    }

    static func decode(_ data: Data) throws -> OperationRecord {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .millisecondsSince1970
        return try decoder.decode(OperationRecord.self, from: data)
    }
}
