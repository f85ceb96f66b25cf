import Hummingbird
import Wire

extension Routes {
    /// The admin routes of the server itself, outside both services; require the key of the Mint API.
    mutating func addAdmin(_ stage: ScenarioStage, _ jobs: MintlifyService, _ key: BearerKey) {
        add("/_local/scenario", [.get, .put]) { request, _ in
            try Self.admit(request, key)
            if request.method == .put { stage.play(try await Self.scenarioName(in: request)) }
            return try .json(Self.description(of: stage))
        }
        post("/_local/jobs/{id}/archive") { request, context in
            try Self.admit(request, key)
            return try .json(await jobs.archive(try Self.id("id", of: "job", context)))
        }
    }

    private static func admit(_ request: Request, _ key: BearerKey) throws(Problem) {
        let header = request.headers[.authorization]
        guard key.matches(authorization: header) else { throw .unauthorized(header) }
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

    private static func scenarioName(in request: Request) async throws -> LocalMint.ScenarioName {
        var body = try await body(of: request, emptyIsObject: false)
        let names = LocalMint.ScenarioName.allCases.map { JSONValue.string($0.rawValue) }
        body.check(
            .object([
                "properties": .object(["name": .object(["enum": .array(names)])]),
                "required": .array([.string("name")]), "additionalProperties": .bool(false),
            ]))
        try body.refuse()
        return JSONValue.object(body.members).choice("name") ?? .steady
    }
}
