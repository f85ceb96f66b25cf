import Foundation

/// A decision as JSON: verb, target, parameters and the preview it is about.
///
/// Unused members of a verb are omitted.
extension Mutation: Codable {
    private struct Fields: Codable {
        var verb: String
        var operation: String?
        var kind: ResourceKind?
        var resource: String?
        var preview: PreviewStage?
        /// The feedback of a revision, the text of a message, the prompt of a job or a generation.
        var text: String?
        var mode: GenerationMode?
        var preset: GenerationPreset?
        var name: String?
        var images: [String]?
        var level: OptimizationLevel?
        var formats: [ModelFormat]?
    }

    package init(from decoder: any Decoder) throws {
        let fields = try Fields(from: decoder)
        let operation = fields.operation.flatMap { OperationID($0) }
        let resource = fields.resource.flatMap { ResourceID($0) }
        func required<Value>(_ value: Value?, _ member: String) throws -> Value {
            guard let value else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "\(fields.verb) without \(member)"))
            }
            return value
        }
        switch fields.verb {
        case "generate":
            self = .generate(
                GenerationRequest(
                    kind: try required(fields.kind, "kind"), prompt: try required(fields.text, "text"),
                    mode: try required(fields.mode, "mode"), preset: try required(fields.preset, "preset"),
                    name: fields.name, imageURLs: fields.images ?? []))
        case "approve": self = .approve(try required(operation, "operation"), preview: fields.preview)
        case Self.reviseVerb:
            self = .revise(
                try required(operation, "operation"), feedback: try required(fields.text, "text"),
                preview: fields.preview)
        case "resume": self = .resume(try required(operation, "operation"))
        case "cancel": self = .cancel(try required(operation, "operation"), preview: fields.preview)
        case "optimize":
            self = .optimize(try required(resource, "resource"), level: try required(fields.level, "level"))
        case "convert":
            self = .convert(
                try required(resource, "resource"), formats: Set(try required(fields.formats, "formats")))
        case "retry": self = .retry(try required(fields.kind, "kind"), try required(resource, "resource"))
        case Self.createJobVerb: self = .createJob(prompt: try required(fields.text, "text"))
        case Self.messageVerb:
            self = .message(try required(operation, "operation"), text: try required(fields.text, "text"))
        default:
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "unknown verb \(fields.verb)"))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = Fields(verb: verb, operation: operationID?.rawValue, preview: preview)
        switch self {
        case .generate(let request):
            fields.kind = request.kind
            fields.text = request.prompt
            fields.mode = request.mode
            fields.preset = request.preset
            fields.name = request.name
            fields.images = request.imageURLs.isEmpty ? nil : request.imageURLs
        case .revise(_, let text, _), .message(_, let text), .createJob(let text): fields.text = text
        case .optimize(let id, let level): (fields.resource, fields.level) = (id.rawValue, level)
        case .convert(let id, let formats):
            fields.resource = id.rawValue
            fields.formats = ModelFormat.allCases.filter(formats.contains)
        case .retry(let kind, let id): (fields.kind, fields.resource) = (kind, id.rawValue)
        case .approve, .resume, .cancel: break
        }
        try fields.encode(to: encoder)
    }
}
