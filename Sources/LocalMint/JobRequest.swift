import SampleAssets
import Wire

/// A validated body that starts an operation.
struct JobRequest: Sendable, Hashable {
    var kind: OperationRecord.Kind
    var prompt: String?
    var derivedPrompt: String?
    var mode = GenerationMode.auto
    var preset: GenerationPreset?
    var name: String?
    var input: JSONValue
    /// In Credits.
    var price: Int

    private static let generationFields: Set<String> = [
        "prompt", "derivedPrompt", "generationMode", "generationPreset", "displayName", "name", "imageUrl",
        "sourceImages", "sourceUrl",
    ]

    enum RiggingPose: String, CaseIterable {
        case tPose = "t_pose"
        case aPose = "a_pose"
    }

    /// The body of `worlds:generate` and `models:generate`.
    static func generation(_ kind: OperationRecord.Kind, _ body: RequestBody) throws(Problem) -> JobRequest {
        var body = body
        body.refuseUnknown(kind == .model ? generationFields.union(["riggingPose"]) : generationFields)
        let preset = body.choice("generationPreset", GenerationPreset.self) ?? .standard
        let displayName = body.optional("displayName", characters: Limits.name)
        let request = JobRequest(
            kind: kind, prompt: body.required("prompt", characters: Limits.prompt),
            derivedPrompt: body.optional("derivedPrompt", characters: Limits.prompt),
            mode: body.choice("generationMode", GenerationMode.self) ?? .auto, preset: preset,
            name: body.optional("name", characters: Limits.name) ?? displayName, input: .object(body.members),
            price: Pricing.generation(kind, preset))
        body.url("imageUrl")
        body.urls("sourceImages", count: Limits.sourceImages)
        body.url("sourceUrl")
        body.refuseBoth("imageUrl", "sourceImages")
        if kind == .model { _ = body.choice("riggingPose", RiggingPose.self) }
        try body.check()
        return request
    }

    /// The body of `asset-packs:generate`.
    static func pack(_ body: RequestBody) throws(Problem) -> JobRequest {
        var body = body
        body.refuseUnknown(["prompt", "itemCount", "assetPackType", "styleGuide", "name", "generationPreset"])
        let preset = body.choice("generationPreset", GenerationPreset.self) ?? .standard
        let count = body.integer("itemCount", in: Limits.packItems) ?? Limits.defaultPackItems
        _ = body.optional("assetPackType", characters: Limits.name)
        _ = body.optional("styleGuide", characters: Limits.styleGuide)
        let request = JobRequest(
            kind: .pack, prompt: body.required("prompt", characters: Limits.prompt), preset: preset,
            name: body.optional("name", characters: Limits.name), input: .object(body.members),
            price: Pricing.pack(items: count, preset))
        try body.check()
        return request
    }

    /// The body of `audio:generate`.
    static func audio(_ body: RequestBody) throws(Problem) -> JobRequest {
        var body = body
        body.refuseUnknown(["prompt", "name", "audioKind", "durationSeconds", "generationPreset"])
        _ = body.choice("audioKind", SoundDesign.Kind.self)
        let seconds = body.number("durationSeconds", in: Limits.audioSeconds) ?? Limits.defaultAudioSeconds
        let request = JobRequest(
            kind: .audio, prompt: body.required("prompt", characters: Limits.prompt),
            preset: body.choice("generationPreset", GenerationPreset.self) ?? .standard,
            name: body.optional("name", characters: Limits.name), input: .object(body.members),
            price: Pricing.audio(seconds: seconds))
        try body.check()
        return request
    }
}
