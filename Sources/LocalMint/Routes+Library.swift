import HTTPTypes
import Hummingbird
import Wire

extension Routes {
    /// Adds the routes for assets by type and id, and for reference images.
    mutating func addLibrary(_ service: MintService) {
        addImages(service)
        addPacks(service)
        add(
            .change("/v1/audio:generate", "startAudioGeneration", "Start a sound", takes: "AudioGenerateRequest")
        ) { request, _ in
            let body = try await Self.body(of: request, emptyIsObject: false)
            let claim = try Self.claim(request, body, isRequired: service.needsKeys)
            return try await Self.accepted(await service.start(.audio(body), claim), service)
        }
        let asset = "/v1/assets/{assetType}/{assetId}"
        addAsset(.get(asset, "getAsset", .assets, "Read any asset by type and id", gives: "LibraryAsset")) {
            try await service.libraryAsset($0, $1)
        }
        addAsset(
            .get(
                asset + "/artifact-manifest", "getArtifactManifest", .assets,
                "Everything needed to download or stream an asset", gives: "ArtifactManifest")
        ) { try await service.manifest($0, $1) }
        addAsset(
            .get(asset + "/artifacts", "listArtifacts", .assets, "List the files of an asset", gives: "ArtifactList")
        ) { Self.list(try await service.artifacts($0, $1)) }
        add(
            .get(
                asset + "/artifacts/{artifactId}", "getArtifact", .assets, "One file of an asset with a fresh link",
                gives: "Artifact")
        ) { _, context in
            let list = try await service.artifacts(
                Self.word("assetType", context), Self.id("assetId", of: "asset", context))
            return try .json(MintService.artifact(Self.id("artifactId", of: "artifact", context), in: list))
        }
        addAnimations(service)
    }

    private mutating func addAnimations(_ service: MintService) {
        let path = "/v1/animations/{targetType}/{targetId}/artifacts"
        add(
            .get(
                path, "listAnimationArtifacts", .assets, "List the files of an animation", gives: "ArtifactList",
                refusals: [400, 404])
        ) { _, context in
            let id = try Self.id("targetId", of: "target", context)
            return try .json(Self.list(await service.animationArtifacts(Self.word("targetType", context), id)))
        }
        add(
            .get(
                path + "/{artifactId}", "getAnimationArtifact", .assets, "One file of an animation with a fresh link",
                gives: "Artifact", refusals: [400, 404])
        ) { _, context in
            let id = try Self.id("targetId", of: "target", context)
            let list = try await service.animationArtifacts(Self.word("targetType", context), id)
            return try .json(MintService.artifact(Self.id("artifactId", of: "artifact", context), in: list))
        }
    }

    private mutating func addImages(_ service: MintService) {
        let endpoint = Endpoint(
            method: .post, path: "/v1/reference-images", id: "createReferenceImage", tag: .assets,
            summary: "Store a picture, or note the URL of one, so that later jobs can point at it",
            body: .init(schema: "ReferenceImageRequest", isRequired: true), idempotencyKey: .optional,
            answers: [(201, "ReferenceImage")], refusals: [409])
        add(endpoint) { request, _ in
            let body = try await Self.body(of: request, emptyIsObject: false, limit: Limits.imageBodyBytes)
            let claim = try Self.claim(request, body, isRequired: false)
            return try .json(await service.addImage(ImageRequest(body), claim), status: 201)
        }
    }

    private mutating func addPacks(_ service: MintService) {
        add(
            .change(
                "/v1/asset-packs:generate", "startAssetPackGeneration", "Start a set of Models",
                takes: "AssetPackGenerateRequest")
        ) { request, _ in
            let body = try await Self.body(of: request, emptyIsObject: false)
            let claim = try Self.claim(request, body, isRequired: service.needsKeys)
            return try await Self.accepted(await service.startPack(.pack(body), claim), service)
        }
        add(
            .get("/v1/asset-packs/{packId}", "getAssetPack", .assets, "Read one set of Models", gives: "AssetPack")
        ) { _, context in
            try .json(await service.pack(Self.id("packId", of: ResourceType.pack.rawValue, context)))
        }
    }

    private mutating func addAsset(
        _ endpoint: Endpoint, _ answer: @escaping @Sendable (_ type: String, _ id: String) async throws -> JSONValue
    ) {
        add(endpoint) { _, context in
            try .json(await answer(Self.word("assetType", context), Self.id("assetId", of: "asset", context)))
        }
    }

    /// The type in a path; an unknown one has no assets.
    private static func word(_ name: String, _ context: Context) -> String { context.parameters.get(name) ?? "" }

    /// Clients use all three names, and the right one is not documented.
    private static func list(_ artifacts: [JSONValue]) -> JSONValue {
        .object(["data": .array(artifacts), "artifacts": .array(artifacts), "files": .array(artifacts)])
    }
}
