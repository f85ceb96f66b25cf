import Hummingbird

extension Routes {
    /// Adds `/openapi.json` with the routes added before.
    mutating func addDescription(_ service: MintService) {
        let routes = routes
        get("/openapi.json") { _, _ in
            try .json(
                try APIDescription(routes).json(origin: service.presenter.origin, isLenient: !service.needsKeys))
        }
    }
}
