package import Dashboard
package import FoundationEssentials
package import MintDomain
package import TerminalCore

/// Sample data with fixed times, for screens that never change by themselves.
package enum Sample {
    /// 2026-11-21 12:00:00 UTC.
    package static let now = Date(timeIntervalSince1970: 1_795_262_400)

    package static func operationID(_ text: String) -> OperationID {
        guard let id = OperationID(text) else { preconditionFailure("not an id: \(text)") }
        return id
    }

    package static func resourceID(_ text: String) -> ResourceID {
        guard let id = ResourceID(text) else { preconditionFailure("not an id: \(text)") }
        return id
    }

    /// An operation that began that many seconds ago and last changed `changed` seconds ago.
    package static func operation(
        _ id: String, _ status: OperationStatus, _ prompt: String?, kind: OperationKind = .modelGeneration,
        mode: GenerationMode = .review, began: Double = 100, changed: Double = 40
    ) -> TrackedOperation {
        var operation = Operation(id: operationID(id), kind: kind, status: status)
        operation.prompt = prompt
        operation.mode = mode
        operation.preset = "standard"
        operation.createdAt = now.addingTimeInterval(-began)
        operation.updatedAt = now.addingTimeInterval(-changed)
        if status.isFinal { operation.completedAt = operation.updatedAt }
        var row = TrackedOperation(id: operation.id, trackedAt: now.addingTimeInterval(-began))
        row.operation = operation
        row.confirmedAt = now.addingTimeInterval(-1)
        row.transitions = [
            Transition(from: nil, to: .queued, at: now.addingTimeInterval(-began)),
            Transition(from: .queued, to: status, at: now.addingTimeInterval(-changed)),
        ]
        row.rawJSON = #"{"object":"operation","id":"\#(id)","status":"\#(status.wireName)","assets":null}"#
        return row
    }

    package static func resource(_ kind: ResourceKind, _ number: Int, _ name: String, age: Double) -> Resource {
        var resource = Resource(kind: kind, id: resourceID("\(kind.rawValue)_\(number)"))
        resource.name = name
        resource.status = "succeeded"
        resource.stage = "final"
        resource.createdAt = now.addingTimeInterval(-age)
        resource.mintURL = "http://127.0.0.1:8787/app/0x51/\(resource.id.rawValue)"
        resource.assets = [
            Asset(name: "previewImage", url: "http://127.0.0.1:8787/files/\(number)/preview.png"),
            Asset(name: "glb", url: "http://127.0.0.1:8787/files/\(number)/model.glb", byteCount: 1_284_120),
        ]
        return resource
    }

    /// Operations in every status, with prompts that are hard to lay out.
    package static var operations: [TrackedOperation] {
        var failed = operation(
            "op_knight", .failed, "Knight, full body, battered plate armour", began: 400, changed: 300)
        failed.operation?.failure = OperationFailure(
            code: "moderation_blocked", message: "The prompt was not accepted by the content rules.")
        var review = operation(
            "op_astrolabe", .previewReady, "Brass astrolabe on a walnut stand, museum light", changed: 124)
        review.operation?.assets = [
            Asset(name: "previewImage", url: "http://127.0.0.1:8787/files/1/preview.png"),
            Asset(name: "thumbnail", url: "http://127.0.0.1:8787/files/1/thumbnail.png"),
        ]
        review.operation?.resource = ResourceReference(type: "model", id: resourceID("model_1"))
        review.operation?.generationModel = "mint-sculpt-2"
        var billing = operation(
            "op_castle", .billingRequired, "A castle of glass in a winter storm", kind: .worldGeneration, changed: 4000)
        billing.operation?.billing = BillingHold(
            reason: "insufficient_credits", requiredCredits: 798, availableCredits: 212,
            actionURL: "http://127.0.0.1:8787/pay")
        return [
            review,
            operation("op_teapot", .previewReady, "Teapot 茶壶 with a crackled celadon glaze 🫖, steam", changed: 31),
            operation(
                "op_greenhouse", .running, "A quiet sci-fi greenhouse at dawn", kind: .worldGeneration, began: 62),
            operation("op_lamp", .running, "Ceramic lamp, orange shade", began: 21, changed: 20),
            operation("op_convert", .queued, nil, kind: .modelConversion, began: 3, changed: 3),
            operation("op_auto", .previewReady, "Paper boat fleet", mode: .auto, began: 50),
            billing, failed,
            operation("op_tide", .succeeded, "Tide pools at dusk", kind: .worldGeneration, began: 9000, changed: 8320),
            operation(
                "op_fox", .partiallySucceeded, "A fox reading a newspaper — “Le Renard Enchaîné”", began: 20000,
                changed: 19000),
            operation("op_boat", .canceled, "Wooden rowing boat, half sunk", began: 90000, changed: 89000),
            operation("op_odd", .other("defrosting"), "Something new", began: 500, changed: 400),
        ]
    }

    package static func resources(_ kind: ResourceKind) -> ResourcePage {
        let worlds = [
            "Tide pools at dusk", "Sci-fi greenhouse", "Lantern market 夜市", "Salt flats after rain", "Old harbour, fog",
        ]
        let models = ["Brass astrolabe", "Ceramic lamp", "Tin robot, dented", "Moka pot", "Café chair 🪑", "Sextant"]
        let more = (1...14).map { "\(kind == .world ? "Island" : "Pebble") no. \($0)" }
        let names = (kind == .world ? worlds : models) + more
        let items = names.enumerated().map { resource(kind, $0, $1, age: Double($0 * $0) * 9000 + 30) }
        return ResourcePage(items: items, nextCursor: "c1")
    }

    /// The dashboard some time after its start.
    package static func state(size: Size, isLocal: Bool = true) -> State {
        let badge = Badge(name: isLocal ? "local" : "studio", isLocal: isLocal, origin: "http://127.0.0.1:8787")
        var state = State(badge: badge, size: size, now: now)
        let news = TrackingNews(upserted: operations, link: .live(since: now.addingTimeInterval(-1)))
        let actions: [Action] = [
            .trackingChanged(.mint, news), .pageLoaded(.world, cursor: nil, resources(.world)),
            .pageLoaded(.model, cursor: nil, resources(.model)),
            .usageLoaded(Usage(availableCredits: 12480, usedCredits: 9120, subscription: "studio")),
        ]
        for action in actions { _ = update(&state, action, now: now) }
        return state
    }

    /// The state after those keys.
    package static func state(size: Size, keys: [Key], isLocal: Bool = true) -> State {
        var state = state(size: size, isLocal: isLocal)
        for key in keys { _ = update(&state, .terminal(.key(key)), now: now) }
        return state
    }
}
