import Hummingbird
import Wire

extension Routes {
    /// Health needs no key; the front lets it through.
    static let healthPath = "/v1/health"

    func addAccount(_ service: MintService) {
        get("/v1/health") { _, _ in try .json(["status": "ok"]) }
        get("/v1/me") { _, _ in try .json(service.me) }
        get("/v1/usage") { _, _ in try .json(await service.usage()) }
    }
}
