/// The files of a World, with every key required and nullable (contract/README.md A4, Assets). For writing.
package struct WorldAssetsWire: Sendable, Hashable {
    package var caption: String?
    package var colliderMeshUrl: String?
    package var panoUrl: String?
    package var previewImageUrl: String?
    package var radUrl: String?
    /// Quality tier (`100k`, `500k`, `full_res`) to link.
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

/// The files of a 3D Model, with every key required and nullable (contract/README.md A4, Assets). For writing.
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
    /// `{min, max, size, center}`, each three numbers in metres, Y up; left out where nil.
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
