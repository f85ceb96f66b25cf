import Hummingbird

extension Routes {
    /// Files and pages for people: no key, and nothing in the path but ids and known names.
    func addFiles(_ service: MintService) {
        get("/files/{id}/{name}") { _, context in
            let id = try Self.id("id", of: "file", context)
            guard let name = context.parameters.get("name"), let request = try await service.file(of: id, named: name)
            else { throw Problem.notFound("file") }
            return .bytes(
                try await service.factory.file(request), contentType: request.contentType,
                headers: ["Cache-Control": "private, max-age=86400, immutable"])
        }
        get("/app/billing") { _, _ in AppPage.billing.response }
        get("/app/{owner}/{id}") { _, context in
            let id = try Self.id("id", of: "page", context)
            guard context.parameters.get("owner") == service.presenter.owner,
                let stored = try await service.store.resource(id)
            else { throw Problem.notFound("page") }
            let state = OperationTimeline.state(of: stored.record, at: service.now())
            let assets = service.presenter.assets(stored.record, state, facts: stored.facts)
            return AppPage(stored.record, state, assets: assets).response
        }
    }
}
