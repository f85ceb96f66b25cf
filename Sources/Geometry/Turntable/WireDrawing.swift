/// The edges of all triangles, one pixel wide: near ones bright, far and hidden ones dim.
struct WireDrawing {
    private let width: Int
    private let rows: Range<Int>
    /// Of the whole picture, in samples: lines are cut by it and not by the band, or they would not meet at its edge.
    private let height: Float
    private let nearness: [Float]
    /// 0 to 1 for each sample.
    private var strength: [Float]
    /// Nearness of what is farthest and nearest in the whole picture.
    private let far: Float
    private let near: Float
    /// Without surfaces below: hidden edges show a little. Over surfaces, edges leave room for their colours.
    private let isAlone: Bool

    init(_ samples: SampleBuffer, _ frame: TurntableFrame) {
        width = samples.width
        rows = samples.rows
        height = frame.view.height
        nearness = samples.nearness
        strength = [Float](repeating: 0, count: samples.nearness.count)
        let bounds = frame.geometry.bounds
        let radius = max((bounds.size * 0.5).length, 1e-6)
        let distance = (bounds.centre - frame.view.eye).dot(frame.view.forward)
        near = 1 / max(distance - radius, frame.view.near)
        far = 1 / max(distance + radius, frame.view.near * 2)
        isAlone = frame.options.style == .wireframe
    }

    mutating func draw(_ frame: TurntableFrame) throws {
        let indices = frame.geometry.indices
        let points = frame.points
        let thickness = max(frame.side, 1)
        for at in stride(from: 0, to: indices.count, by: 3) {
            if at % 24_576 == 0 { try Task.checkCancellation() }
            var a = points[Int(indices[at])]
            for next in [at + 1, at + 2, at] {
                let b = points[Int(indices[next])]
                // An edge that reaches behind the eye is left out; the triangle is too near to tell its shape.
                if a.z > 0, b.z > 0 { line(a, b, thickness) }
                a = b
            }
        }
    }

    /// Steps along the longer axis, and fills `thickness` samples across it.
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
            for across in 0..<thickness {
                let offset = across - thickness / 2
                let x = Int(point.x.rounded(.down)) + (isFlat ? 0 : offset)
                let y = Int(point.y.rounded(.down)) + (isFlat ? offset : 0) - firstRow
                guard x >= 0, x < width, y >= 0, y < rowCount else { continue }
                let at = y * width + x
                // An edge lies in its own triangle, so a little must be allowed for.
                let isHidden = point.z < nearness[at] * 0.996
                let value = isHidden ? (isAlone ? bright * 0.16 : 0) : (isAlone ? bright : bright * 0.55)
                if value > strength[at] { strength[at] = value }
            }
            point += step
        }
    }

    private func brightness(_ nearness: Float) -> Float {
        let depth = (nearness - far) / max(near - far, 1e-20)
        return 0.4 + 0.6 * min(max(depth, 0), 1)
    }

    /// The part inside the picture, with a margin; nil where the band has none of it.
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
        // Ends far outside leave rounding errors larger than the picture.
        func kept(_ p: Vector3) -> Vector3 {
            Vector3(
                min(max(p.x, -margin), Float(width) + margin),
                min(max(p.y, -margin), height + margin), p.z)
        }
        return (kept(a + d * first), kept(a + d * last))
    }

    /// Lays the edges over a picture of the band, mixing the samples of each pixel.
    func lay(over pixels: inout [UInt8], _ frame: TurntableFrame) {
        let side = frame.side
        let colour = frame.options.edgeColour
        let channels = [Float(colour >> 16 & 255), Float(colour >> 8 & 255), Float(colour & 255)]
        for row in 0..<(rows.count / side) {
            for x in 0..<frame.width {
                var sum: Float = 0
                for down in 0..<side {
                    for across in 0..<side { sum += strength[(row * side + down) * width + x * side + across] }
                }
                guard sum > 0 else { continue }
                let share = sum / Float(side * side)
                let at = (row * frame.width + x) * 4
                let below = Float(pixels[at + 3]) / 255
                let alpha = share + below * (1 - share)
                for channel in 0..<3 {
                    let mixed = channels[channel] * share + Float(pixels[at + channel]) * below * (1 - share)
                    pixels[at + channel] = UInt8(min(max(mixed / alpha, 0), 255).rounded())
                }
                pixels[at + 3] = UInt8(min(alpha, 1) * 255 + 0.5)
            }
        }
    }
}
