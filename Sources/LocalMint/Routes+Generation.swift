import Hummingbird

extension Routes {
    mutating func addGeneration(_ service: MintService) {
        add(
            .change("/v1/worlds:generate", "startWorldGeneration", "Start a World", takes: "WorldGenerateRequest"),
            start(service) { body throws(Problem) in try .generation(.world, body) })
        add(
            .change("/v1/models:generate", "startModelGeneration", "Start a 3D Model", takes: "ModelGenerateRequest"),
            start(service) { body throws(Problem) in try .generation(.model, body) })
        addModelWork(service)
        add(
            .get(
                "/v1/operations/{operationId}", "getOperation", .generation, "Read a long-running operation",
                gives: "Operation")
        ) { _, context in
            try .json(await service.operation(Self.id("operationId", of: "operation", context)))
        }
        addAction(.approve, "Accept the Preview and make the final files", service)
        addAction(.revise, "Ask for a changed Preview", service)
        addAction(.resume, "Go on after paying", service)
        addAction(.cancel, "Stop an operation that has not ended", service)
    }

    private mutating func addModelWork(_ service: MintService) {
        add(
            .change(
                "/v1/models/{modelId}:optimize", "startModelOptimization", "Make a lighter GLB of a finished Model",
                takes: "OptimizeRequest", bodyRequired: false),
            work(service, emptyIsObject: true) { body throws(Problem) in try .optimization(body) })
        add(
            .change(
                "/v1/models/{modelId}:convert", "startModelConversion", "Export a finished Model to other formats",
                tag: .conversion, takes: "ConvertRequest"),
            work(service, emptyIsObject: false) { body throws(Problem) in try .conversion(body) })
        add(
            .change(
                "/v1/models/{modelId}:animate", "startModelAnimation", "Make a finished Model move",
                takes: "AnimateRequest"),
            work(service, emptyIsObject: false) { body throws(Problem) in try .animation(body) })
        addRetry(.model, "modelId", "retryModel", service)
        addRetry(.world, "worldId", "retryWorld", service)
    }

    private mutating func addRetry(
        _ type: ResourceType, _ parameter: String, _ id: String, _ service: MintService
    ) {
        let endpoint = Endpoint.change(
            "/v1/\(type.rawValue)s/{\(parameter)}:retry", id, "Start a failed \(type.rawValue) again",
            takes: "EmptyObject", bodyRequired: false)
        add(endpoint) { request, context in
            let id = try Self.id(parameter, of: type.rawValue, context)
            let body = try await Self.body(of: request, emptyIsObject: true)
            let claim = try Self.claim(request, body, isRequired: service.needsKeys)
            return try await Self.accepted(await service.retry(type, id, claim), service)
        }
    }

    private mutating func addAction(_ event: OperationEvent.Kind, _ summary: String, _ service: MintService) {
        let isRevision = event == .revise
        let endpoint = Endpoint.change(
            "/v1/operations/{operationId}:\(event.rawValue)", "\(event.rawValue)Operation", summary,
            takes: isRevision ? "ReviseRequest" : "EmptyObject", bodyRequired: isRevision)
        add(endpoint) { request, context in
            let id = try Self.id("operationId", of: "operation", context)
            var body = try await Self.body(of: request, emptyIsObject: !isRevision)
            let claim = try Self.claim(request, body, isRequired: service.needsKeys)
            var feedback: String?
            if isRevision {
                body.refuseUnknown(["feedback"])
                feedback = body.required("feedback", characters: Limits.feedback)
                try body.check()
            }
            return try await Self.accepted(await service.act(event, on: id, feedback: feedback, claim), service)
        }
    }

    private func start(
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
