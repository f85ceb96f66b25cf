/// One triangle made ready to be coloured; neighbouring samples mostly belong to the same one.
struct Brush {
    private struct Corner {
        var point = Vector3.zero
        var normal = Vector3.zero
        var colour = Colour.white
        var place = SIMD2<Float>.zero
        /// Seen from the eye; needed only where the triangle reaches behind it.
        var local = Vector3.zero
    }

    private(set) var owner: Int32 = -1
    private(set) var surface = SceneSurface()
    private(set) var texture: Texture?
    private(set) var level = 0
    let hasColours: Bool
    private let frame: TurntableFrame
    private var a = Corner()
    private var b = Corner()
    private var c = Corner()
    private var scale: Float = 0
    private var isClipped = false
    /// Of the triangle itself, on the side the eye sees.
    private var face = Vector3.up

    init(_ frame: TurntableFrame) {
        self.frame = frame
        hasColours = frame.options.showsColours && !frame.geometry.colours.isEmpty
    }

    mutating func take(_ triangle: Int32, _ run: Int) {
        owner = triangle
        surface = frame.surfaces[frame.geometry.runs[run].surface]
        texture = nil
        if let number = surface.texture, frame.textures.indices.contains(number),
            !frame.geometry.textureCoordinates.isEmpty
        {
            texture = frame.textures[number]
        }
        let at = Int(triangle) * 3
        let (ia, ib, ic) = frame.geometry.indices.withUnsafeBufferPointer {
            (Int($0[at]), Int($0[at + 1]), Int($0[at + 2]))
        }
        take(ia, &a)
        take(ib, &b)
        take(ic, &c)
        let positions = frame.geometry.positions
        let own = (positions[ib] - positions[ia]).cross(positions[ic] - positions[ia])
        face = own.dot(frame.view.eye - positions[ia]) < 0 ? -own : own
        isClipped = a.point.z <= 0 || b.point.z <= 0 || c.point.z <= 0
        if isClipped {
            a.local = frame.view.local(positions[ia])
            b.local = frame.view.local(positions[ib])
            c.local = frame.view.local(positions[ic])
        } else {
            let area = doubledArea(a.point, b.point, c.point)
            scale = 1 / (abs(area) > 1e-12 ? area : 1)
        }
        if let texture { level = level(texture) }
    }

    private func take(_ index: Int, _ corner: inout Corner) {
        corner.point = frame.points[index]
        corner.normal = frame.geometry.normals[index]
        if hasColours { corner.colour = frame.geometry.colours[index] }
        if texture != nil { corner.place = frame.geometry.textureCoordinates[index] }
    }

    private func doubledArea(_ a: Vector3, _ b: Vector3, _ c: Vector3) -> Float {
        (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)
    }

    /// By how many texels there are for each pixel of the triangle.
    private func level(_ texture: Texture) -> Int {
        guard !isClipped else { return 0 }
        let (ab, ac) = (b.place - a.place, c.place - a.place)
        let first = texture.levels[0]
        let texels = abs(ab.x * ac.y - ab.y * ac.x) * Float(first.width) * Float(first.height)
        // The whole pixel counts, not the sample: most pixels are coloured once.
        let pixels = abs(1 / scale) / Float(frame.side * frame.side)
        return texture.level(forStep: (texels / max(pixels, 1e-9)).squareRoot())
    }

    /// What each corner gives to the point seen at the sample position, right in perspective; together 1.
    @inline(__always)
    func shares(_ x: Float, _ y: Float) -> Vector3 {
        guard !isClipped else { return clippedShares(x, y) }
        let first = ((b.point.x - x) * (c.point.y - y) - (c.point.x - x) * (b.point.y - y)) * scale
        let second = ((c.point.x - x) * (a.point.y - y) - (a.point.x - x) * (c.point.y - y)) * scale
        let third = 1 - first - second
        // The middle of a pixel may lie a little outside.
        let weightA = (first < 0 ? 0 : first) * a.point.z
        let weightB = (second < 0 ? 0 : second) * b.point.z
        let weightC = (third < 0 ? 0 : third) * c.point.z
        let sum = weightA + weightB + weightC
        guard sum > 0, sum.isFinite else { return Vector3(1, 0, 0) }
        return Vector3(weightA / sum, weightB / sum, weightC / sum)
    }

    /// The same where corners are behind the eye: by the volumes that the line of sight cuts off.
    private func clippedShares(_ x: Float, _ y: Float) -> Vector3 {
        let view = frame.view
        let ray = Vector3((x - view.width / 2) / view.scaleX, (view.height / 2 - y) / view.scaleY, 1)
        let first = ray.dot(b.local.cross(c.local))
        let second = ray.dot(c.local.cross(a.local))
        let third = ray.dot(a.local.cross(b.local))
        let sum = first + second + third
        guard abs(sum) > 0, sum.isFinite else { return Vector3(1, 0, 0) }
        func cut(_ value: Float) -> Float { value > 0 ? min(value, 1) : 0 }
        let (shareA, shareB) = (cut(first / sum), cut(second / sum))
        return Vector3(shareA, shareB, cut(1 - shareA - shareB))
    }

    /// Of length 1, on the side the eye sees: open meshes show their inside, and false directions do no harm.
    @inline(__always)
    func normal(_ share: Vector3) -> Vector3 {
        let mixed = (a.normal * share.x + b.normal * share.y + c.normal * share.z).normalised
        return mixed.dot(face) < 0 ? -mixed : mixed
    }

    @inline(__always)
    func vertexColour(_ share: Vector3) -> Colour {
        a.colour * share.x + b.colour * share.y + c.colour * share.z
    }

    @inline(__always)
    func place(_ share: Vector3) -> SIMD2<Float> {
        a.place * share.x + b.place * share.y + c.place * share.z
    }
}
