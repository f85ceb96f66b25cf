import Foundation
import Wire

/// Packs of Models: one operation for the pack, and one for each item, on which only the pack can act.
extension MintService {
    func startPack(_ request: JobRequest, _ claim: IdempotencyClaim?) async throws -> AcceptedChange {
        try await store.start(claim, now: now) { desk in
            var pack = try draft(request, desk, resourceID: nil)
            let count = request.input["itemCount"]?.integer.map(Int.init) ?? Limits.defaultPackItems
            let items = PackItems.names(prompt: request.prompt ?? "", count: count, seed: pack.assetSeed).map {
                item($0, of: pack, desk)
            }
            settlePlan(of: &pack, items)
            return StartDraft(record: pack, place: .new, items: items)
        }
    }

    /// One Model of a pack, free of charge; waits for payment together with the pack.
    private func item(_ name: String, of pack: OperationRecord, _ desk: StartDesk) -> OperationRecord {
        let id = ids.make("op_")
        let style = pack.input["styleGuide"]?.string.map { ", \($0)" } ?? ""
        let prompt = "\(name), \(pack.prompt ?? "")\(style)"
        var plan = OperationPlan(
            operationID: id, kind: .model, preset: pack.preset ?? .standard, prompt: prompt, price: 0, speed: speed,
            failures: failures)
        plan.missingPart = nil
        plan.shortfall = pack.plan.shortfall.map { shortfall in
            var copy = shortfall
            copy.stage = .preview
            return copy
        }
        var dice = Dice(text: id)
        return OperationRecord(
            id: id, kind: .model, mode: .auto, preset: pack.preset, prompt: String(prompt.prefix(4_000)),
            name: name.prefix(1).uppercased() + name.dropFirst(), input: .object(["prompt": .string(prompt)]),
            resourceID: ids.make(ResourceType.model.idPrefix), assetSeed: dice.next(),
            availableAfterReservation: pack.availableAfterReservation, createdAt: desk.now, plan: plan, events: [],
            parentID: pack.resourceID, agreedPrice: 0)
    }

    /// The pack ends with its slowest item, with the combined status.
    private func settlePlan(of pack: inout OperationRecord, _ items: [OperationRecord]) {
        let longest = items.map { $0.plan.queued + $0.plan.preview + $0.plan.previewPass + $0.plan.final }.max() ?? 0
        pack.plan.final = max(longest - pack.plan.queued, pack.plan.final)
        let failed = items.filter { $0.plan.failure != nil }
        if let failure = failed.first?.plan.failure, failed.count == items.count {
            pack.plan.failure = .init(stage: .final, share: 1, code: failure.code, message: failure.message)
        } else if !failed.isEmpty {
            pack.plan.missingPart = "\(failed.count) of \(items.count) Models could not be made."
            pack.plan.finalPrice = pack.price / items.count * (items.count - failed.count)
        }
    }

    /// Returns the pack with its current items.
    ///
    /// - Throws: `Problem.notFound`
    func pack(_ id: String) async throws -> JSONValue {
        let stored = try await stored(.pack, id)
        let moment = now()
        // A retried Model counts with its latest result.
        let last = Dictionary(stored.related.map { ($0.resourceID, $0.id) }) { _, later in later }
        let items = stored.related.filter { last[$0.resourceID] == $0.id }.map { item -> JSONValue in
            let status = OperationTimeline.state(of: item, at: moment).status
            return .object([
                "modelId": .string(item.resourceID), "displayName": .orNull(item.name),
                "status": .string(status.rawValue),
            ])
        }
        let state = OperationTimeline.state(of: stored.record, at: moment)
        return .object([
            "object": .string("asset_pack"), "id": .string(id), "name": .orNull(stored.record.name),
            "prompt": .orNull(stored.record.prompt), "status": .string(state.status.rawValue),
            "mintUrl": .string(presenter.mintURL(stored.record)), "items": .array(items),
            "createdAt": .string(Presenter.text(stored.record.createdAt)),
            "updatedAt": .string(Presenter.text(state.updatedAt)),
        ])
    }
}

/// The items of a pack: different objects that fit together.
enum PackItems {
    private static let things = [
        "lantern", "chest", "chair", "vase", "barrel", "table", "candle", "book", "teapot", "crystal", "bench", "clock",
        "mushroom", "robot", "rocket", "boat", "tower", "cottage", "tree", "fox", "knight", "cake", "sword", "drum",
        "cart",
    ]

    /// Returns at most one name per known object, the maximum of a pack; objects named in the prompt come first.
    static func names(prompt: String, count: Int, seed: UInt64) -> [String] {
        let words = Set(prompt.lowercased().split { !$0.isLetter }.map { $0.hasSuffix("s") ? $0.dropLast() : $0 })
        let named = things.filter { words.contains(Substring($0)) }
        var others = things.filter { !named.contains($0) }
        var dice = Dice(text: "pack \(seed)")
        for index in others.indices.dropLast() {
            others.swapAt(index, index + Int(dice.next() % UInt64(others.count - index)))
        }
        return Array((named + others).prefix(count))
    }
}
