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
        let members: [String: JSONValue] =
            switch mutation.parameters {
            case .generation(let request): try generation(request)
            case .text(let feedback): ["feedback": .string(feedback)]
            case .level(let level): ["optimizationLevel": .string(level.rawValue)]
            case .formats(let formats): ["targetFormats": .array(sorted(formats))]
            case .none: [:]
            }
        do {
            return try JSONValue.object(members).encoded()
        } catch {
            throw InvalidInput("The request cannot be written as JSON.")
        }
    }

    /// A fixed order, so that equal choices have equal bodies.
    private static func sorted(_ formats: Set<ModelFormat>) -> [JSONValue] {
        ModelFormat.allCases.filter(formats.contains).map { .string($0.rawValue) }
    }

    private static func generation(_ request: GenerationRequest) throws(InvalidInput) -> [String: JSONValue] {
        for (index, image) in request.imageURLs.enumerated() where URL(string: image).flatMap(Origin.init) == nil {
            throw InvalidInput("Image \(index + 1) is not an http or https address.")
        }
        var members: [String: JSONValue] = [
            "prompt": .string(request.prompt), "generationMode": .string(request.mode.rawValue),
            "generationPreset": .string(request.preset.rawValue),
        ]
        members["name"] = request.name.map(JSONValue.string)
        let images = request.imageURLs.map(JSONValue.string)
        if images.count == 1 { members["imageUrl"] = images[0] }
        if images.count > 1 { members["sourceImages"] = .array(images) }
        return members
    }
}
