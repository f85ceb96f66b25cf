import HTTPTypes
import Hummingbird
import NIOCore
import Wire

extension Routes {
    /// What tests and people do to the server itself, outside both services; the key of the Mint API opens it.
    func addAdmin(_ stage: ScenarioStage, _ jobs: MintlifyService, _ key: BearerKey) {
        let path: RouterPath = "/_local/scenario"
        router.on(path, method: .get) { request, _ -> Response in
            try Self.admit(request, key)
            return try .json(Self.description(of: stage))
        }
        router.on(path, method: .put) { request, _ -> Response in
            try Self.admit(request, key)
            stage.play(try await Self.scenarioName(in: request))
            return try .json(Self.description(of: stage))
        }
        for method in [HTTPRequest.Method.head, .post, .patch, .delete, .options] {
            router.on(path, method: method) { _, _ -> Response in throw Problem.methodNotAllowed(["GET", "PUT"]) }
        }
        post("/_local/jobs/{id}/archive") { request, context in
            try Self.admit(request, key)
            return try .json(await jobs.archive(try Self.id("id", of: "job", context)))
        }
    }

    private static func admit(_ request: Request, _ key: BearerKey) throws(Problem) {
        guard key.matches(authorization: request.headers[.authorization]) else { throw .unauthorized }
    }

    private static func description(of stage: ScenarioStage) -> JSONValue {
        let scenario = stage.scenario
        let all = LocalMint.ScenarioName.allCases.map { name in
            JSONValue.object(["name": .string(name.rawValue), "summary": .string(name.summary)])
        }
        return .object([
            "name": .string(scenario.name.rawValue), "summary": .string(scenario.summary), "scenarios": .array(all),
        ])
    }

    /// - Throws: `Problem` 400, 413 or 422
    private static func scenarioName(in request: Request) async throws -> LocalMint.ScenarioName {
        let bytes: [UInt8]
        do {
            bytes = Array(buffer: try await request.body.collect(upTo: Limits.bodyBytes))
        } catch is NIOTooManyBytesError {
            throw Problem.bodyTooLarge
        }
        var body = try RequestBody(bytes, emptyIsObject: false)
        body.refuseUnknown(["name"])
        let name = body.choice("name", LocalMint.ScenarioName.self)
        try body.check()
        guard let name else {
            throw Problem.invalidFields([
                FieldErrorWire(path: "/name", code: "required", message: "name is required.")
            ])
        }
        return name
    }
}
