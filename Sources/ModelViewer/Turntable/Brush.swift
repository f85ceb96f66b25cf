/// The shading data of one triangle; neighboring samples mostly share it.
struct Brush {
    private struct Corner {
        var point = Vector3.zero
        var normal = Vector3.zero
        var color = Color.white
        var place = SIMD2<Float>.zero
        var position = Vector3.zero
    }

    private(set) var owner: Int32 = -1
    private(set) var surface = SceneSurface()
    private(set) var texture: Texture?
    private(set) var level = 0
    let hasColors: Bool
    private let frame: TurntableFrame
    private var a = Corner()
    private var b = Corner()
    private var c = Corner()
    private var scale: Float = 0
    private var isClipped = false
    /// The face normal, toward the eye.
    private var face = Vector3.up

    init(_ frame: TurntableFrame) {
        self.frame = frame
        hasColors = frame.options.showsColors && !frame.geometry.colors.isEmpty
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
        if !isClipped { scale = scale(a.point, b.point, c.point) }
        if let texture { level = level(texture) }
    }

    private func take(_ index: Int, _ corner: inout Corner) {
        corner.point = frame.points[index]
        corner.position = frame.geometry.positions[index]
        corner.normal = frame.geometry.normals[index]
        if hasColors { corner.color = frame.geometry.colors[index] }
        if texture != nil { corner.place = frame.geometry.textureCoordinates[index] }
    }

    /// 1 / the doubled area.
    private func scale(_ a: Vector3, _ b: Vector3, _ c: Vector3) -> Float {
        let area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)
        return 1 / (abs(area) > 1e-12 ? area : 1)
    }

    /// The mip level, from the ratio of texels to pixels.
    private func level(_ texture: Texture) -> Int {
        guard !isClipped else { return 0 }
        let (ab, ac) = (b.place - a.place, c.place - a.place)
        let first = texture.levels[0]
        let texels = abs(ab.x * ac.y - ab.y * ac.x) * Float(first.width) * Float(first.height)
        // Uses pixels, not samples: most pixels are shaded once.
        let pixels = abs(1 / scale) / Float(frame.side * frame.side)
        return texture.level(forStep: (texels / max(pixels, 1e-9)).squareRoot())
    }

    /// The weights of the corners at a sample position, corrected for perspective; their sum is 1.
    @inline(__always)
    func shares(_ x: Float, _ y: Float) -> Vector3 {
        guard !isClipped else { return clippedShares(x, y) }
        guard frame.view.isSphere else { return shares(a.point, b.point, c.point, scale, x, y) }
        // A triangle across the seam has corners at both edges; moves them near the pixel.
        let width = frame.view.width
        func near(_ p: Vector3) -> Vector3 {
            Vector3(p.x - x > width / 2 ? p.x - width : x - p.x > width / 2 ? p.x + width : p.x, p.y, p.z)
        }
        let (a, b, c) = (near(a.point), near(b.point), near(c.point))
        return shares(a, b, c, scale(a, b, c), x, y)
    }

    @inline(__always)
    private func shares(
        _ a: Vector3, _ b: Vector3, _ c: Vector3, _ scale: Float, _ x: Float, _ y: Float
    ) -> Vector3 {
        let first = ((b.x - x) * (c.y - y) - (c.x - x) * (b.y - y)) * scale
        let second = ((c.x - x) * (a.y - y) - (a.x - x) * (c.y - y)) * scale
        let third = 1 - first - second
        // The center of a pixel may be slightly outside.
        let weightA = (first < 0 ? 0 : first) * a.z
        let weightB = (second < 0 ? 0 : second) * b.z
        let weightC = (third < 0 ? 0 : third) * c.z
        let sum = weightA + weightB + weightC
        guard sum > 0, sum.isFinite else { return Vector3(1, 0, 0) }
        return Vector3(weightA / sum, weightB / sum, weightC / sum)
    }

    /// The weights if corners are behind the eye, from the volumes along the line of sight.
    private func clippedShares(_ x: Float, _ y: Float) -> Vector3 {
        let view = frame.view
        let ray = Vector3((x - view.width / 2) / view.scaleX, (view.height / 2 - y) / view.scaleY, 1)
        let (a, b, c) = (view.local(a.position), view.local(b.position), view.local(c.position))
        let first = ray.dot(b.cross(c))
        let second = ray.dot(c.cross(a))
        let third = ray.dot(a.cross(b))
        let sum = first + second + third
        guard abs(sum) > 0, sum.isFinite else { return Vector3(1, 0, 0) }
        func cut(_ value: Float) -> Float { value > 0 ? min(value, 1) : 0 }
        let (shareA, shareB) = (cut(first / sum), cut(second / sum))
        return Vector3(shareA, shareB, cut(1 - shareA - shareB))
    }

    /// A unit normal toward the eye: open meshes show their inside, and wrong normals are harmless.
    @inline(__always)
    func normal(_ share: Vector3) -> Vector3 {
        let mixed = (a.normal * share.x + b.normal * share.y + c.normal * share.z).normalized
        return mixed.dot(face) < 0 ? -mixed : mixed
    }

    @inline(__always)
    func position(_ share: Vector3) -> Vector3 {
        a.position * share.x + b.position * share.y + c.position * share.z
    }

    @inline(__always)
    func vertexColor(_ share: Vector3) -> Color {
        a.color * share.x + b.color * share.y + c.color * share.z
    }

    @inline(__always)
    func place(_ share: Vector3) -> SIMD2<Float> {
        a.place * share.x + b.place * share.y + c.place * share.z
    }
}
