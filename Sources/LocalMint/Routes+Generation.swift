import HTTPTypes
import Hummingbird
import NIOCore

extension Routes {
    func addGeneration(_ service: MintService) {
        post("/v1/worlds:generate", start(.world, service))
        post("/v1/models:generate", start(.model, service))
        get("/v1/operations/{id}") { _, context in
            try .json(await service.operation(Self.id("id", of: "operation", context)))
        }
        post("/v1/operations/{id}:approve", act(.approve, service))
        post("/v1/operations/{id}:revise", act(.revise, service))
        post("/v1/operations/{id}:resume", act(.resume, service))
        post("/v1/operations/{id}:cancel", act(.cancel, service))
    }

    private func start(_ kind: OperationRecord.Kind, _ service: MintService) -> Handler {
        { request, _ in
            let body = try await Self.body(of: request, emptyIsObject: false)
            let claim = try Self.claim(request, body)
            let change = try await service.start(try GenerationRequest(kind, body), claim)
            return try await Self.accepted(change, service)
        }
    }

    private func act(_ event: OperationEvent.Kind, _ service: MintService) -> Handler {
        { request, context in
            let id = try Self.id("id", of: "operation", context)
            var body = try await Self.body(of: request, emptyIsObject: event != .revise)
            let claim = try Self.claim(request, body)
            var feedback: String?
            if event == .revise {
                body.refuseUnknown(["feedback"])
                feedback = body.required("feedback", characters: Limits.feedback)
                try body.check()
            }
            return try await Self.accepted(await service.act(event, on: id, feedback: feedback, claim), service)
        }
    }

    private static func accepted(_ change: AcceptedChange, _ service: MintService) async throws -> Response {
        try .json(
            await service.present(change.record), status: change.statusCode, headers: ["Location": change.location])
    }

    private static func claim(_ request: Request, _ body: RequestBody) throws -> IdempotencyClaim {
        let name = HTTPField.Name("Idempotency-Key")
        return try IdempotencyClaim(
            headerValues: name.map { request.headers[values: $0] } ?? [], method: request.method.rawValue,
            path: request.uri.path, body: body)
    }

    /// - Throws: `Problem` 413, 415 or 400
    private static func body(of request: Request, emptyIsObject: Bool) async throws -> RequestBody {
        let bytes: [UInt8]
        do {
            bytes = Array(buffer: try await request.body.collect(upTo: Limits.bodyBytes))
        } catch is NIOTooManyBytesError {
            throw Problem.bodyTooLarge
        }
        if !bytes.isEmpty {
            let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased() ?? ""
            guard type.trimmingPrefix(" ") == "application/json" || type == "application/json " else {
                throw Problem.notJSON
            }
        }
        return try RequestBody(bytes, emptyIsObject: emptyIsObject)
    }
}
