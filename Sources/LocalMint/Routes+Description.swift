import Hummingbird

extension Routes {
    /// Adds `/openapi.json` with the endpoints added before.
    func addDescription(_ service: MintService) {
        let description = APIDescription(endpoints: endpoints, isLenient: !service.needsKeys)
        get("/openapi.json") { _, _ in try .json(description.json(origin: service.presenter.origin)) }
    }
}
