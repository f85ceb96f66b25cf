package import ModelViewer

/// Renders meshes on the CPU, with the same result on every machine.
package enum Rasterizer {
    /// Renders the mesh in a studio with a backdrop of the given color.
    package static func render(
        _ mesh: Mesh, camera: Camera, width: Int, height: Int, paper: Color
    ) -> Raster {
        render(mesh, camera: camera, width: width, height: height, in: Studio(paper: paper), floor: true)
    }

    static func render(
        _ mesh: Mesh, camera: Camera, width: Int, height: Int, in surroundings: any Surroundings, floor: Bool,
        shadowSide: Int = 320
    ) -> Raster {
        precondition(width > 0 && height > 0, "a picture has at least one pixel")
        let frame = Frame(
            mesh, camera, width: width, height: height, surroundings, floor: floor, shadowSide: shadowSide)
        let tones = ToneCurve()
        var pixels = [UInt8](repeating: 255, count: width * height * 4)
        pixels.withUnsafeMutableBufferPointer { pixels in
            var y = 0
            while y < height {
                var x = 0
                while x < width {
                    let color = frame.color(x, y)
                    let at = (y * width + x) * 4
                    pixels[at] = tones.byte(color.red)
                    pixels[at + 1] = tones.byte(color.green)
                    pixels[at + 2] = tones.byte(color.blue)
                    x += 1
                }
                y += 1
            }
        }
        return Raster(width: width, height: height, pixels: pixels)
    }
}

/// A picture during rendering: 2 × 2 samples a pixel, each triangle shaded once per pixel.
///
/// All corner data of a sample is in one place: in an unoptimized build, each array access retains and releases.
private final class Frame {
    struct Corner {
        var position: Vector3
        var normal: Vector3
        var color: Color
        /// The pixel position and nearness from `View.project`.
        var point: Vector3
    }

    struct Triangle {
        var a: Int
        var b: Int
        var c: Int
        var material: Material
    }

    let corners: [Corner]
    let triangles: [Triangle]
    /// The triangle index of each sample; -1 for none.
    let owners: [Int32]
    let view: View
    let surroundings: any Surroundings
    let shader: Shader
    let floor: Bool
    let width: Int

    init(
        _ mesh: Mesh, _ camera: Camera, width: Int, height: Int, _ surroundings: any Surroundings, floor: Bool,
        shadowSide: Int
    ) {
        let view = View(camera, width: width * 2, height: height * 2)
        let points = mesh.positions.map { view.project($0) }
        var buffer = SampleBuffer(width: width * 2, rows: 0..<(height * 2))
        let wraps = camera.projection == .equirectangular
        buffer.draw(points, indices: mesh.indices, wraps: wraps)
        corners = points.indices.map {
            Corner(position: mesh.positions[$0], normal: mesh.normals[$0], color: mesh.colors[$0], point: points[$0])
        }
        triangles = mesh.parts.flatMap { part in
            stride(from: part.indexRange.lowerBound, to: part.indexRange.upperBound, by: 3).map { at in
                Triangle(
                    a: Int(mesh.indices[at]), b: Int(mesh.indices[at + 1]), c: Int(mesh.indices[at + 2]),
                    material: part.material)
            }
        }
        owners = buffer.owners
        self.view = view
        self.surroundings = surroundings
        self.floor = floor
        self.width = width
        shader = Shader(mesh, surroundings, shadowSide: shadowSide)
    }

    func color(_ x: Int, _ y: Int) -> Color {
        let first = y * 4 * width + x * 2
        let second = first + width * 2
        let (a, b) = (owners[first], owners[first + 1])
        let (c, d) = (owners[second], owners[second + 1])
        let (px, py) = (Float(x * 2), Float(y * 2))
        if a == b && a == c && a == d { return sample(a, px + 1, py + 1) }
        let top = sample(a, px + 0.5, py + 0.5) + sample(b, px + 1.5, py + 0.5)
        let bottom = sample(c, px + 0.5, py + 1.5) + sample(d, px + 1.5, py + 1.5)
        return (top + bottom) * 0.25
    }

    private func sample(_ owner: Int32, _ x: Float, _ y: Float) -> Color {
        let direction = view.direction(x, y)
        // Below an equirectangular camera, a triangle that contains the pole cannot be projected.
        let isUnderfoot = view.scale == 0 && direction.y < -0.9
        guard owner >= 0, !isUnderfoot else { return background(direction, x, y) }
        let triangle = triangles[Int(owner)]
        let (a, b, c) = (corners[triangle.a], corners[triangle.b], corners[triangle.c])
        let share = shares(a.point, b.point, c.point, x, y)
        let position = a.position * share.x + b.position * share.y + c.position * share.z
        let normal = (a.normal * share.x + b.normal * share.y + c.normal * share.z).normalized
        let color = a.color * share.x + b.color * share.y + c.color * share.z
        let light = shader.light(
            from: position, normal: normal, color: color, material: triangle.material, toEye: -direction)
        let distance = (position - view.camera.eye).length
        return surroundings.throughAir(light, distance: distance, direction: direction)
    }

    /// The weights of the corners at a pixel position, corrected for perspective.
    private func shares(_ a: Vector3, _ b: Vector3, _ c: Vector3, _ x: Float, _ y: Float) -> Vector3 {
        var (pa, pb, pc) = (a, b, c)
        if view.scale == 0 {
            // A triangle across the seam has corners at both edges; moves them near the pixel.
            func near(_ p: Vector3) -> Vector3 {
                if p.x - x > view.width / 2 { return Vector3(p.x - view.width, p.y, p.z) }
                if x - p.x > view.width / 2 { return Vector3(p.x + view.width, p.y, p.z) }
                return p
            }
            (pa, pb, pc) = (near(a), near(b), near(c))
        }
        let area = (pb.x - pa.x) * (pc.y - pa.y) - (pc.x - pa.x) * (pb.y - pa.y)
        let scale = 1 / (abs(area) > 1e-9 ? area : 1)
        let first = ((pb.x - x) * (pc.y - y) - (pc.x - x) * (pb.y - y)) * scale
        let second = ((pc.x - x) * (pa.y - y) - (pa.x - x) * (pc.y - y)) * scale
        let third = 1 - first - second
        let weightA = (first < 0 ? 0 : first) * pa.z
        let weightB = (second < 0 ? 0 : second) * pb.z
        let weightC = (third < 0 ? 0 : third) * pc.z
        let sum = weightA + weightB + weightC
        return sum > 0 ? Vector3(weightA / sum, weightB / sum, weightC / sum) : Vector3(1, 0, 0)
    }

    private func background(_ direction: Vector3, _ x: Float, _ y: Float) -> Color {
        let color = surroundings.background(direction, x: x / view.width, y: y / view.height)
        guard floor, direction.y < -0.01 else { return color }
        let point = view.camera.eye + direction * (view.camera.eye.y / -direction.y)
        guard point.length < shader.key.extent * 3 else { return color }
        let cast = shader.key.shade(at: point, radius: shader.key.extent * 0.05, bias: 0.001)
        let contact = shader.above.shade(at: point, radius: shader.above.extent * 0.22, bias: 0.001)
        return color * ((1 - 0.55 * cast) * (1 - 0.55 * contact))
    }
}
