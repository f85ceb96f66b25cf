import Foundation
import GRDB

extension ServerStore {
    func operation(_ id: String) async throws -> OperationRecord? {
        try await database.read { db in try Self.record(id, db) }
    }

    /// Starts an operation, or returns the one that the same request with the same key started before.
    ///
    /// Without a claim nothing is remembered. The target is the resource to work on, passed to `make`;
    /// `make` rejects the start by throwing, and then nothing has changed.
    ///
    /// - Throws: `Problem.notFound` or `.idempotencyConflict`, and errors of `make`
    func start(
        _ claim: IdempotencyClaim?, on target: (type: ResourceType, id: String)? = nil,
        now: @escaping @Sendable () -> Date, make: @escaping @Sendable (_ desk: StartDesk) throws -> StartDraft
    ) async throws -> AcceptedChange {
        try await database.write { db in
            if let earlier = try Self.replay(claim, db) { return earlier }
            let moment = now()
            let available = stage.available(try Self.balance(at: moment, db).available)
            var desk = StartDesk(available: available, now: moment)
            if let target {
                guard let stored = try Self.resource(target.id, db), stored.record.kind.resourceType == target.type
                else { throw Problem.notFound(target.type.rawValue, target.id) }
                desk.target = stored
            }
            let draft = stage.shaped(try make(desk))
            try Self.insert(draft.record, resource: draft.place, db)
            for item in draft.items { try Self.insert(item, resource: .new, db) }
            return try Self.accept(claim, draft.record, db)
        }
    }

    /// Applies a user action, or returns the outcome of the same request with the same key.
    ///
    /// - Throws: `Problem.notFound`, `.invalidState` or `.idempotencyConflict`; then nothing changed
    func act(
        on id: String, _ event: OperationEvent.Kind, feedback: String?, _ claim: IdempotencyClaim?,
        now: @escaping @Sendable () -> Date
    ) async throws -> AcceptedChange {
        try await database.write { db in
            if let earlier = try Self.replay(claim, db) { return earlier }
            guard var record = try Self.record(id, db) else { throw Problem.notFound("operation", id) }
            let moment = now()
            let state = OperationTimeline.state(of: record, at: moment)
            guard state.status.allows(event) else { throw Problem.invalidState(event, from: state.status, of: id) }
            if event == .resume { try Self.topUp(for: record, state, at: moment, db) }
            record.events.append(OperationEvent(kind: event, at: moment, feedback: feedback))
            try Self.update(record, db)
            if record.kind == .pack { try Self.passOn(event, at: moment, to: record.resourceID, db) }
            return try Self.accept(claim, record, db)
        }
    }

    // MARK: Inside a transaction

    static func record(_ id: String, _ db: Database) throws -> OperationRecord? {
        let data = try Data.fetchOne(db, sql: "SELECT record FROM operation WHERE id = ?", arguments: [id])
        return try data.map { try StoredRecord.decode($0) }
    }

    /// Inserts an operation; `resource` is its effect on the named resource.
    static func insert(
        _ record: OperationRecord, resource: StartDraft.Place = .new, isShowcase: Bool = false, _ db: Database
    ) throws {
        try db.execute(
            sql: "INSERT INTO operation (id, record, isShowcase, parentID) VALUES (?, ?, ?, ?)",
            arguments: [record.id, try StoredRecord.encode(record), isShowcase, record.parentID])
        switch resource {
        case .kept: break
        case .new:
            try db.execute(
                sql: "INSERT INTO resource (id, kind, operationID) VALUES (?, ?, ?)",
                arguments: [record.resourceID, record.kind.resourceType.rawValue, record.id])
        case .takenOver:
            try db.execute(
                sql: "UPDATE resource SET operationID = ?, facts = NULL WHERE id = ?",
                arguments: [record.id, record.resourceID])
        }
    }

    private static func update(_ record: OperationRecord, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE operation SET record = ? WHERE id = ?",
            arguments: [try StoredRecord.encode(record), record.id])
    }

    /// Stops and resumes the items of a pack with it.
    private static func passOn(
        _ event: OperationEvent.Kind, at moment: Date, to pack: String, _ db: Database
    ) throws {
        for var item in try related(to: pack, db) {
            item.events.append(OperationEvent(kind: event, at: moment, feedback: nil))
            try update(item, db)
        }
    }

    private static func replay(_ claim: IdempotencyClaim?, _ db: Database) throws -> AcceptedChange? {
        guard let claim, let earlier = try keptAnswer(claim, db), let record = try record(earlier.subjectID, db) else {
            return nil
        }
        return AcceptedChange(statusCode: earlier.statusCode, location: earlier.location, record: record)
    }

    private static func accept(
        _ claim: IdempotencyClaim?, _ record: OperationRecord, _ db: Database
    ) throws -> AcceptedChange {
        let change = AcceptedChange(statusCode: 202, location: "/v1/operations/\(record.id)", record: record)
        if let claim {
            try keep(
                KeptAnswer(statusCode: change.statusCode, location: change.location, subjectID: record.id), for: claim,
                db)
        }
        return change
    }
}
