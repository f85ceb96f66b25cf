import CDraco

/// A mesh unpacked from Draco data, by Google's library behind a border that lets no exception through.
final class DracoMesh {
    private let mesh: OpaquePointer
    let vertexCount: Int
    /// Three for each triangle, each below `vertexCount`.
    let indices: [UInt32]

    init(_ data: ByteView, _ budget: inout ReadingBudget) throws(MeshReadingError) {
        let limits = budget.limits
        try budget.spend(bytes: data.count)
        var result: OpaquePointer?
        let outcome = data.withBytes { bytes in
            mintop_draco_decode(
                bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, limits.triangleCount, limits.vertexCount,
                &result)
        }
        guard let result else { throw Self.error(outcome, limits) }
        mesh = result
        vertexCount = mintop_draco_vertex_count(result)
        let count = mintop_draco_triangle_count(result) * 3
        // Within the limit on triangles already, or the library would have refused.
        var indices = [UInt32](repeating: 0, count: count)
        let isSound = mintop_draco_indices(result, &indices) != 0
        self.indices = indices
        guard isSound else { throw Self.damaged }
        try budget.spend(values: count, of: 1)
    }

    deinit { mintop_draco_release(mesh) }

    /// The rows of an attribute, by the number the file gives it.
    func table(
        _ id: UInt32, isNormalised: Bool, _ budget: inout ReadingBudget
    ) throws(MeshReadingError) -> GLTFAccessors.Table {
        let width = Int(mintop_draco_component_count(mesh, id))
        guard width > 0 else {
            throw MeshReadingError.damaged("The model's compressed part lacks a list that the file promises.")
        }
        try budget.spend(values: vertexCount, of: width)
        var values = [Float](repeating: 0, count: vertexCount * width)
        var largest: Float = 1
        guard mintop_draco_attribute(mesh, id, &values, &largest) != 0 else { throw Self.damaged }
        if isNormalised, largest > 1 {
            for at in values.indices { values[at] = max(values[at] / largest, -1) }
        }
        return GLTFAccessors.Table(values: values, width: width)
    }

    private static let damaged = MeshReadingError.damaged("The model's compressed part (Draco) is damaged.")

    private static func error(_ outcome: Int32, _ limits: MeshLimits) -> MeshReadingError {
        switch UInt32(bitPattern: outcome) {
        case MINTOP_DRACO_TOO_LARGE.rawValue:
            .tooLarge("triangles or vertices (over \(limits.triangleCount) or \(limits.vertexCount))")
        case MINTOP_DRACO_NO_MESH.rawValue: .unsupported("The model is a cloud of points without triangles.")
        case MINTOP_DRACO_NO_MEMORY.rawValue: .tooLarge("triangles than there is memory for, or")
        default: damaged
        }
    }
}
