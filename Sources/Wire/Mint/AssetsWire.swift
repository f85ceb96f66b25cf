/// The assets of a World, for writing: every key is required and nullable.
package struct WorldAssetsWire: Sendable, Hashable {
    package var caption: String?
    package var colliderMeshUrl: String?
    package var panoUrl: String?
    package var previewImageUrl: String?
    package var radUrl: String?
    /// Links by quality tier (`100k`, `500k`, `full_res`).
    package var spzUrls: [String: String]?
    package var thumbnailUrl: String?

    package init() {}

    package var json: JSONValue {
        .object([
            "caption": .orNull(caption),
            "colliderMeshUrl": .orNull(colliderMeshUrl),
            "panoUrl": .orNull(panoUrl),
            "previewImageUrl": .orNull(previewImageUrl),
            "radUrl": .orNull(radUrl),
            "spzUrls": spzUrls.map { .object($0.mapValues(JSONValue.string)) } ?? .null,
            "thumbnailUrl": .orNull(thumbnailUrl),
        ])
    }
}

/// The assets of a 3D Model, for writing: every key is required and nullable.
package struct ModelAssetsWire: Sendable, Hashable {
    package var fbxUrl: String?
    package var glbUrl: String?
    package var glbSizeBytes: Int?
    package var objUrl: String?
    package var optimizedGlbUrl: String?
    package var optimizedGlbSizeBytes: Int?
    package var previewImageUrl: String?
    package var stlUrl: String?
    package var thumbnailUrl: String?
    package var usdzUrl: String?
    /// `{min, max, size, center}`, each three numbers in meters, Y up; omitted if nil.
    package var bounds: JSONValue?

    package init() {}

    package var json: JSONValue {
        var members: [String: JSONValue] = [
            "fbxUrl": .orNull(fbxUrl),
            "glbUrl": .orNull(glbUrl),
            "glbSizeBytes": .orNull(glbSizeBytes),
            "objUrl": .orNull(objUrl),
            "optimizedGlbUrl": .orNull(optimizedGlbUrl),
            "optimizedGlbSizeBytes": .orNull(optimizedGlbSizeBytes),
            "previewImageUrl": .orNull(previewImageUrl),
            "stlUrl": .orNull(stlUrl),
            "thumbnailUrl": .orNull(thumbnailUrl),
            "usdzUrl": .orNull(usdzUrl),
        ]
        members["bounds"] = bounds
        return .object(members)
    }
}
