package enum OptimizationLevel: String, Sendable, Hashable, CaseIterable, Codable {
    case light, moderate, aggressive
}

package enum ModelFormat: String, Sendable, Hashable, CaseIterable, Codable {
    case glb, obj, stl, usdz, fbx
}
