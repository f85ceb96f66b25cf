import Hummingbird
import Wire

extension Routes {
    static let healthPath = "/v1/health"

    mutating func addAccount(_ service: MintService) {
        get(Self.healthPath) { _, _ in try .json(.object(["status": .string("ok")])) }
        get("/v1/me") { _, _ in try .json(service.me) }
        get("/v1/usage") { _, _ in try .json(await service.usage()) }
        post("/v1/pricing:estimate") { request, _ in
            let body = try await Self.body(of: request, emptyIsObject: false)
            return try .json(await service.estimate(EstimateRequest(body)))
        }
    }
}
