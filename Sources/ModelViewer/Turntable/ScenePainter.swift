/// Shades the samples of a band and resolves them to pixels.
struct ScenePainter<Light: SceneLight> {
    private let frame: TurntableFrame
    private let light: Light
    private let tones = StudioTones.shared
    /// The first triangle of each run.
    private let runStarts: [Int32]

    init(_ frame: TurntableFrame, _ light: Light) {
        self.frame = frame
        self.light = light
        runStarts = frame.geometry.runs.map { Int32($0.indexRange.lowerBound / 3) }
    }

    func paint(_ samples: SampleBuffer, _ rows: Range<Int>) throws -> [UInt8] {
        let (width, side) = (frame.width, frame.side)
        var pixels = [UInt8](repeating: 0, count: rows.count * width * 4)
        var brush = Brush(frame)
        try pixels.withUnsafeMutableBufferPointer { pixels in
            try samples.owners.withUnsafeBufferPointer { owners in
                for row in 0..<rows.count {
                    if row % 16 == 0 { try Task.checkCancellation() }
                    let down = (rows.lowerBound + row) * side
                    // A triangle that contains the pole below the eye cannot be projected to a sphere.
                    let isUnderfoot = frame.view.isSphere && frame.view.ray(0, Float(down)).y < -0.9
                    for x in 0..<width {
                        let first = (row * side * width + x) * side
                        let place = (x * side, down)
                        let (color, coverage) = isUnderfoot ? (.black, 0) : pixel(owners, first, place, &brush)
                        set(pixels, (row * width + x) * 4, color, coverage, place)
                    }
                }
            }
        }
        return pixels
    }

    @inline(__always)
    private func set(
        _ pixels: UnsafeMutableBufferPointer<UInt8>, _ at: Int, _ color: Color, _ coverage: Float,
        _ place: (Int, Int)
    ) {
        var shown = color
        var alpha = coverage
        let middle = Float(frame.side) / 2
        if coverage < 1,
            let background = light.background(Float(place.0) + middle, Float(place.1) + middle, frame.view)
        {
            shown = background.mixed(with: color, coverage)
            alpha = 1
        }
        guard alpha > 0 else { return }
        pixels[at] = tones.byte(light.tone(shown.red))
        pixels[at + 1] = tones.byte(light.tone(shown.green))
        pixels[at + 2] = tones.byte(light.tone(shown.blue))
        pixels[at + 3] = UInt8(min(alpha, 1) * 255 + 0.5)
    }

    /// The mean color of the covered samples of a pixel, and their fraction. Each triangle is shaded once.
    @inline(__always)
    private func pixel(
        _ owners: UnsafeBufferPointer<Int32>, _ first: Int, _ place: (Int, Int), _ brush: inout Brush
    ) -> (Color, Float) {
        let side = frame.side
        let stride = frame.width * side
        var sum = Color.black
        var covered = 0
        var last: Int32 = -1
        var lastColor = Color.black
        var isWhole = true
        let owner = owners[first]
        for down in 0..<side {
            for across in 0..<side where owners[first + down * stride + across] != owner { isWhole = false }
        }
        if isWhole {
            guard owner >= 0 else { return (.black, 0) }
            let middle = Float(side) / 2
            return (color(owner, Float(place.0) + middle, Float(place.1) + middle, &brush), 1)
        }
        for down in 0..<side {
            for across in 0..<side {
                let owner = owners[first + down * stride + across]
                guard owner >= 0 else { continue }
                if owner != last {
                    last = owner
                    lastColor = color(
                        owner, Float(place.0 + across) + 0.5, Float(place.1 + down) + 0.5, &brush)
                }
                sum = sum + lastColor
                covered += 1
            }
        }
        guard covered > 0 else { return (.black, 0) }
        return (sum * (1 / Float(covered)), Float(covered) / Float(side * side))
    }

    @inline(__always)
    private func color(_ owner: Int32, _ x: Float, _ y: Float, _ brush: inout Brush) -> Color {
        if owner != brush.owner { brush.take(owner, run(of: owner)) }
        let share = brush.shares(x, y)
        var color = brush.surface.color
        if brush.hasColors { color = color * brush.vertexColor(share) }
        if let texture = brush.texture {
            let texel = texture.levels[brush.level].mixed(brush.place(share), texture.wrapAcross, texture.wrapDown)
            color = color * Color(tones.light(texel.x), tones.light(texel.y), tones.light(texel.z))
        }
        guard frame.options.isLit else { return color }
        let toEye = -frame.view.ray(x, y).normalized
        return light.light(brush.position(share), brush.normal(share), color, brush.surface, toEye)
    }

    /// The last run that starts at or before the triangle.
    private func run(of triangle: Int32) -> Int {
        var (low, high) = (0, runStarts.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if runStarts[middle] <= triangle { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
