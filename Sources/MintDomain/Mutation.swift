/// A change a person or a script asks of the server. Each one carries one idempotency key for life.
package enum Mutation: Sendable, Hashable {
    case generate(GenerationRequest)
    case approve(OperationID)
    case revise(OperationID, feedback: String)
    case resume(OperationID)
    case cancel(OperationID)
    /// Makes a lighter GLB of a finished Model.
    case optimize(ResourceID, level: OptimizationLevel)
    /// Makes files of a finished Model in other formats; at least one.
    case convert(ResourceID, formats: Set<ModelFormat>)
    /// A new try of a World or a Model that failed.
    case retry(ResourceKind, ResourceID)
    /// Starts a documentation job of the Mintlify agent (contract/README.md part B).
    case createJob(prompt: String)
    /// Gives a job a further instruction.
    case message(OperationID, text: String)

    /// The operation it acts on; nil for one that starts a new operation.
    package var operationID: OperationID? {
        switch self {
        case .approve(let id), .revise(let id, _), .resume(let id), .cancel(let id), .message(let id, _): id
        case .generate, .optimize, .convert, .retry, .createJob: nil
        }
    }

    /// The World or the Model it acts on; nil for one that acts on an operation or makes something new.
    package var resource: ResourceReference? {
        switch self {
        case .optimize(let id, _), .convert(let id, _): ResourceReference(type: ResourceKind.model.rawValue, id: id)
        case .retry(let kind, let id): ResourceReference(type: kind.rawValue, id: id)
        case .generate, .approve, .revise, .resume, .cancel, .createJob, .message: nil
        }
    }

    /// Whether the server takes a second copy of it for the first one. The agent service knows no idempotency key, so
    /// what may have arrived there must not be sent again.
    package var isRepeatable: Bool {
        switch self {
        case .createJob, .message: false
        case .generate, .approve, .revise, .resume, .cancel, .optimize, .convert, .retry: true
        }
    }

    /// The verb of a revision.
    package static let reviseVerb = "revise"
    /// The verb of starting a job.
    package static let createJobVerb = "create"
    /// The verb of a further instruction for a job.
    package static let messageVerb = "message"

    /// The word for it in a sentence: `approve`, `revise`, ….
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

/// What to generate. Source: contract/README.md A3.
package struct GenerationRequest: Sendable, Hashable {
    package var kind: ResourceKind
    /// 1 to 4000 characters.
    package var prompt: String
    package var mode: GenerationMode
    package var preset: GenerationPreset
    /// 1 to 120 characters.
    package var name: String?
    /// One image goes as `imageUrl`, 2 to 8 as `sourceImages`.
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

/// Why a mutation cannot be sent: one sentence that names the limit.
package struct InvalidInput: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

extension Mutation {
    /// Checks what the service would refuse, before anything is stored or sent.
    ///
    /// - Throws: `InvalidInput` naming the field, its length and the limit.
    package func validate() throws(InvalidInput) {
        switch self {
        case .generate(let request): try request.validate()
        case .revise(_, let feedback):
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
