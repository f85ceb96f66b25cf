import Hummingbird
import Wire

extension Routes {
    /// The work of a changing request; the id is that in the path, or empty.
    typealias Change = @Sendable (String, RequestBody, IdempotencyClaim?) async throws -> AcceptedChange

    mutating func addGeneration(_ service: MintService) {
        for kind in [OperationRecord.Kind.world, .model] {
            change("/v1/\(kind.rawValue)s:generate", service) { try await service.start(.generation(kind, $1), $2) }
        }
        change("/v1/models/{modelId}:optimize", of: "model", emptyIsObject: true, service) {
            try await service.work(.optimization($1), on: $0, $2)
        }
        change("/v1/models/{modelId}:convert", of: "model", service) {
            try await service.work(.conversion($1), on: $0, $2)
        }
        change("/v1/models/{modelId}:animate", of: "model", service) {
            try await service.work(.animation($1), on: $0, $2)
        }
        for type in [ResourceType.model, .world] {
            let word = type.rawValue
            change("/v1/\(word)s/{\(word)Id}:retry", of: word, emptyIsObject: true, service) { id, _, claim in
                try await service.retry(type, id, claim)
            }
        }
        get("/v1/operations/{operationId}") { _, context in
            try .json(await service.operation(Self.id("operationId", of: "operation", context)))
        }
        for event in OperationEvent.Kind.allCases {
            let path = "/v1/operations/{operationId}:\(event.rawValue)"
            change(path, of: "operation", emptyIsObject: event != .revise, service) { id, body, claim in
                let feedback = event == .revise ? try body.checked(by: "ReviseRequest")["feedback"]?.string : nil
                return try await service.act(event, on: id, feedback: feedback, claim)
            }
        }
    }

    /// Adds a changing request; `target` names the kind of thing that the id in the path is of.
    mutating func change(
        _ path: String, of target: String? = nil, emptyIsObject: Bool = false, _ service: MintService,
        _ change: @escaping Change
    ) {
        post(path) { request, context in
            let id = try target.map { try Self.id("\($0)Id", of: $0, context) } ?? ""
            let body = try await Self.body(of: request, emptyIsObject: emptyIsObject)
            let claim = try Self.claim(request, body, isRequired: service.needsKeys)
            return try await Self.accepted(await change(id, body, claim), service)
        }
    }
}
