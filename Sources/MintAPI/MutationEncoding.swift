import Foundation
import HTTPTransport
import MintDomain
import Wire

/// Path and body of each change.
enum MutationEncoding {
    /// The path below the base URL; the colon before the verb is not encoded.
    ///
    /// - Throws: `InvalidInput` for a mutation of another service.
    static func path(_ mutation: Mutation) throws(InvalidInput) -> String {
        switch mutation {
        case .generate(let request): "/v1/\(plural(request.kind)):generate"
        case .approve(let id, _): "/v1/operations/\(percentEncoded(id.rawValue)):approve"
        case .revise(let id, _, _): "/v1/operations/\(percentEncoded(id.rawValue)):revise"
        case .resume(let id): "/v1/operations/\(percentEncoded(id.rawValue)):resume"
        case .cancel(let id, _): "/v1/operations/\(percentEncoded(id.rawValue)):cancel"
        case .optimize(let id, _): "/v1/models/\(percentEncoded(id.rawValue)):optimize"
        case .convert(let id, _): "/v1/models/\(percentEncoded(id.rawValue)):convert"
        case .retry(let kind, let id): "/v1/\(plural(kind))/\(percentEncoded(id.rawValue)):retry"
        case .createJob, .message: throw otherService
        }
    }

    private static let otherService = InvalidInput("Documentation jobs are Mintlify's: Mint cannot take this.")

    static func plural(_ kind: ResourceKind) -> String { "\(kind.rawValue)s" }

    /// Returns canonical JSON: sorted keys, no spaces, no escaped slashes.
    ///
    /// - Throws: `InvalidInput` for an image that is not an http or https URL.
    static func body(_ mutation: Mutation) throws(InvalidInput) -> String {
        switch mutation {
        case .generate(let request): try json(generateBody(request))
        case .revise(_, let feedback, _): try json(ReviseRequestWire(feedback: feedback))
        case .optimize(_, let level): try json(OptimizeRequestWire(optimizationLevel: level.rawValue))
        case .convert(_, let formats): try json(ConvertRequestWire(targetFormats: sorted(formats)))
        case .approve, .resume, .cancel, .retry: try json(EmptyRequestWire())
        case .createJob, .message: throw otherService
        }
    }

    /// A fixed order, so that equal choices have equal bodies.
    private static func sorted(_ formats: Set<ModelFormat>) -> [String] {
        ModelFormat.allCases.filter(formats.contains).map(\.rawValue)
    }

    private static func generateBody(_ request: GenerationRequest) throws(InvalidInput) -> GenerateRequestWire {
        for (index, image) in request.imageURLs.enumerated() where URL(string: image).flatMap(Origin.init) == nil {
            throw InvalidInput("Image \(index + 1) is not an http or https address.")
        }
        let isOne = request.imageURLs.count == 1
        return GenerateRequestWire(
            prompt: request.prompt, generationMode: request.mode.rawValue, generationPreset: request.preset.rawValue,
            name: request.name, imageUrl: isOne ? request.imageURLs.first : nil,
            sourceImages: request.imageURLs.count > 1 ? request.imageURLs : nil)
    }

    private static func json(_ value: some Encodable) throws(InvalidInput) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw InvalidInput("The request cannot be written as JSON.")
        }
    }
}
