import Foundation
import Wire

/// The logic of the local Mint server, without HTTP.
struct MintService: Sendable {
    let store: ServerStore
    let factory: AssetFactory
    let presenter: Presenter
    let ids: IDSource
    let speed: Double
    let failures: OperationPlan.FailureShare
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
    func operation(_ id: String) async throws -> OperationWire {
        guard let record = try await store.operation(id) else { throw Problem.notFound("operation", id) }
        return try await present(record)
    }

    func present(_ record: OperationRecord) async throws -> OperationWire {
        let moment = now()
        let stored = try await store.resource(record.resourceID)
        let whole = try await stored.asyncMap { try await measured($0, at: moment) }
        return presenter.operation(record, whole, at: moment)
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
    func resource(_ type: ResourceType, _ id: String) async throws -> ResourceWire {
        let moment = now()
        return presenter.resource(try await measured(stored(type, id), at: moment), at: moment)
    }

    func page(_ type: ResourceType, limit: Int, after cursor: PageCursor?) async throws -> ListWire {
        var rows = try await store.resources(type, before: cursor, count: limit + 1)
        let hasMore = rows.count > limit
        if hasMore { rows.removeLast() }
        let next = hasMore ? rows.last.map { PageCursor(kind: type, sequence: $0.sequence).text } : nil
        let moment = now()
        var data: [JSONValue] = []
        for row in rows {
            let wire = presenter.resource(try await measured(row, at: moment), at: moment)
            data.append(try JSONValue(encoding: wire))
        }
        return ListWire(data: data, pagination: PaginationWire(nextCursor: next, hasMore: hasMore))
    }

    // MARK: Account

    func usage() async throws -> UsageWire {
        let balance = try await store.balance(at: now())
        return UsageWire(
            credits: .object([
                "totalAvailable": .integer(Int64(balance.available)), "reserved": .integer(Int64(balance.reserved)),
            ]), subscription: .object(["plan": .string("local")]),
            apiUsage: .object(["creditsUsed": .integer(Int64(balance.spent))]))
    }

    var me: MeWire {
        MeWire(
            userId: presenter.owner, email: nil, authenticationType: "api_key",
            scopes: ["mint:assets:read", "mint:assets:generate"])
    }
}

extension Optional {
    fileprivate func asyncMap<Result>(_ change: (Wrapped) async throws -> Result) async rethrows -> Result? {
        if let self { try await change(self) } else { nil }
    }
}
