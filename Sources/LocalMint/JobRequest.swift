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

    /// The body of `worlds:generate` and `models:generate`.
    static func generation(_ kind: OperationRecord.Kind, _ body: RequestBody) throws(Problem) -> JobRequest {
        let input = try body.checked(by: kind == .model ? "ModelGenerateRequest" : "WorldGenerateRequest")
        let preset = input.choice("generationPreset") ?? GenerationPreset.standard
        return JobRequest(
            kind: kind, prompt: input["prompt"]?.string, derivedPrompt: input["derivedPrompt"]?.string,
            mode: input.choice("generationMode") ?? .auto, preset: preset,
            name: input["name"]?.string ?? input["displayName"]?.string, input: input,
            price: Pricing.generation(kind, preset))
    }

    /// The body of `asset-packs:generate`.
    static func pack(_ body: RequestBody) throws(Problem) -> JobRequest {
        let input = try body.checked(by: "AssetPackGenerateRequest")
        let preset = input.choice("generationPreset") ?? GenerationPreset.standard
        let count = input["itemCount"]?.integer.map(Int.init) ?? Limits.defaultPackItems
        return JobRequest(
            kind: .pack, prompt: input["prompt"]?.string, preset: preset, name: input["name"]?.string, input: input,
            price: Pricing.pack(items: count, preset))
    }

    /// The body of `audio:generate`.
    static func audio(_ body: RequestBody) throws(Problem) -> JobRequest {
        let input = try body.checked(by: "AudioGenerateRequest")
        return JobRequest(
            kind: .audio, prompt: input["prompt"]?.string,
            preset: input.choice("generationPreset") ?? GenerationPreset.standard,
            name: input["name"]?.string, input: input,
            price: Pricing.audio(seconds: input["durationSeconds"]?.double ?? Limits.defaultAudioSeconds))
    }

    // MARK: Work on a finished Model, from which missing values are filled in later

    /// The body of `models/{id}:optimize`.
    static func optimization(_ body: RequestBody) throws(Problem) -> JobRequest {
        JobRequest(
            kind: .optimization, input: try body.checked(by: "OptimizeRequest"), price: Pricing.optimization)
    }

    /// The body of `models/{id}:convert`.
    static func conversion(_ body: RequestBody) throws(Problem) -> JobRequest {
        let input = try body.checked(by: "ConvertRequest")
        return JobRequest(
            kind: .conversion, name: input["name"]?.string, input: input,
            price: Pricing.conversion(formats: input["targetFormats"]?.array?.count ?? 1))
    }

    /// The body of `models/{id}:animate`.
    static func animation(_ body: RequestBody) throws(Problem) -> JobRequest {
        let input = try body.checked(by: "AnimateRequest")
        return JobRequest(
            kind: .animation, prompt: input["motionPrompt"]?.string, input: input, price: Pricing.animation)
    }

    /// A retry with the unchanged input: `worlds/{id}:retry` and `models/{id}:retry`.
    static func retry(of record: OperationRecord) -> JobRequest {
        JobRequest(
            kind: record.kind, prompt: record.prompt, derivedPrompt: record.derivedPrompt, mode: record.mode,
            preset: record.preset, name: record.name, input: record.input,
            price: Pricing.generation(record.kind, record.preset ?? .standard))
    }
}
