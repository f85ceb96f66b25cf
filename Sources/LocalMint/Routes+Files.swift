import HTTPTypes
import Hummingbird
import Wire

extension Routes {
    /// Adds files and pages for users, without a key; paths contain only ids and known names.
    mutating func addFiles(_ service: MintService) {
        add("/files/{id}/{name}", [.get, .head]) { request, context in
            let owner = try Self.id("id", of: "file", context)
            let name = context.parameters.get("name") ?? ""
            try Self.checkLink(owner, name, request, service)
            return try await service.content(of: owner, named: name).response(to: request)
        }
        addPages(service)
    }

    /// - Throws: `Problem` 403 for a link that is forged, changed or expired
    static func checkLink(_ owner: String, _ name: String, _ request: Request, _ service: MintService) throws {
        let query = request.uri.queryParameters
        let check = service.presenter.links.check(
            owner, name, expires: query["expires"].map(String.init), signature: query["signature"].map(String.init),
            at: service.now())
        guard check == .good else { throw Problem.forbiddenLink(isExpired: check == .expired) }
    }

    private mutating func addPages(_ service: MintService) {
        add("/app/billing", [.get, .post]) { request, _ in
            if request.method == .post {
                // A form on another site's page sends its own origin and is rejected.
                if let sent = request.headers[.origin], sent != service.presenter.origin {
                    throw Problem.forbiddenOrigin(sent)
                }
                try await service.store.topUp(Pricing.topUp)
            }
            return AppPage.billing(try await service.usage()).response
        }
        get("/app/{owner}/{id}") { _, context in
            let id = try Self.id("id", of: "page", context)
            guard context.parameters.get("owner") == service.presenter.owner,
                let stored = try await service.store.resource(id)
            else { throw Problem.notFound("page", id) }
            return AppPage(stored, service.presenter, at: service.now()).response
        }
    }
}
