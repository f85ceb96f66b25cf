import Foundation
import MintDomain

extension Mutation {
    /// What an entry of the outbox does, read off its path and body; nil for one that this program does not know.
    init?(_ entry: OutboxEntry) {
        // `try?`: a body of another shape has none of these members.
        let body = try? JSONDecoder().decode(Body.self, from: Data(entry.body.utf8))
        switch (entry.verb, entry.operationID) {
        case ("approve", let id?): self = .approve(id)
        case ("cancel", let id?): self = .cancel(id)
        case ("resume", let id?): self = .resume(id)
        case ("revise", let id?): self = .revise(id, feedback: body?.feedback ?? "")
        case ("optimize", nil):
            guard let id = Self.resourceID(in: entry.path) else { return nil }
            self = .optimize(id, level: body?.optimizationLevel.flatMap(OptimizationLevel.init) ?? .moderate)
        case ("convert", nil):
            guard let id = Self.resourceID(in: entry.path) else { return nil }
            self = .convert(id, formats: Set((body?.targetFormats ?? []).compactMap(ModelFormat.init)))
        case ("retry", nil):
            guard let id = Self.resourceID(in: entry.path) else { return nil }
            self = .retry(entry.path.contains("/worlds/") ? .world : .model, id)
        case ("generate", nil):
            self = .generate(
                GenerationRequest(
                    kind: entry.path.contains("worlds") ? .world : .model, prompt: body?.prompt ?? "",
                    mode: body?.generationMode.flatMap(GenerationMode.init) ?? .auto,
                    preset: body?.generationPreset.flatMap(GenerationPreset.init) ?? .standard, name: body?.name))
        default: return nil
        }
    }

    /// The id in a path such as `/v1/models/model_1:optimize`; its characters need no encoding.
    private static func resourceID(in path: String) -> ResourceID? {
        path.split(separator: "/").last?.split(separator: ":").first.flatMap { ResourceID($0) }
    }

    private struct Body: Decodable {
        var feedback: String?
        var prompt: String?
        var generationMode: String?
        var generationPreset: String?
        var name: String?
        var optimizationLevel: String?
        var targetFormats: [String]?
    }
}
