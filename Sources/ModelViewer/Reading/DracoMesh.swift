import CDraco

/// A mesh decoded by Google's Draco library; the C interface catches all exceptions.
final class DracoMesh {
    private let mesh: OpaquePointer
    let vertexCount: Int
    /// Three for each triangle, each below `vertexCount`.
    let indices: [UInt32]

    init(_ data: ByteView, _ budget: inout ReadingBudget) throws(MeshReadingError) {
        try budget.spend(bytes: data.count)
        var most = mintop_draco_limits(
            triangles: budget.limits.triangleCount, vertices: budget.limits.vertexCount, bytes: budget.decodedBytes)
        var result: OpaquePointer?
        var taken = 0
        let outcome = data.withBytes { bytes in
            mintop_draco_decode(
                bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, &most, &taken, &result)
        }
        guard let result else { throw Self.error(outcome, budget) }
        mesh = result
        try budget.spend(bytes: taken)
        vertexCount = mintop_draco_vertex_count(result)
        let count = mintop_draco_triangle_count(result) * 3
        // Within the triangle limit, which the library has checked.
        var indices = [UInt32](repeating: 0, count: count)
        let isSound = mintop_draco_indices(result, &indices) != 0
        self.indices = indices
        guard isSound else { throw Self.damaged }
        try budget.spend(values: count, of: 1)
    }

    deinit { mintop_draco_release(mesh) }

    /// The rows of an attribute, by its id in the file.
    func table(
        _ id: UInt32, isNormalized: Bool, _ budget: inout ReadingBudget
    ) throws(MeshReadingError) -> GLTFAccessors.Table {
        let width = Int(mintop_draco_component_count(mesh, id))
        guard width > 0 else {
            throw MeshReadingError.damaged("The model's compressed part lacks a list that the file promises.")
        }
        try budget.spend(values: vertexCount, of: width)
        var values = [Float](repeating: 0, count: vertexCount * width)
        var largest: Float = 1
        guard mintop_draco_attribute(mesh, id, &values, &largest) != 0 else { throw Self.damaged }
        if isNormalized, largest > 1 {
            for at in values.indices { values[at] = max(values[at] / largest, -1) }
        }
        return GLTFAccessors.Table(values: values, width: width)
    }

    private static let damaged = MeshReadingError.damaged("The model's compressed part (Draco) is damaged.")

    private static func error(_ outcome: Int32, _ budget: ReadingBudget) -> MeshReadingError {
        let limits = budget.limits
        return switch UInt32(bitPattern: outcome) {
        case MINTOP_DRACO_TOO_LARGE.rawValue:
            .tooLarge("triangles or vertices (over \(limits.triangleCount) or \(limits.vertexCount))")
        case MINTOP_DRACO_TOO_MUCH_DATA.rawValue: budget.tooMuchData
        case MINTOP_DRACO_NO_MESH.rawValue: .unsupported("The model is a cloud of points without triangles.")
        case MINTOP_DRACO_NO_MEMORY.rawValue: .tooLarge("triangles than there is memory for, or")
        default: damaged
        }
    }
}
