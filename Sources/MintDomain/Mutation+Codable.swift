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
        func required<Value>(_ value: Value?, _ member: String) throws -> Value {
            guard let value else { throw fault("\(fields.verb) without \(member)") }
            return value
        }
        func fault(_ text: String) -> DecodingError {
            .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: text))
        }
        guard let verb = Verb(named: fields.verb) else { throw fault("unknown verb \(fields.verb)") }
        let target: Target =
            switch verb.target {
            case .new: .new
            case .operation: .operation(try required(fields.operation.flatMap { OperationID($0) }, "operation"))
            case .resource:
                .resource(fields.kind ?? .model, try required(fields.resource.flatMap { ResourceID($0) }, "resource"))
            }
        let parameters: Parameters =
            switch verb.input {
            case .none: .none
            case .text: .text(try required(fields.text, "text"))
            case .level: .level(try required(fields.level, "level"))
            case .formats: .formats(Set(try required(fields.formats, "formats")))
            case .generation:
                .generation(
                    GenerationRequest(
                        kind: try required(fields.kind, "kind"), prompt: try required(fields.text, "text"),
                        mode: try required(fields.mode, "mode"), preset: try required(fields.preset, "preset"),
                        name: fields.name, imageURLs: fields.images ?? []))
            }
        self.init(verb, target, parameters, preview: fields.preview)
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = Fields(verb: verb.name, operation: operationID?.rawValue, preview: preview)
        if case .resource(let kind, let id) = target { (fields.kind, fields.resource) = (kind, id.rawValue) }
        switch parameters {
        case .none: break
        case .text(let text): fields.text = text
        case .level(let level): fields.level = level
        case .formats(let formats): fields.formats = ModelFormat.allCases.filter(formats.contains)
        case .generation(let request):
            fields.kind = request.kind
            fields.text = request.prompt
            fields.mode = request.mode
            fields.preset = request.preset
            fields.name = request.name
            fields.images = request.imageURLs.isEmpty ? nil : request.imageURLs
        }
        try fields.encode(to: encoder)
    }
}
