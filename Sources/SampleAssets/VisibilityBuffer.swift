import ModelViewer

/// The nearest triangle and its nearness for each sample of a picture.
///
/// Inner loops use `while` and scalar arithmetic, which stays fast in an unoptimized build.
struct VisibilityBuffer {
    let width: Int
    let height: Int
    /// Larger is nearer; `empty` if there is nothing.
    private(set) var nearness: [Float]
    /// The triangle index; -1 if there is none.
    private(set) var triangles: [Int32]

    static let empty: Float = -.greatestFiniteMagnitude

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        nearness = [Float](repeating: Self.empty, count: width * height)
        triangles = [Int32](repeating: -1, count: width * height)
    }

    /// Draws all triangles of `points` (pixel x, pixel y, nearness).
    ///
    /// With `skipsUnseen`, triangles with a corner of nearness 0, as set by `View.project`, are skipped. With `wraps`,
    /// the left edge is joined to the right edge.
    mutating func draw(_ points: [Vector3], indices: [UInt32], skipsUnseen: Bool, wraps: Bool = false) {
        let (width, height) = (self.width, self.height)
        nearness.withUnsafeMutableBufferPointer { nearness in
            triangles.withUnsafeMutableBufferPointer { triangles in
                guard let depth = nearness.baseAddress, let owner = triangles.baseAddress else { return }
                let target = Target(depth: depth, owner: owner, width: width, height: height)
                var at = 0
                var number: Int32 = 0
                while at + 2 < indices.count {
                    let a = points[Int(indices[at])]
                    let b = points[Int(indices[at + 1])]
                    let c = points[Int(indices[at + 2])]
                    if !skipsUnseen || (a.z > 0 && b.z > 0 && c.z > 0) {
                        if wraps {
                            target.drawWrapped(a, b, c, number)
                        } else {
                            target.draw(a, b, c, number)
                        }
                    }
                    at += 3
                    number += 1
                }
            }
        }
    }

    private struct Target {
        let depth: UnsafeMutablePointer<Float>
        let owner: UnsafeMutablePointer<Int32>
        let width: Int
        let height: Int

        func drawWrapped(_ a: Vector3, _ b: Vector3, _ c: Vector3, _ number: Int32) {
            let span = Float(width)
            guard max(a.x, b.x, c.x) - min(a.x, b.x, c.x) > span / 2 else { return draw(a, b, c, number) }
            func ahead(_ p: Vector3) -> Vector3 { p.x < span / 2 ? Vector3(p.x + span, p.y, p.z) : p }
            func behind(_ p: Vector3) -> Vector3 { p.x > span / 2 ? Vector3(p.x - span, p.y, p.z) : p }
            draw(ahead(a), ahead(b), ahead(c), number)
            draw(behind(a), behind(b), behind(c), number)
        }

        func draw(_ a: Vector3, _ b: Vector3, _ c: Vector3, _ number: Int32) {
            let lowX = max(min(a.x, b.x, c.x), 0)
            let highX = min(max(a.x, b.x, c.x), Float(width - 1))
            let lowY = max(min(a.y, b.y, c.y), 0)
            let highY = min(max(a.y, b.y, c.y), Float(height - 1))
            let area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)
            guard lowX <= highX, lowY <= highY, abs(area) > 1e-9 else { return }
            let scale = 1 / area
            // The weights of the corners are linear in x and y.
            let (aX, aY) = ((b.y - c.y) * scale, (c.x - b.x) * scale)
            let (bX, bY) = ((c.y - a.y) * scale, (a.x - c.x) * scale)
            let zX = a.z * aX + b.z * bX - c.z * (aX + bX)
            let (firstX, lastX) = (Int(lowX), Int(highX))
            var y = Int(lowY)
            let lastY = Int(highY)
            while y <= lastY {
                let (px, py) = (Float(firstX) + 0.5 - c.x, Float(y) + 0.5 - c.y)
                var shareA = aX * px + aY * py
                var shareB = bX * px + bY * py
                var z = a.z * shareA + b.z * shareB + c.z * (1 - shareA - shareB)
                var at = y * width + firstX
                let end = y * width + lastX
                while at <= end {
                    if shareA >= 0, shareB >= 0, shareA + shareB <= 1, z > depth[at] {
                        depth[at] = z
                        owner[at] = number
                    }
                    shareA += aX
                    shareB += bX
                    z += zX
                    at += 1
                }
                y += 1
            }
        }
    }
}
