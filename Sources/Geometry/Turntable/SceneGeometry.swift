/// Triangles as the renderer wants them. Every index is below `positions.count`; every number is finite.
package struct SceneGeometry: Sendable {
    /// A run of triangles with one surface.
    struct Run: Sendable, Hashable {
        var surface: Int
        /// Into `indices`; its length is a multiple of three.
        var indexRange: Range<Int>
    }

    package internal(set) var positions: [Vector3] = []
    /// One of length 1 for each position.
    package internal(set) var normals: [Vector3] = []
    /// One for each position, linear; or empty: all white.
    package internal(set) var colours: [Colour] = []
    /// One for each position, V down; or empty.
    var textureCoordinates: [SIMD2<Float>] = []
    /// Three for each triangle, counter-clockwise seen from outside, as far as the file has them so.
    package internal(set) var indices: [UInt32] = []
    /// In order, without gaps, together all of `indices`.
    var runs: [Run] = []
    var bounds = Bounds(minimum: .zero, maximum: .zero)
    /// For equal slices of the height, from below: the largest distance of a vertex from the upright line through the
    /// middle of the bounds; negative where a slice has none.
    var girths: [Float] = []

    package var triangleCount: Int { indices.count / 3 }
}

extension SceneGeometry {
    /// Half of the longest side, never 0.
    var halfSize: Float { max(bounds.size.x, bounds.size.y, bounds.size.z, 1e-6) / 2 }

    private static let sliceCount = 12

    /// Bounds and girths of the vertices that there are.
    mutating func measure() {
        guard let bounds = Bounds(of: positions) else { return }
        self.bounds = bounds
        let centre = bounds.centre
        let slicesPerMetre = Float(Self.sliceCount) / max(bounds.size.y, 1e-12)
        girths = [Float](repeating: -1, count: Self.sliceCount)
        for p in positions {
            let (x, z) = (p.x - centre.x, p.z - centre.z)
            let slice = min(Int((p.y - bounds.minimum.y) * slicesPerMetre), Self.sliceCount - 1)
            girths[slice] = max(girths[slice], (x * x + z * z).squareRoot())
        }
    }
}
