import Foundation
import MintDomain

/// Reads the decision of an outbox row from before schema v7, which had no column for it: from the verb, path and body
/// of its request.
///
/// An approval or revision of that version names no preview.
struct EarlierMutation {
    var verb: String
    var path: String
    var body: String
    var operationID: String?

    /// The decision; nil for a row that no version wrote.
    var mutation: Mutation? {
        // `try?`: a body of another shape has none of these members.
        let fields = try? JSONDecoder().decode(Body.self, from: Data(body.utf8))
        let operation = operationID.flatMap { OperationID($0) }
        switch (verb, operation) {
        case ("approve", let id?): return .approve(id, preview: nil)
        case ("cancel", let id?): return .cancel(id, preview: nil)
        case ("resume", let id?): return .resume(id)
        case ("revise", let id?): return .revise(id, feedback: fields?.feedback ?? "", preview: nil)
        case ("message", let id?): return .message(id, text: fields?.prompt ?? "")
        case ("create", nil): return .createJob(prompt: fields?.prompt ?? "")
        case ("generate", nil): return .generate(fields?.request(path) ?? GenerationRequest(kind: .model, prompt: ""))
        case ("optimize", nil):
            let level = fields?.optimizationLevel.flatMap(OptimizationLevel.init)
            return resource.map { .optimize($0, level: level ?? .moderate) }
        case ("convert", nil):
            let formats = (fields?.targetFormats ?? []).compactMap(ModelFormat.init)
            return resource.map { .convert($0, formats: Set(formats)) }
        case ("retry", nil): return resource.map { .retry(path.contains("/worlds/") ? .world : .model, $0) }
        default: return nil
        }
    }

    /// The id in a path such as `/v1/models/model_1:optimize`; its characters need no encoding.
    private var resource: ResourceID? {
        path.split(separator: "/").last?.split(separator: ":").first.flatMap { ResourceID($0) }
    }

    private struct Body: Decodable {
        var feedback: String?
        var prompt: String?
        var generationMode: String?
        var generationPreset: String?
        var name: String?
        var imageUrl: String?
        var sourceImages: [String]?
        var optimizationLevel: String?
        var targetFormats: [String]?

        func request(_ path: String) -> GenerationRequest {
            GenerationRequest(
                kind: path.contains("worlds") ? .world : .model, prompt: prompt ?? "",
                mode: generationMode.flatMap(GenerationMode.init) ?? .auto,
                preset: generationPreset.flatMap(GenerationPreset.init) ?? .standard, name: name,
                imageURLs: sourceImages ?? imageUrl.map { [$0] } ?? [])
        }
    }
}
