import CMeshoptimizer
import ModelViewer

extension Mesh {
    /// Merges vertices of one position and group: the new index of each vertex, and the number of merged vertices.
    func merged(groups: [Int]) -> (numbers: [UInt32], count: Int) {
        let size = bounds?.size ?? .zero
        // Much smaller than any detail, and much larger than rounding differences along a seam.
        let cell = max(size.x, size.y, size.z, 1e-6) * 5e-5
        var keys: [Int32] = []
        keys.reserveCapacity(positions.count * 4)
        for (index, p) in positions.enumerated() {
            keys.append(Int32((p.x / cell).rounded()))
            keys.append(Int32((p.y / cell).rounded()))
            keys.append(Int32((p.z / cell).rounded()))
            keys.append(Int32(groups[index]))
        }
        var numbers = [UInt32](repeating: 0, count: positions.count)
        let count = meshopt_generateVertexRemap(&numbers, nil, positions.count, keys, positions.count, 16)
        return (numbers, count)
    }
}
