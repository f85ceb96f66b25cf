/// Body of `POST /v1/models/{id}:optimize` (contract/README.md A3).
package struct OptimizeRequestWire: Sendable, Hashable, Codable {
    /// `light`, `moderate` or `aggressive`; `moderate` where it is left out.
    package var optimizationLevel: String?

    package init(optimizationLevel: String?) {
        self.optimizationLevel = optimizationLevel
    }
}

/// Body of `POST /v1/models/{id}:convert` (contract/README.md A3).
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
