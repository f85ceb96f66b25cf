import SampleAssets

/// The bodies of requests, with the limits that the server checks.
extension APISchemas {
    static let requests: [String: APISchema] = [
        "EmptyObject": .object(),
        "PricingEstimateRequest": .object(
            required: ["operation": .choice(of: EstimateRequest.Job.self)],
            optional: [
                "generationPreset": .choice(of: GenerationPreset.self),
                "generationMode": .choice(of: GenerationMode.self), "modelId": .text(Limits.name),
                "itemCount": .whole(Limits.packItems), "durationSeconds": .number(Limits.audioSeconds),
                "targetFormats": formats,
            ], isClosed: true),
        "ReferenceImageRequest": .oneOf([
            .object(
                required: [
                    "base64Data": .text(1...Limits.imageBytes / 3 * 4 + 4), "fileName": .text(Limits.fileName),
                    "contentType": .choice(of: ImageKind.self),
                ], optional: ["name": .text(Limits.name)], isClosed: true),
            .object(
                required: ["sourceUrl": .webURL],
                optional: ["fileName": .text(Limits.fileName), "name": .text(Limits.name)], isClosed: true),
        ]),
        "WorldGenerateRequest": generation([:]),
        "ModelGenerateRequest": generation(["riggingPose": .choice(of: JobRequest.RiggingPose.self)]),
        "ReviseRequest": .object(required: ["feedback": .text(Limits.feedback)], isClosed: true),
        "OptimizeRequest": .object(
            optional: ["optimizationLevel": .choice(of: OptimizationLevel.self)], isClosed: true),
        "ConvertRequest": .object(
            required: ["targetFormats": formats], optional: ["name": .text(Limits.name)], isClosed: true),
        "AnimateRequest": .object(
            optional: ["motionPrompt": .text(Limits.prompt), "heightMeters": .number(Limits.heightMeters)],
            isClosed: true),
        "AssetPackGenerateRequest": .object(
            required: ["prompt": .text(Limits.prompt)],
            optional: [
                "itemCount": .whole(Limits.packItems), "assetPackType": .text(Limits.name),
                "styleGuide": .text(Limits.styleGuide), "name": .text(Limits.name),
                "generationPreset": .choice(of: GenerationPreset.self),
            ], isClosed: true),
        "AudioGenerateRequest": .object(
            required: ["prompt": .text(Limits.prompt)],
            optional: [
                "name": .text(Limits.name), "audioKind": .choice(of: SoundDesign.Kind.self),
                "durationSeconds": .number(Limits.audioSeconds),
                "generationPreset": .choice(of: GenerationPreset.self),
            ], isClosed: true),
    ]

    private static let formats = APISchema.list(
        .choice(of: MeshFormat.self), count: 1...MeshFormat.allCases.count, isSet: true)

    private static func generation(_ more: [String: APISchema]) -> APISchema {
        let fields: [String: APISchema] = [
            "derivedPrompt": .text(Limits.prompt), "generationMode": .choice(of: GenerationMode.self),
            "generationPreset": .choice(of: GenerationPreset.self), "displayName": .text(Limits.name),
            "name": .text(Limits.name), "imageUrl": .webURL, "sourceUrl": .webURL,
            "sourceImages": .list(.webURL, count: Limits.sourceImages),
        ]
        return .except(
            .object(
                required: ["prompt": .text(Limits.prompt)], optional: fields.merging(more) { $1 }, isClosed: true),
            .object(required: ["imageUrl": .anything, "sourceImages": .anything]))
    }
}
