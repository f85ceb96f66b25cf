/// Body of `POST /v1/models/{id}:optimize`.
package struct OptimizeRequestWire: Sendable, Hashable, Codable {
    /// `light`, `moderate` (the default) or `aggressive`.
    package var optimizationLevel: String?

    package init(optimizationLevel: String?) {
        self.optimizationLevel = optimizationLevel
    }
}

/// Body of `POST /v1/models/{id}:convert`.
package struct ConvertRequestWire: Sendable, Hashable, Codable {
    /// At least one of `glb`, `obj`, `stl`, `usdz`, `fbx`, each once.
    package var targetFormats: [String]
    /// 1 to 120 characters.
    package var name: String?

    package init(targetFormats: [String], name: String? = nil) {
        self.targetFormats = targetFormats
        self.name = name
    }
}
