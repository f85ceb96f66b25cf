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
        guard mutation.verb.service == .mint else { throw otherService }
        let kind = mutation.resource?.kind ?? mutation.generation?.kind
        let id = mutation.operationID?.rawValue ?? mutation.resource?.id.rawValue
        return mutation.verb.path
            .replacing("{kinds}", with: kind.map(plural) ?? "")
            .replacing("{id}", with: percentEncoded(id ?? ""))
    }

    private static let otherService = InvalidInput("Documentation jobs are Mintlify's: Mint cannot take this.")

    static func plural(_ kind: ResourceKind) -> String { "\(kind.rawValue)s" }

    /// Returns canonical JSON: sorted keys, no spaces, no escaped slashes.
    ///
    /// - Throws: `InvalidInput` for an image that is not an http or https URL.
    static func body(_ mutation: Mutation) throws(InvalidInput) -> String {
        guard mutation.verb.service == .mint else { throw otherService }
        return switch mutation.parameters {
        case .generation(let request): try json(generateBody(request))
        case .text(let feedback): try json(ReviseRequestWire(feedback: feedback))
        case .level(let level): try json(OptimizeRequestWire(optimizationLevel: level.rawValue))
        case .formats(let formats): try json(ConvertRequestWire(targetFormats: sorted(formats)))
        case .none: try json(EmptyRequestWire())
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
