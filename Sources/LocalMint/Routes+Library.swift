import HTTPTypes
import Hummingbird
import Wire

extension Routes {
    /// Adds the routes for assets by type and id, and for reference images.
    mutating func addLibrary(_ service: MintService) {
        post("/v1/reference-images") { request, _ in
            let body = try await Self.body(of: request, emptyIsObject: false, limit: Limits.imageBodyBytes)
            let claim = try Self.claim(request, body, isRequired: false)
            return try .json(await service.addImage(ImageRequest(body), claim), status: 201)
        }
        change("/v1/asset-packs:generate", service) { try await service.startPack(.pack($1), $2) }
        get("/v1/asset-packs/{packId}") { _, context in
            try .json(await service.pack(Self.id("packId", of: ResourceType.pack.rawValue, context)))
        }
        change("/v1/audio:generate", service) { try await service.start(.audio($1), $2) }
        let asset = "/v1/assets/{assetType}/{assetId}"
        addAsset(asset) { try await service.libraryAsset($0, $1) }
        addAsset(asset + "/artifact-manifest") { try await service.manifest($0, $1) }
        addArtifacts(asset, "assetType", "assetId", of: "asset") { try await service.artifacts($0, $1) }
        addArtifacts("/v1/animations/{targetType}/{targetId}", "targetType", "targetId", of: "target") {
            try await service.animationArtifacts($0, $1)
        }
    }

    private mutating func addAsset(
        _ path: String, _ answer: @escaping @Sendable (_ type: String, _ id: String) async throws -> JSONValue
    ) {
        get(path) { _, context in
            try .json(await answer(Self.word("assetType", context), Self.id("assetId", of: "asset", context)))
        }
    }

    /// Adds the list of the files at a path, and each file by its id.
    private mutating func addArtifacts(
        _ path: String, _ type: String, _ id: String, of what: String,
        _ artifacts: @escaping @Sendable (_ type: String, _ id: String) async throws -> [JSONValue]
    ) {
        get(path + "/artifacts") { _, context in
            try .json(Self.list(await artifacts(Self.word(type, context), Self.id(id, of: what, context))))
        }
        get(path + "/artifacts/{artifactId}") { _, context in
            let list = try await artifacts(Self.word(type, context), Self.id(id, of: what, context))
            return try .json(MintService.artifact(Self.id("artifactId", of: "artifact", context), in: list))
        }
    }

    /// The type in a path; an unknown one has no assets.
    private static func word(_ name: String, _ context: Context) -> String { context.parameters.get(name) ?? "" }

    /// Clients use all three names, and the right one is not documented.
    private static func list(_ artifacts: [JSONValue]) -> JSONValue {
        .object(["data": .array(artifacts), "artifacts": .array(artifacts), "files": .array(artifacts)])
    }
}
