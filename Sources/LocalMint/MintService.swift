import Foundation
import Wire

/// What the local Mint does, without HTTP: routes read requests, this answers them.
struct MintService: Sendable {
    let store: ServerStore
    let factory: AssetFactory
    let presenter: Presenter
    let ids: IDSource
    let speed: Double
    let failures: OperationPlan.FailureShare
    /// The time in whole milliseconds, as it is stored.
    let now: @Sendable () -> Date

    // MARK: Starting and acting

    func start(_ request: GenerationRequest, _ claim: IdempotencyClaim) async throws -> AcceptedChange {
        try await store.start(claim, now: now) { available, moment in
            draft(request, available: available, at: moment)
        }
    }

    func act(
        _ event: OperationEvent.Kind, on id: String, feedback: String?, _ claim: IdempotencyClaim
    ) async throws -> AcceptedChange {
        try await store.act(on: id, event, feedback: feedback, claim, now: now)
    }

    private func draft(_ request: GenerationRequest, available: Int, at moment: Date) -> OperationRecord {
        let id = ids.make("op_")
        var plan = OperationPlan(
            operationID: id, kind: request.kind, preset: request.preset, prompt: request.prompt, speed: speed,
            failures: failures)
        let price = Pricing.credits(request.kind, request.preset)
        if available < price {
            plan.shortfall = .init(stage: .preview, requiredCredits: price, availableCredits: available)
        }
        var dice = Dice(text: id)
        return OperationRecord(
            id: id, kind: request.kind, mode: request.mode, preset: request.preset, prompt: request.prompt,
            derivedPrompt: request.derivedPrompt, name: request.name, input: request.input,
            resourceID: ids.make(request.kind == .world ? "world_" : "model_"), assetSeed: dice.next(),
            availableAfterReservation: available < price ? available : available - price, createdAt: moment, plan: plan,
            events: [])
    }

    // MARK: Reading

    /// - Throws: `Problem.notFound`
    func operation(_ id: String) async throws -> OperationWire {
        guard let record = try await store.operation(id) else { throw Problem.notFound("operation") }
        return try await present(record)
    }

    func present(_ record: OperationRecord) async throws -> OperationWire {
        let state = OperationTimeline.state(of: record, at: now())
        var facts: AssetFacts?
        if record.kind == .model, state.hasFinalFiles, let stored = try await store.resource(record.resourceID) {
            facts = try await measured([stored])[record.resourceID]
        }
        return presenter.operation(record, state, facts: facts)
    }

    /// - Throws: `Problem.notFound`
    func resource(_ kind: OperationRecord.Kind, _ id: String) async throws -> ResourceWire {
        guard let stored = try await store.resource(id), stored.record.kind == kind else {
            throw Problem.notFound(kind.rawValue)
        }
        return try await present([stored])[0]
    }

    func page(_ kind: OperationRecord.Kind, limit: Int, after cursor: PageCursor?) async throws -> ListWire {
        var rows = try await store.resources(kind, before: cursor, count: limit + 1)
        let hasMore = rows.count > limit
        if hasMore { rows.removeLast() }
        let next = hasMore ? rows.last.map { PageCursor(kind: kind, sequence: $0.sequence).text } : nil
        return ListWire(
            data: try await present(rows).map(JSONValue.init(encoding:)),
            pagination: PaginationWire(nextCursor: next, hasMore: hasMore))
    }

    private func present(_ rows: [StoredResource]) async throws -> [ResourceWire] {
        let facts = try await measured(rows)
        let moment = now()
        return rows.map { row in
            let state = OperationTimeline.state(of: row.record, at: moment)
            return presenter.resource(row.record, state, facts: facts[row.record.resourceID])
        }
    }

    /// The facts of all finished Models among the rows, by resource id; what is not known yet is measured and stored.
    private func measured(_ rows: [StoredResource]) async throws -> [String: AssetFacts] {
        let moment = now()
        var known: [String: AssetFacts] = [:]
        var fresh: [String: AssetFacts] = [:]
        for row in rows where row.record.kind == .model {
            let state = OperationTimeline.state(of: row.record, at: moment)
            guard state.hasFinalFiles, let revisions = state.preview else { continue }
            if let facts = row.facts {
                known[row.record.resourceID] = facts
            } else {
                let request = AssetRequest(row.record, revisions: revisions, file: .glb)
                fresh[row.record.resourceID] = try await factory.facts(request)
            }
        }
        if !fresh.isEmpty { try await store.saveFacts(fresh) }
        return known.merging(fresh) { stored, _ in stored }
    }

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

    // MARK: Files

    /// The file behind a link, or nil where there is none (yet).
    func file(of resourceID: String, named name: String) async throws -> AssetRequest? {
        guard let stored = try await store.resource(resourceID) else { return nil }
        let state = OperationTimeline.state(of: stored.record, at: now())
        guard let newest = state.preview else { return nil }
        func request(_ file: AssetRequest.File, _ revisions: Int) -> AssetRequest {
            AssetRequest(stored.record, revisions: revisions, file: file)
        }
        if let (file, revisions) = Self.picture(name), revisions <= newest { return request(file, revisions) }
        guard state.hasFinalFiles else { return nil }
        switch (stored.record.kind, name) {
        case (.model, "model.glb"): return request(.glb, newest)
        case (.world, "panorama.png"): return request(.panorama, newest)
        case (.world, "collider.glb") where state.status == .succeeded: return request(.collider, newest)
        default: return nil
        }
    }

    /// `preview-<n>.png` or `thumbnail-<n>.png`, in this spelling only.
    private static func picture(_ name: String) -> (AssetRequest.File, Int)? {
        for (prefix, file) in [("preview-", AssetRequest.File.preview), ("thumbnail-", .thumbnail)]
        where name.hasPrefix(prefix) && name.hasSuffix(".png") {
            let digits = name.dropFirst(prefix.count).dropLast(4)
            if let number = Int(digits), number >= 0, String(number) == digits { return (file, number) }
        }
        return nil
    }
}

extension JSONValue {
    /// A wire value as open JSON.
    init(encoding value: some Encodable) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value))
    }
}
