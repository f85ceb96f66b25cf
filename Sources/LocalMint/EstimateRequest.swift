import Wire

/// A validated body of `pricing:estimate`.
struct EstimateRequest: Sendable, Hashable {
    /// The requested operation type, repeated in the response.
    var operation: String
    /// For optimizations, conversions and animations.
    var modelID: String?
    /// In Credits.
    var price: Int

    init(_ body: RequestBody) throws(Problem) {
        let input = try body.checked(by: "PricingEstimateRequest")
        let kind = OperationRecord.Kind.allCases.first { $0.wireType == input["operation"]?.string } ?? .model
        let preset = input.choice("generationPreset") ?? GenerationPreset.standard
        modelID = input["modelId"]?.string
        let items = input["itemCount"]?.integer.map(Int.init) ?? Limits.defaultPackItems
        let seconds = input["durationSeconds"]?.double ?? Limits.defaultAudioSeconds
        let formats = input["targetFormats"]?.array?.count ?? 1
        operation = kind.wireType
        price =
            switch kind {
            case .world, .model: Pricing.generation(kind, preset)
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
