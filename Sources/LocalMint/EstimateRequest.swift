import SampleAssets
import Wire

/// A validated body of `pricing:estimate`.
struct EstimateRequest: Sendable, Hashable {
    /// The requested operation type, repeated in the response.
    var operation: String
    /// For optimizations, conversions and animations.
    var modelID: String?
    /// In Credits.
    var price: Int

    /// All paid operations; the raw value is the operation type.
    enum Job: String, CaseIterable {
        case world = "world_generation"
        case model = "model_generation"
        case optimization = "model_optimization"
        case conversion = "model_conversion"
        case animation = "model_animation"
        case pack = "asset_pack_generation"
        case audio = "audio_generation"
    }

    init(_ body: RequestBody) throws(Problem) {
        var body = body
        body.refuseUnknown([
            "operation", "generationPreset", "generationMode", "modelId", "itemCount", "durationSeconds",
            "targetFormats",
        ])
        if body.members["operation"] == nil { _ = body.required("operation", characters: Limits.name) }
        let job = body.choice("operation", Job.self)
        let preset = body.choice("generationPreset", GenerationPreset.self) ?? .standard
        _ = body.choice("generationMode", GenerationMode.self)
        modelID = body.optional("modelId", characters: Limits.name)
        let items = body.integer("itemCount", in: Limits.packItems) ?? Limits.defaultPackItems
        let seconds = body.number("durationSeconds", in: Limits.audioSeconds) ?? Limits.defaultAudioSeconds
        let formats = body.members["targetFormats"] == nil ? 1 : body.choices("targetFormats", MeshFormat.self).count
        try body.check()
        operation = job?.rawValue ?? ""
        price =
            switch job {
            case .world: Pricing.generation(.world, preset)
            case .model, nil: Pricing.generation(.model, preset)
            case .optimization: Pricing.optimization
            case .conversion: Pricing.conversion(formats: formats)
            case .animation: Pricing.animation
            case .pack: Pricing.pack(items: items, preset)
            case .audio: Pricing.audio(seconds: seconds)
            }
    }
}

extension MintService {
    /// - Throws: `Problem.notFound` for an unknown Model.
    func estimate(_ request: EstimateRequest) async throws -> JSONValue {
        if let id = request.modelID { _ = try await stored(.model, id) }
        // The account reserves the whole price at the start.
        return .object([
            "object": .string("pricing_estimate"), "operation": .string(request.operation),
            "credits": .object([
                "requiredToStart": .integer(Int64(request.price)), "estimatedTotal": .integer(Int64(request.price)),
            ]),
        ])
    }
}
