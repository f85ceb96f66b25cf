import ModelViewer

/// The shadow of a mesh for a light from one direction.
///
/// A class, like the other renderer parts: an unoptimized build copies structs with arrays at every use.
final class ShadowMap: Sendable {
    private let direction: Vector3
    private let u: Vector3
    private let v: Vector3
    private let low: (u: Float, v: Float)
    private let scale: Float
    private let floor: Float
    private let side: Int
    private let nearness: [Float]
    /// The side of the map in meters.
    let extent: Float

    /// The unit direction points to the light; the map has `side` × `side` samples.
    init(of mesh: Mesh, towards direction: Vector3, side: Int) {
        let helper = abs(direction.y) > 0.95 ? Vector3(1, 0, 0) : Vector3.up
        let u = helper.cross(direction).normalized
        let v = direction.cross(u)
        var points: [Vector3] = []
        points.reserveCapacity(mesh.positions.count)
        for position in mesh.positions {
            points.append(Vector3(position.dot(u), position.dot(v), position.dot(direction)))
        }
        let bounds = Bounds(of: points) ?? Bounds(minimum: .zero, maximum: .zero)
        // The margin keeps soft shadow edges inside the map.
        let extent = max(bounds.size.x, bounds.size.y, 0.001) * 1.1
        let low = (u: bounds.center.x - extent / 2, v: bounds.center.y - extent / 2)
        let scale = Float(side) / extent
        // The nearness of all corners must be above 0.
        let floor = bounds.minimum.z - 1
        for index in points.indices {
            let p = points[index]
            points[index] = Vector3((p.x - low.u) * scale, (p.y - low.v) * scale, p.z - floor)
        }
        var buffer = SampleBuffer(width: side, rows: 0..<side)
        buffer.draw(points, indices: mesh.indices)
        self.direction = direction
        self.u = u
        self.v = v
        self.low = low
        self.scale = scale
        self.floor = floor
        self.side = side
        self.extent = extent
        nearness = buffer.nearness
    }

    /// The shadowed fraction at a point, 0 to 1, as the mean of 16 samples within `radius` meters.
    func shade(at point: Vector3, radius: Float, bias: Float) -> Float {
        let (pu, pv) = ((point.dot(u) - low.u) * scale, (point.dot(v) - low.v) * scale)
        let height = point.dot(direction) + bias - floor
        let step = radius * scale / 2
        let side = self.side
        return nearness.withUnsafeBufferPointer {
            $0.baseAddress.map { Self.blockedShare($0, side: side, pu, pv, step: step, height: height) } ?? 0
        }
    }

    private static func blockedShare(
        _ nearness: UnsafePointer<Float>, side: Int, _ pu: Float, _ pv: Float, step: Float, height: Float
    ) -> Float {
        var blocked: Float = 0
        var row: Float = -1.5
        while row < 2 {
            let y = Int(pv + row * step)
            if y >= 0 && y < side {
                // Odd rows are offset to avoid stripes.
                var column = row * 0.31 - 1.5
                let end = column + 3.5
                let line = nearness + y * side
                while column < end {
                    let x = Int(pu + column * step)
                    if x >= 0 && x < side && line[x] > height { blocked += 1 }
                    column += 1
                }
            }
            row += 1
        }
        return blocked / 16
    }
}
