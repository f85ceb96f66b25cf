/// A decision of the user: the change to request from a server. Retries reuse its idempotency key.
package enum Mutation: Sendable, Hashable {
    case generate(GenerationRequest)
    /// Accepts the preview. Without a known preview nothing is sent.
    case approve(OperationID, preview: PreviewStage? = nil)
    /// Requests a new version of the preview. Without a known preview nothing is sent.
    case revise(OperationID, feedback: String, preview: PreviewStage? = nil)
    case resume(OperationID)
    /// Stops an operation; with a preview, only while that preview awaits review.
    case cancel(OperationID, preview: PreviewStage? = nil)
    /// Creates a smaller GLB of a finished Model.
    case optimize(ResourceID, level: OptimizationLevel)
    /// Converts a finished Model to other formats, at least one.
    case convert(ResourceID, formats: Set<ModelFormat>)
    /// Retries a failed World or Model.
    case retry(ResourceKind, ResourceID)
    /// Starts a documentation job of the Mintlify agent.
    case createJob(prompt: String)
    /// Sends a further instruction to a job.
    case message(OperationID, text: String)

    /// The operation that it changes; nil if it starts a new one.
    package var operationID: OperationID? {
        switch self {
        case .approve(let id, _), .revise(let id, _, _), .resume(let id), .cancel(let id, _), .message(let id, _): id
        case .generate, .optimize, .convert, .retry, .createJob: nil
        }
    }

    /// The preview that it is about, if any.
    package var preview: PreviewStage? {
        switch self {
        case .approve(_, let preview), .revise(_, _, let preview), .cancel(_, let preview): preview
        case .generate, .resume, .optimize, .convert, .retry, .createJob, .message: nil
        }
    }

    /// Whether the decision is held again after an attempt that certainly did not arrive.
    package var isUndoableWhileUnsent: Bool { !isRepeatable || isBoundToPreview }

    package var isCancel: Bool {
        if case .cancel = self { true } else { false }
    }

    /// Whether the operation is read again before each attempt to send it.
    package var isBoundToPreview: Bool {
        switch self {
        case .approve, .revise: true
        default: preview != nil
        }
    }

    /// The World or Model that it changes, if any.
    package var resource: ResourceReference? {
        switch self {
        case .optimize(let id, _), .convert(let id, _): ResourceReference(type: ResourceKind.model.rawValue, id: id)
        case .retry(let kind, let id): ResourceReference(type: kind.rawValue, id: id)
        case .generate, .approve, .revise, .resume, .cancel, .createJob, .message: nil
        }
    }

    /// Whether the server recognizes a repeated request by its key. The agent service has no idempotency keys, so a
    /// request that may have arrived there must not be sent again.
    package var isRepeatable: Bool {
        switch self {
        case .createJob, .message: false
        case .generate, .approve, .revise, .resume, .cancel, .optimize, .convert, .retry: true
        }
    }

    package static let reviseVerb = "revise"
    package static let createJobVerb = "create"
    package static let messageVerb = "message"

    /// The verb in a sentence: `approve`, `revise`, ….
    package var verb: String {
        switch self {
        case .generate: "generate"
        case .approve: "approve"
        case .revise: Self.reviseVerb
        case .resume: "resume"
        case .cancel: "cancel"
        case .optimize: "optimize"
        case .convert: "convert"
        case .retry: "retry"
        case .createJob: Self.createJobVerb
        case .message: Self.messageVerb
        }
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
        switch self {
        case .generate(let request): try request.validate()
        case .revise(_, let feedback, _):
            try check("Feedback", feedback, MintLimits.feedbackLength)
        case .convert(_, let formats):
            if formats.isEmpty {
                let names = ModelFormat.allCases.map(\.rawValue).joined(separator: ", ")
                throw InvalidInput("No format is chosen; a conversion needs at least one of \(names).")
            }
        case .createJob(let text), .message(_, let text):
            if text.allSatisfy(\.isWhitespace) {
                throw InvalidInput("The prompt is empty: say in a sentence or more what the agent is to do.")
            }
        case .approve, .resume, .cancel, .optimize, .retry: break
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
