import Foundation
import Wire

/// The logic of the local Mint server, without HTTP.
struct MintService: Sendable {
    let store: ServerStore
    let factory: AssetFactory
    let presenter: Presenter
    let ids: IDSource
    let speed: Double
    let failures: LocalMint.FailureShare
    let billing: LocalMint.Billing
    /// Whether a change without an Idempotency-Key is rejected.
    let needsKeys: Bool
    /// The time in whole milliseconds, as stored.
    let now: @Sendable () -> Date

    // MARK: Operations

    func act(
        _ event: OperationEvent.Kind, on id: String, feedback: String?, _ claim: IdempotencyClaim?
    ) async throws -> AcceptedChange {
        try await store.act(on: id, event, feedback: feedback, claim, now: now)
    }

    /// - Throws: `Problem.notFound`
    func operation(_ id: String) async throws -> JSONValue {
        guard let record = try await store.operation(id) else { throw Problem.notFound("operation", id) }
        return try await present(record)
    }

    func present(_ record: OperationRecord) async throws -> JSONValue {
        let moment = now()
        guard let stored = try await store.resource(record.resourceID) else {
            return presenter.operation(record, nil, at: moment)
        }
        return presenter.operation(record, try await measured(stored, at: moment), at: moment)
    }

    // MARK: Resources

    /// - Throws: `Problem.notFound`
    func stored(_ type: ResourceType, _ id: String) async throws -> StoredResource {
        guard let stored = try await store.resource(id), stored.record.kind.resourceType == type else {
            throw Problem.notFound(type.rawValue, id)
        }
        return stored
    }

    /// - Throws: `Problem.notFound`
    func resource(_ type: ResourceType, _ id: String) async throws -> JSONValue {
        let moment = now()
        return presenter.resource(try await measured(stored(type, id), at: moment), at: moment)
    }

    func page(_ type: ResourceType, limit: Int, after cursor: PageCursor?) async throws -> JSONValue {
        var rows = try await store.resources(type, before: cursor, count: limit + 1)
        let hasMore = rows.count > limit
        if hasMore { rows.removeLast() }
        let next = hasMore ? rows.last.map { PageCursor(kind: type, sequence: $0.sequence).text } : nil
        let moment = now()
        var data: [JSONValue] = []
        for row in rows {
            data.append(presenter.resource(try await measured(row, at: moment), at: moment))
        }
        return .object([
            "data": .array(data),
            "pagination": .object(["nextCursor": .orNull(next), "hasMore": .bool(hasMore)]),
        ])
    }

    // MARK: Account

    func usage() async throws -> JSONValue {
        let balance = try await store.balance(at: now())
        return .object([
            "object": .string("usage"),
            "credits": .object([
                "totalAvailable": .integer(Int64(balance.available)), "reserved": .integer(Int64(balance.reserved)),
            ]),
            "subscription": .object(["plan": .string("local")]),
            "apiUsage": .object(["creditsUsed": .integer(Int64(balance.spent))]),
        ])
    }

    var me: JSONValue {
        .object([
            "object": .string("me"), "owner": .object(["userId": .string(presenter.owner), "email": .null]),
            "authentication": .object([
                "type": .string("api_key"),
                "scopes": .array([.string("mint:assets:read"), .string("mint:assets:generate")]),
            ]),
        ])
    }
}
