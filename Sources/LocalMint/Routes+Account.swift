import Hummingbird
import Wire

extension Routes {
    static let healthPath = "/v1/health"

    mutating func addAccount(_ service: MintService) {
        var health = Endpoint.get(
            Self.healthPath, "getHealth", .account, "Whether the server is up; needs no key", gives: "Health",
            refusals: [])
        health.needsAPIKey = false
        add(health) { _, _ in try .json(["status": "ok"]) }
        add(.get("/v1/me", "getMe", .account, "Whom the key belongs to", gives: "Me", refusals: [])) { _, _ in
            try .json(service.me)
        }
        add(
            .get(
                "/v1/usage", "getUsage", .account, "Credits left and used through the API", gives: "Usage",
                refusals: [])
        ) { _, _ in try .json(await service.usage()) }
        let estimate = Endpoint(
            method: .post, path: "/v1/pricing:estimate", id: "estimatePricing", tag: .account,
            summary: "What a job would cost; starts nothing",
            body: .init(schema: "PricingEstimateRequest", isRequired: true), answers: [(200, "PricingEstimate")],
            refusals: [404])
        add(estimate) { request, _ in
            let body = try await Self.body(of: request, emptyIsObject: false)
            return try .json(await service.estimate(EstimateRequest(body)))
        }
    }
}
