import SampleAssets
import Wire

/// The bodies of operations on a finished Model. Values inherited from the Model are filled in later.
extension JobRequest {
    /// The body of `models/{id}:optimize`.
    static func optimization(_ body: RequestBody) throws(Problem) -> JobRequest {
        var body = body
        body.refuseUnknown(["optimizationLevel"])
        _ = body.choice("optimizationLevel", OptimizationLevel.self)
        try body.check()
        return JobRequest(kind: .optimization, input: .object(body.members), price: Pricing.optimization)
    }

    /// The body of `models/{id}:convert`.
    static func conversion(_ body: RequestBody) throws(Problem) -> JobRequest {
        var body = body
        body.refuseUnknown(["targetFormats", "name"])
        let formats = body.choices("targetFormats", MeshFormat.self)
        let name = body.optional("name", characters: Limits.name)
        try body.check()
        return JobRequest(
            kind: .conversion, name: name, input: .object(body.members),
            price: Pricing.conversion(formats: formats.count))
    }

    /// The body of `models/{id}:animate`.
    static func animation(_ body: RequestBody) throws(Problem) -> JobRequest {
        var body = body
        body.refuseUnknown(["motionPrompt", "heightMeters"])
        let prompt = body.optional("motionPrompt", characters: Limits.prompt)
        _ = body.number("heightMeters", in: Limits.heightMeters)
        try body.check()
        return JobRequest(
            kind: .animation, prompt: prompt, input: .object(body.members), price: Pricing.animation)
    }

    /// A retry with the unchanged input: `worlds/{id}:retry` and `models/{id}:retry`.
    static func retry(of record: OperationRecord) -> JobRequest {
        JobRequest(
            kind: record.kind, prompt: record.prompt, derivedPrompt: record.derivedPrompt, mode: record.mode,
            preset: record.preset, name: record.name, input: record.input,
            price: Pricing.generation(record.kind, record.preset ?? .standard))
    }
}
