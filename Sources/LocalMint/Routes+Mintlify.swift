import Hummingbird
import Wire

extension Routes {
    /// The prefix of the documentation agent, whose errors have a different shape.
    static let agentPrefix = "/v2/"

    mutating func addMintlify(_ service: MintlifyService) {
        post("/v2/agent/{projectId}/job") { request, context in
            try Self.admit(request, context, service)
            return try .json(await service.create(try await Self.prompt(of: request)), status: 201)
        }
        get("/v2/agent/{projectId}/job/{id}") { request, context in
            try Self.admit(request, context, service)
            return try .json(await service.job(try Self.id("id", of: "job", context)))
        }
        post("/v2/agent/{projectId}/job/{id}/message") { request, context in
            try Self.admit(request, context, service)
            let id = try Self.id("id", of: "job", context)
            return try .json(await service.message(try await Self.prompt(of: request), to: id))
        }
        get("/app/jobs/{id}/pull/{number}") { _, context in
            let id = try Self.id("id", of: "page", context)
            guard let number = context.parameters.get("number"), let page = try await service.page(of: id, pull: number)
            else { throw Problem.notFound("page", id) }
            return page.response
        }
    }

    private static func admit(_ request: Request, _ context: Context, _ service: MintlifyService) throws(Problem) {
        try service.gate.admit(authorization: request.headers[.authorization])
        guard let project = context.parameters.get("projectId"), service.isProject(project) else {
            throw Problem(
                status: 404, kind: "not-found", title: "Not found", detail: "This key opens no project of that id.")
        }
    }

    /// Returns the `prompt` of the body; other fields are ignored.
    ///
    /// - Throws: `Problem` 400 or 413
    private static func prompt(of request: Request) async throws -> String {
        let body = try RequestBody(try await bytes(of: request), emptyIsObject: false)
        guard let value = body.members["prompt"] else { throw refusedPrompt("prompt is required.") }
        guard let prompt = value.string else { throw refusedPrompt("prompt must be a string.") }
        guard !prompt.isEmpty else { throw refusedPrompt("prompt has 0 characters; at least 1 is needed.") }
        return prompt
    }

    private static func refusedPrompt(_ message: String) -> Problem {
        .malformed("/prompt", "invalid", message)
    }
}
