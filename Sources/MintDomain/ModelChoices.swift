/// How far an optimization goes (contract/README.md A3).
package enum OptimizationLevel: String, Sendable, Hashable, CaseIterable {
    case light, moderate, aggressive
}

/// A file format that a Model can be converted to (contract/README.md A3).
package enum ModelFormat: String, Sendable, Hashable, CaseIterable {
    case glb, obj, stl, usdz, fbx
}
