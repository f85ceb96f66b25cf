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
        case ("generate", nil):
            self = .generate(
                GenerationRequest(
                    kind: entry.path.contains("worlds") ? .world : .model, prompt: body?.prompt ?? "",
                    mode: body?.generationMode.flatMap(GenerationMode.init) ?? .auto,
                    preset: body?.generationPreset.flatMap(GenerationPreset.init) ?? .standard, name: body?.name))
        default: return nil
        }
    }

    private struct Body: Decodable {
        var feedback: String?
        var prompt: String?
        var generationMode: String?
        var generationPreset: String?
        var name: String?
    }
}
