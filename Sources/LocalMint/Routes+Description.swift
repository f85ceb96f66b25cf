import Hummingbird

extension Routes {
    /// Adds `/openapi.json` with the routes added before.
    mutating func addDescription(_ service: MintService) {
        let description = APIDescription(routes)
        get("/openapi.json") { _, _ in
            try .json(description.json(origin: service.presenter.origin, isLenient: !service.needsKeys))
        }
    }
}
