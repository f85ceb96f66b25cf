import SampleAssets
import Wire

/// All schemas of the API by their names in the description.
enum APISchemas {
    static var all: [String: APISchema] { requests.merging(answers) { $1 } }

    static let answers: [String: APISchema] = [
        "Health": .object(required: ["status": .text()]),
        "Me": .object(required: [
            "object": .constant(.string("me")),
            "owner": .object(required: ["userId": .text(), "email": .nullable(.text())]),
            "authentication": .object(required: ["type": .text(), "scopes": .list(.text())]),
        ]),
        "Usage": .object(required: [
            "object": .constant(.string("usage")),
            "credits": .object(required: ["totalAvailable": natural, "reserved": natural]),
            "subscription": .nullable(.object()), "apiUsage": .object(required: ["creditsUsed": natural]),
        ]),
        "PricingEstimate": .object(required: [
            "object": .constant(.string("pricing_estimate")), "operation": .text(),
            "credits": .object(required: ["requiredToStart": natural, "estimatedTotal": natural]),
        ]),
        "ReferenceImage": .object(required: [
            "object": .text(), "id": .text(), "type": .constant(.string("reference_image")), "name": maybeText,
            "fileName": maybeText, "url": maybeURL, "imageUrl": maybeURL, "sourceUrl": maybeURL, "createdAt": .time,
            "assets": .object(required: ["imageUrl": maybeURL, "sourceUrl": maybeURL]),
        ]),
        "Operation": operation,
        "OperationCredits": .object(required: [
            "estimated": natural, "reserved": natural, "finalized": natural,
            "availableAfterReservation": .nullable(.whole()),
        ]),
        "OperationBilling": .object(required: [
            "reason": .text(), "resource": .text(), "stage": .choice(["preview", "final"]), "requiredCredits": natural,
            "availableCredits": natural, "committedCredits": natural, "stageCredits": natural,
            "completionCredits": natural, "ctaKind": .text(), "actionUrl": .url,
        ]),
        "OperationError": .object(required: ["code": .text(pattern: "^[a-z0-9_]+$"), "message": .text()]),
        "OperationConversion": .object(required: ["id": .text(), "assets": .nullable(.named("ConvertedModelAssets"))]),
        "ConvertedModelAssets": .object(
            required: ["artifacts": .object(optional: perFormat { ($0.rawValue, .named("ConvertedModelArtifact")) })],
            optional: perFormat { ($0.rawValue + "Url", .url) }),
        "ConvertedModelArtifact": .object(required: [
            "format": .choice(of: MeshFormat.self), "url": .url, "filename": .text(), "contentType": .text(),
            "extension": .text(), "byteSize": natural, "packaging": .choice(["single_file", "zip"]),
            "artifactVersion": .whole(1...Int(Int32.max)), "primaryPath": .text(),
        ]),
        "WorldAssets": .object(required: [
            "caption": maybeText, "colliderMeshUrl": maybeURL, "panoUrl": maybeURL, "previewImageUrl": maybeURL,
            "radUrl": maybeURL, "spzUrls": .nullable(.map(.url)), "thumbnailUrl": maybeURL,
        ]),
        "ModelAssets": .object(
            required: [
                "fbxUrl": maybeURL, "glbUrl": maybeURL, "glbSizeBytes": .nullable(natural), "objUrl": maybeURL,
                "optimizedGlbUrl": maybeURL, "optimizedGlbSizeBytes": .nullable(natural), "previewImageUrl": maybeURL,
                "stlUrl": maybeURL, "thumbnailUrl": maybeURL, "usdzUrl": maybeURL,
            ], optional: ["bounds": .nullable(.named("Bounds"))]),
        "Bounds": .object(required: ["min": place, "max": place, "size": place, "center": place]),
        "World": resource(.world, "WorldAssets"),
        "Model": resource(.model, "ModelAssets"),
        "WorldList": .object(required: ["data": .list(.named("World")), "pagination": .named("Pagination")]),
        "ModelList": .object(required: ["data": .list(.named("Model")), "pagination": .named("Pagination")]),
        "Pagination": .object(required: ["nextCursor": maybeText, "hasMore": .truth]),
        "AssetPack": .object(required: [
            "object": .constant(.string("asset_pack")), "id": .text(), "name": maybeText, "prompt": maybeText,
            "status": status, "mintUrl": .url, "createdAt": .time, "updatedAt": .time,
            "items": .list(.object(required: ["modelId": .text(), "displayName": maybeText, "status": status])),
        ]),
        "LibraryAsset": .object(
            required: ["object": .text(), "id": .text(), "type": .text(), "name": maybeText, "createdAt": .time],
            optional: ["prompt": maybeText, "updatedAt": .time]),
        "Artifact": .object(
            required: [
                "id": .text(), "artifactId": .text(), "role": .text(), "kind": .text(), "format": .text(),
                "filename": .text(), "contentType": .text(), "byteSize": natural, "downloadUrl": .url, "url": .url,
                "suggestedPath": .text(), "loaderHint": .text(),
            ], optional: ["durationSeconds": .number()]),
        "ArtifactList": .object(required: [
            "data": .list(.named("Artifact")), "artifacts": .list(.named("Artifact")),
            "files": .list(.named("Artifact")),
        ]),
        "ArtifactManifest": .object(
            required: [
                "object": .text(), "manifestVersion": .constant(.integer(1)),
                "source": .object(required: ["kind": .text(), "assetType": .text(), "id": .text()]),
                "artifacts": .list(.named("Artifact")),
            ],
            optional: [
                "mintUrl": .url, "integrationMode": .constant(.string("remote_stream")), "runtime": .object(),
            ]),
        "Problem": .object(
            required: ["type": .url, "title": .text(), "status": .whole(400...599), "detail": .text()],
            optional: [
                "errors": .list(.object(required: ["path": .text(), "code": .text(), "message": .text()]))
            ]),
    ]

    private static let operation = APISchema.object(
        required: [
            "object": .constant(.string("operation")), "id": .text(),
            "type": .choice(OperationRecord.Kind.allCases.map(\.wireType)),
            "generationMode": .choice(of: GenerationMode.self), "status": status, "prompt": maybeText,
            "generationPreset": .nullable(.choice(of: GenerationPreset.self)), "generationModel": maybeText,
            "optimizationLevel": .nullable(.choice(of: OptimizationLevel.self)),
            "resource": .nullable(.object(required: ["type": .choice(of: ResourceType.self), "id": .text()])),
            "mintUrl": maybeURL,
            "assets": .nullable(.oneOf([.named("WorldAssets"), .named("ModelAssets")])),
            "conversion": .nullable(.named("OperationConversion")), "error": .nullable(.named("OperationError")),
            "credits": .named("OperationCredits"), "createdAt": .time, "updatedAt": .time,
            "completedAt": .nullable(.time), "canceledAt": .nullable(.time),
        ], optional: ["billing": .named("OperationBilling")])

    private static func resource(_ type: ResourceType, _ assets: String) -> APISchema {
        .object(required: [
            "object": .constant(.string(type.rawValue)), "id": .text(), "name": maybeText, "prompt": maybeText,
            "status": status, "assetStage": .nullable(.choice(["preview", "final"])),
            "operation": .object(required: ["workflowStage": maybeText, "lastError": maybeText]), "mintUrl": .url,
            "assets": .nullable(.named(assets)), "createdAt": .time, "updatedAt": .time,
        ])
    }

    private static let natural = APISchema.whole(0...Int(Int32.max))
    private static let maybeText = APISchema.nullable(.text())
    private static let maybeURL = APISchema.nullable(.url)
    private static let status = APISchema.choice(of: OperationStatus.self)
    private static let place = APISchema.list(.number(), count: 3...3)

    private static func perFormat(_ entry: (MeshFormat) -> (String, APISchema)) -> [String: APISchema] {
        Dictionary(MeshFormat.allCases.map(entry)) { first, _ in first }
    }
}
