import Hummingbird
import Wire

extension Routes {
    mutating func addGeneration(_ service: MintService) {
        post("/v1/worlds:generate", start(service) { body throws(Problem) in try .generation(.world, body) })
        post("/v1/models:generate", start(service) { body throws(Problem) in try .generation(.model, body) })
        post(
            "/v1/models/{modelId}:optimize",
            work(service, emptyIsObject: true) { body throws(Problem) in try .optimization(body) })
        post(
            "/v1/models/{modelId}:convert",
            work(service, emptyIsObject: false) { body throws(Problem) in try .conversion(body) })
        post(
            "/v1/models/{modelId}:animate",
            work(service, emptyIsObject: false) { body throws(Problem) in try .animation(body) })
        addRetry(.model, "modelId", service)
        addRetry(.world, "worldId", service)
        get("/v1/operations/{operationId}") { _, context in
            try .json(await service.operation(Self.id("operationId", of: "operation", context)))
        }
        for event in [OperationEvent.Kind.approve, .revise, .resume, .cancel] { addAction(event, service) }
    }

    private mutating func addRetry(_ type: ResourceType, _ parameter: String, _ service: MintService) {
        post("/v1/\(type.rawValue)s/{\(parameter)}:retry") { request, context in
            let id = try Self.id(parameter, of: type.rawValue, context)
            let body = try await Self.body(of: request, emptyIsObject: true)
            let claim = try Self.claim(request, body, isRequired: service.needsKeys)
            return try await Self.accepted(await service.retry(type, id, claim), service)
        }
    }

    private mutating func addAction(_ event: OperationEvent.Kind, _ service: MintService) {
        let isRevision = event == .revise
        post("/v1/operations/{operationId}:\(event.rawValue)") { request, context in
            let id = try Self.id("operationId", of: "operation", context)
            let body = try await Self.body(of: request, emptyIsObject: !isRevision)
            let claim = try Self.claim(request, body, isRequired: service.needsKeys)
            let feedback = isRevision ? try body.checked(by: "ReviseRequest")["feedback"]?.string : nil
            return try await Self.accepted(await service.act(event, on: id, feedback: feedback, claim), service)
        }
    }

    func start(
        _ service: MintService, _ read: @escaping @Sendable (RequestBody) throws(Problem) -> JobRequest
    ) -> Handler {
        { request, _ in
            let body = try await Self.body(of: request, emptyIsObject: false)
            let claim = try Self.claim(request, body, isRequired: service.needsKeys)
            return try await Self.accepted(await service.start(try read(body), claim), service)
        }
    }

    private func work(
        _ service: MintService, emptyIsObject: Bool,
        _ read: @escaping @Sendable (RequestBody) throws(Problem) -> JobRequest
    ) -> Handler {
        { request, context in
            let id = try Self.id("modelId", of: "model", context)
            let body = try await Self.body(of: request, emptyIsObject: emptyIsObject)
            let claim = try Self.claim(request, body, isRequired: service.needsKeys)
            return try await Self.accepted(await service.work(try read(body), on: id, claim), service)
        }
    }
}
