/// Triangles for the renderer. Every index is below `positions.count`; every number is finite.
package struct SceneGeometry: Sendable {
    /// A range of triangles with one surface.
    struct Run: Sendable, Hashable {
        var surface: Int
        /// A range of `indices`; its length is a multiple of three.
        var indexRange: Range<Int>
    }

    package internal(set) var positions: [Vector3] = []
    /// A unit vector for each position.
    package internal(set) var normals: [Vector3] = []
    /// A linear color for each position; empty means white.
    package internal(set) var colors: [Color] = []
    /// A coordinate for each position, V down; may be empty.
    var textureCoordinates: [SIMD2<Float>] = []
    /// Three for each triangle, counter-clockwise from outside if the file is correct.
    package internal(set) var indices: [UInt32] = []
    /// Contiguous ranges that cover all of `indices`.
    var runs: [Run] = []
    var bounds = Bounds(minimum: .zero, maximum: .zero)
    /// The largest distance of a vertex from the central vertical axis, for equal slices of the height from below;
    /// negative for an empty slice.
    var girths: [Float] = []

    package var triangleCount: Int { indices.count / 3 }
}

extension SceneGeometry {
    var halfSize: Float { max(bounds.size.x, bounds.size.y, bounds.size.z, 1e-6) / 2 }

    private static let sliceCount = 12

    mutating func measure() {
        guard let bounds = Bounds(of: positions) else { return }
        self.bounds = bounds
        let center = bounds.center
        let slicesPerMetre = Float(Self.sliceCount) / max(bounds.size.y, 1e-12)
        girths = [Float](repeating: -1, count: Self.sliceCount)
        for p in positions {
            let (x, z) = (p.x - center.x, p.z - center.z)
            let slice = min(Int((p.y - bounds.minimum.y) * slicesPerMetre), Self.sliceCount - 1)
            girths[slice] = max(girths[slice], (x * x + z * z).squareRoot())
        }
    }
}
