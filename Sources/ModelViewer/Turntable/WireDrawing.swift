/// The edges of all triangles, one pixel wide: near ones bright, far and hidden ones dim.
struct WireDrawing {
    private let width: Int
    private let rows: Range<Int>
    /// The height of the whole picture in samples: clipping lines to bands would break them at band edges.
    private let height: Float
    private let nearness: [Float]
    /// 0 to 1 for each sample.
    private var strength: [Float]
    /// The nearness of the farthest point, and the factor that maps the nearest to 1.
    private let far: Float
    private let depthScale: Float

    init(_ samples: SampleBuffer, _ frame: TurntableFrame) {
        width = samples.width
        rows = samples.rows
        height = frame.view.height
        nearness = samples.nearness
        strength = [Float](repeating: 0, count: samples.nearness.count)
        let bounds = frame.geometry.bounds
        let radius = max((bounds.size * 0.5).length, 1e-6)
        let distance = (bounds.center - frame.view.eye).dot(frame.view.forward)
        let near = 1 / max(distance - radius, frame.view.near)
        far = 1 / max(distance + radius, frame.view.near * 2)
        depthScale = 1 / max(near - far, 1e-20)
    }

    mutating func draw(_ frame: TurntableFrame) throws {
        let indices = frame.geometry.indices
        let points = frame.points
        // With many edges or with surfaces, lines are half a pixel wide.
        let pixelCount = frame.width * Int(height) / frame.side
        let isDense = frame.geometry.triangleCount > pixelCount / 6
        let thickness = isDense ? max(frame.side / 2, 1) : frame.side
        for at in stride(from: 0, to: indices.count, by: 3) {
            if at % 24_576 == 0 { try Task.checkCancellation() }
            var a = points[Int(indices[at])]
            for next in [at + 1, at + 2, at] {
                let b = points[Int(indices[next])]
                // Skips an edge that reaches behind the eye; its triangle is too close to show a shape.
                if a.z > 0, b.z > 0 { line(a, b, thickness) }
                a = b
            }
        }
    }

    /// Steps along the longer axis and fills `thickness` samples across it.
    private mutating func line(_ a: Vector3, _ b: Vector3, _ thickness: Int) {
        guard let (from, to) = clipped(a, b, Float(thickness)) else { return }
        let (dx, dy) = (to.x - from.x, to.y - from.y)
        let isFlat = abs(dx) >= abs(dy)
        let steps = max(Int(max(abs(dx), abs(dy)).rounded(.up)), 1)
        let step = Vector3(dx, dy, to.z - from.z) * (1 / Float(steps))
        let (firstRow, width) = (rows.lowerBound, width)
        let rowCount = rows.count
        var point = from
        for _ in 0...steps {
            let bright = brightness(point.z)
            // Shifted so that truncation rounds down; the margin is smaller than the shift.
            let column = Int(point.x + 16) - 16
            let row = Int(point.y + 16) - 16 - firstRow
            for across in 0..<thickness {
                let offset = across - thickness / 2
                let x = column + (isFlat ? 0 : offset)
                let y = row + (isFlat ? offset : 0)
                guard x >= 0, x < width, y >= 0, y < rowCount else { continue }
                let at = y * width + x
                // An edge lies in its own triangle, so the comparison needs a tolerance.
                let isHidden = point.z < nearness[at] * 0.996
                let value = isHidden ? bright * 0.16 : bright
                if value > strength[at] { strength[at] = value }
            }
            point += step
        }
    }

    private func brightness(_ nearness: Float) -> Float {
        0.4 + 0.6 * min(max((nearness - far) * depthScale, 0), 1)
    }

    /// The part inside the picture and a margin; nil if it does not reach the band.
    private func clipped(_ a: Vector3, _ b: Vector3, _ margin: Float) -> (Vector3, Vector3)? {
        guard max(a.y, b.y) + margin >= Float(rows.lowerBound), min(a.y, b.y) - margin <= Float(rows.upperBound) else {
            return nil
        }
        var (first, last): (Float, Float) = (0, 1)
        let d = b - a
        let sides: [(Float, Float)] = [
            (-d.x, a.x + margin), (d.x, Float(width) + margin - a.x),
            (-d.y, a.y + margin), (d.y, height + margin - a.y),
        ]
        for (slope, room) in sides {
            if slope == 0 {
                guard room >= 0 else { return nil }
            } else if slope < 0 {
                first = max(first, room / slope)
            } else {
                last = min(last, room / slope)
            }
        }
        guard first <= last else { return nil }
        // Ends far outside would cause rounding errors larger than the picture.
        func kept(_ p: Vector3) -> Vector3 {
            Vector3(
                min(max(p.x, -margin), Float(width) + margin),
                min(max(p.y, -margin), height + margin), p.z)
        }
        return (kept(a + d * first), kept(a + d * last))
    }

    /// The edges as the pixels of the band.
    func pixels(_ frame: TurntableFrame) -> [UInt8] {
        let side = frame.side
        var pixels = [UInt8](repeating: 0, count: rows.count / side * frame.width * 4)
        for row in 0..<(rows.count / side) {
            for x in 0..<frame.width {
                var sum: Float = 0
                for down in 0..<side {
                    for across in 0..<side { sum += strength[(row * side + down) * width + x * side + across] }
                }
                guard sum > 0 else { continue }
                let at = (row * frame.width + x) * 4
                (pixels[at], pixels[at + 1], pixels[at + 2]) = (0x7F, 0xE3, 0xC0)
                pixels[at + 3] = UInt8(min(sum / Float(side * side), 1) * 255 + 0.5)
            }
        }
        return pixels
    }
}
