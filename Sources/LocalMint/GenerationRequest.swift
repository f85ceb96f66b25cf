import Wire

/// A checked `:generate` body (contract/README.md A3).
struct GenerationRequest: Sendable, Hashable {
    var kind: OperationRecord.Kind
    var prompt: String
    var derivedPrompt: String?
    var mode: GenerationMode
    var preset: GenerationPreset
    var name: String?
    var input: JSONValue

    private static let commonFields: Set<String> = [
        "prompt", "derivedPrompt", "generationMode", "generationPreset", "displayName", "name", "imageUrl",
        "sourceImages", "sourceUrl",
    ]

    private enum RiggingPose: String, CaseIterable {
        case tPose = "t_pose"
        case aPose = "a_pose"
    }

    init(_ kind: OperationRecord.Kind, _ body: RequestBody) throws(Problem) {
        var body = body
        body.refuseUnknown(kind == .model ? Self.commonFields.union(["riggingPose"]) : Self.commonFields)
        self.kind = kind
        prompt = body.required("prompt", characters: Limits.prompt)
        derivedPrompt = body.optional("derivedPrompt", characters: Limits.prompt)
        mode = body.choice("generationMode", GenerationMode.self) ?? .auto
        preset = body.choice("generationPreset", GenerationPreset.self) ?? .standard
        let displayName = body.optional("displayName", characters: Limits.name)
        name = body.optional("name", characters: Limits.name) ?? displayName
        body.url("imageUrl")
        body.urls("sourceImages", count: Limits.sourceImages)
        body.url("sourceUrl")
        body.refuseBoth("imageUrl", "sourceImages")
        if kind == .model { _ = body.choice("riggingPose", RiggingPose.self) }
        input = .object(body.members)
        try body.check()
    }
}
