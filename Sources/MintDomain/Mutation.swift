/// A decision of the user: the change to request from a server. Retries reuse its idempotency key.
package struct Mutation: Sendable, Hashable {
    package enum Target: Sendable, Hashable {
        case new
        case operation(OperationID)
        case resource(ResourceKind, ResourceID)
    }

    package enum Parameters: Sendable, Hashable {
        case none
        /// The feedback of a revision, the text of a message, or the prompt of a job.
        case text(String)
        case generation(GenerationRequest)
        case level(OptimizationLevel)
        /// At least one.
        case formats(Set<ModelFormat>)
    }

    package let verb: Verb
    package let target: Target
    package let parameters: Parameters
    /// The preview that it is about, if any.
    package let preview: PreviewStage?

    /// Makes a decision of any verb; the caller matches target and parameters to those of the verb.
    package init(
        _ verb: Verb, _ target: Target, _ parameters: Parameters = .none, preview: PreviewStage? = nil
    ) {
        self.verb = verb
        self.target = target
        self.parameters = parameters
        self.preview = verb.previewUse == .none ? nil : preview
    }

    /// The operation that it changes; nil if it starts a new one.
    package var operationID: OperationID? {
        if case .operation(let id) = target { id } else { nil }
    }

    /// The World or Model that it changes, if any.
    package var resource: ResourceReference? {
        if case .resource(let kind, let id) = target { ResourceReference(type: kind.rawValue, id: id) } else { nil }
    }

    package var text: String? {
        if case .text(let text) = parameters { text } else { nil }
    }

    package var generation: GenerationRequest? {
        if case .generation(let request) = parameters { request } else { nil }
    }

    /// Whether the decision is held again after an attempt that certainly did not arrive.
    package var isUndoableWhileUnsent: Bool { !isRepeatable || isBoundToPreview }

    package var isCancel: Bool { verb == .cancel }

    /// Whether it is sent to the agent service.
    package var isOfJob: Bool { verb.service == .agent }

    /// Whether the operation is read again before each attempt to send it.
    package var isBoundToPreview: Bool { verb.previewUse == .required || preview != nil }

    package var isRepeatable: Bool { verb.isRepeatable }
}

extension Mutation {
    package static func generate(_ request: GenerationRequest) -> Mutation {
        Mutation(.generate, .new, .generation(request))
    }

    /// Accepts the preview. Without a known preview nothing is sent.
    package static func approve(_ id: OperationID, preview: PreviewStage? = nil) -> Mutation {
        Mutation(.approve, .operation(id), preview: preview)
    }

    /// Requests a new version of the preview. Without a known preview nothing is sent.
    package static func revise(_ id: OperationID, feedback: String, preview: PreviewStage? = nil) -> Mutation {
        Mutation(.revise, .operation(id), .text(feedback), preview: preview)
    }

    package static func resume(_ id: OperationID) -> Mutation { Mutation(.resume, .operation(id)) }

    /// Stops an operation; with a preview, only while that preview awaits review.
    package static func cancel(_ id: OperationID, preview: PreviewStage? = nil) -> Mutation {
        Mutation(.cancel, .operation(id), preview: preview)
    }

    package static func optimize(_ id: ResourceID, level: OptimizationLevel) -> Mutation {
        Mutation(.optimize, .resource(.model, id), .level(level))
    }

    package static func convert(_ id: ResourceID, formats: Set<ModelFormat>) -> Mutation {
        Mutation(.convert, .resource(.model, id), .formats(formats))
    }

    /// Retries a failed World or Model.
    package static func retry(_ kind: ResourceKind, _ id: ResourceID) -> Mutation {
        Mutation(.retry, .resource(kind, id))
    }

    package static func createJob(prompt: String) -> Mutation { Mutation(.createJob, .new, .text(prompt)) }

    package static func message(_ id: OperationID, text: String) -> Mutation {
        Mutation(.message, .operation(id), .text(text))
    }
}

/// The parameters of a generation.
package struct GenerationRequest: Sendable, Hashable {
    package var kind: ResourceKind
    package var prompt: String
    package var mode: GenerationMode
    package var preset: GenerationPreset
    package var name: String?
    /// One image is sent as `imageUrl`, 2 to 8 as `sourceImages`.
    package var imageURLs: [String]

    package init(
        kind: ResourceKind, prompt: String, mode: GenerationMode = .auto, preset: GenerationPreset = .standard,
        name: String? = nil, imageURLs: [String] = []
    ) {
        self.kind = kind
        self.prompt = prompt
        self.mode = mode
        self.preset = preset
        self.name = name
        self.imageURLs = imageURLs
    }
}

/// The reason why a mutation is invalid: one sentence that names the limit.
package struct InvalidInput: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

extension Mutation {
    /// Checks the limits of the service.
    ///
    /// - Throws: `InvalidInput` with the field, its length and the limit.
    package func validate() throws(InvalidInput) {
        switch parameters {
        case .generation(let request): try request.validate()
        case .text(let text) where isOfJob:
            if text.allSatisfy(\.isWhitespace) {
                throw InvalidInput("The prompt is empty: say in a sentence or more what the agent is to do.")
            }
        case .text(let feedback): try check("Feedback", feedback, MintLimits.feedbackLength)
        case .formats(let formats):
            if formats.isEmpty {
                let names = ModelFormat.allCases.map(\.rawValue).joined(separator: ", ")
                throw InvalidInput("No format is chosen; a conversion needs at least one of \(names).")
            }
        case .none, .level: break
        }
    }
}

extension GenerationRequest {
    fileprivate func validate() throws(InvalidInput) {
        try check("The prompt", prompt, MintLimits.promptLength)
        if let name { try check("The name", name, MintLimits.nameLength) }
        if imageURLs.count > 8 {
            throw InvalidInput("At most 8 images can be given; here are \(imageURLs.count).")
        }
    }
}

private func check(_ field: String, _ text: String, _ limit: ClosedRange<Int>) throws(InvalidInput) {
    let length = text.unicodeScalars.count
    if length < limit.lowerBound || text.allSatisfy(\.isWhitespace) {
        throw InvalidInput("\(field) is empty; it needs \(limit.lowerBound) to \(limit.upperBound) characters.")
    }
    if length > limit.upperBound {
        throw InvalidInput("\(field) has \(length) characters; the limit is \(limit.upperBound).")
    }
}
