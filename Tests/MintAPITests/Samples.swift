/// Responses from the service's own documents, with placeholders filled in.
enum Samples {
    /// The rendered page of `GET /v1/operations/{operationId}`: two kinds, no `conversion`, no `optimizationLevel`.
    static let firstGeneration = """
        {
          "object": "operation", "id": "op_7Q2", "type": "world_generation", "generationMode": "review",
          "status": "preview_ready", "prompt": "A quiet sci-fi greenhouse", "generationPreset": "standard",
          "generationModel": "marble-1", "resource": {"type": "world", "id": "world_1"},
          "mintUrl": "https://mint.gg/0xabc/world_1",
          "assets": {
            "caption": "Glass and ferns", "colliderMeshUrl": "https://cdn.mint.gg/c.glb",
            "panoUrl": "https://cdn.mint.gg/p.png", "previewImageUrl": "https://cdn.mint.gg/v.png",
            "radUrl": "https://cdn.mint.gg/r.rad",
            "spzUrls": {"full_res": "https://cdn.mint.gg/f.spz", "100k": "https://cdn.mint.gg/1.spz",
                        "500k": "https://cdn.mint.gg/5.spz"},
            "thumbnailUrl": "https://cdn.mint.gg/t.png"
          },
          "createdAt": "2023-11-07T05:31:56Z", "updatedAt": "2023-11-07T05:31:57.250Z",
          "error": {"code": "generation_failed", "message": "no luck"},
          "completedAt": "2023-11-07T05:31:58+02:00", "canceledAt": null
        }
        """

    /// The schema of the embedded document: every field, a conversion, nulls for empty values.
    static let secondGenerationConversion = """
        {
          "object": "operation", "id": "op_c1", "type": "model_conversion", "generationMode": "auto",
          "status": "succeeded", "prompt": null, "generationPreset": null, "generationModel": null,
          "optimizationLevel": null, "resource": {"type": "model", "id": "model_9"},
          "mintUrl": "https://mint.gg/0xabc/model_9",
          "assets": {
            "fbxUrl": null, "glbUrl": "https://cdn.mint.gg/m.glb", "glbSizeBytes": 1048576, "objUrl": null,
            "optimizedGlbUrl": "https://cdn.mint.gg/o.glb", "optimizedGlbSizeBytes": null,
            "previewImageUrl": "https://cdn.mint.gg/p.png", "stlUrl": null,
            "thumbnailUrl": "https://cdn.mint.gg/t.png", "usdzUrl": null
          },
          "conversion": {
            "id": "conv_1",
            "assets": {
              "usdzUrl": "https://cdn.mint.gg/m.usdz", "objUrl": null,
              "artifacts": {
                "usdz": {"format": "usdz", "url": "https://cdn.mint.gg/m.usdz", "filename": "m.usdz",
                         "contentType": "model/vnd.usdz+zip", "extension": "usdz", "byteSize": 2048,
                         "packaging": "single_file", "artifactVersion": 1, "primaryPath": "m.usdz"},
                "obj": {"format": "obj", "url": "https://cdn.mint.gg/m.zip", "filename": "m.zip",
                        "contentType": "application/zip", "extension": "zip", "byteSize": 4096,
                        "packaging": "zip", "artifactVersion": 1, "primaryPath": "m.obj"}
              }
            }
          },
          "error": null, "createdAt": "2023-11-07T05:31:56Z", "updatedAt": "2023-11-07T05:31:56Z",
          "completedAt": "2023-11-07T05:31:56Z", "canceledAt": null
        }
        """

    /// The newest shape, known from clients: omitted fields, with billing and credits.
    static let thirdGenerationBilling = """
        {
          "object": "operation", "id": "op_b1", "type": "model_generation", "generationMode": "auto",
          "status": "billing_required",
          "billing": {"reason": "insufficient_credits", "stage": "final", "requiredCredits": 798,
                      "availableCredits": 12.5, "actionUrl": "https://mint.gg/billing"},
          "credits": {"estimated": 798, "reserved": 550, "finalized": 248, "availableAfterReservation": null},
          "createdAt": "2026-11-07T05:31:56.123456Z", "updatedAt": "yesterday"
        }
        """

    static func problem(_ type: String, _ status: Int, detail: String = "the detail", extra: String = "") -> String {
        "{\"type\": \"\(type)\", \"title\": \"the title\", \"status\": \(status), \"detail\": \"\(detail)\"\(extra)}"
    }
}
