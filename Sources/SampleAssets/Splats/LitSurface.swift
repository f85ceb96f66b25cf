import Foundation
import ModelViewer

/// Triangles with the light they send to one viewpoint, as the basis for splats.
struct LitSurface {
    var positions: [Vector3] = []
    /// sRGB, 0 to 1 a channel; one for each position.
    var colors: [Color] = []
    var indices: [UInt32] = []
    /// The viewpoint; nearby surfaces get more splats.
    let eye: Vector3

    init(eye: Vector3) {
        self.eye = eye
    }

    /// Adds a mesh with its colors as seen from the viewpoint, including haze.
    mutating func add(_ mesh: Mesh, in surroundings: any Surroundings, shadowSide: Int) {
        let shader = Shader(mesh, surroundings, eye: eye, shadowSide: shadowSide)
        var materials = [Material](repeating: .matte, count: mesh.positions.count)
        for part in mesh.parts {
            for at in part.indexRange { materials[Int(mesh.indices[at])] = part.material }
        }
        let first = UInt32(positions.count)
        for (index, point) in mesh.positions.enumerated() {
            let toEye = (eye - point).normalized
            let normal = mesh.normals[index]
            let facing = normal.dot(toEye) < 0 ? -normal : normal
            add(point, shader.light(point, facing, mesh.colors[index], materials[index], toEye))
        }
        for index in mesh.indices { indices.append(first + index) }
    }

    /// Adds the background as a dome of this radius in meters, from slightly below the horizon.
    mutating func addDome(_ surroundings: any Surroundings, radius: Float, columns: Int = 160, rows: Int = 48) {
        let first = UInt32(positions.count)
        for row in 0...rows {
            let height = -0.12 + 1.12 * Float(row) / Float(rows)
            for column in 0...columns {
                let direction = Self.direction(around: Float(column) / Float(columns), height: height)
                add(eye + direction * radius, surroundings.background(direction, x: 0.5, y: 0.5))
            }
        }
        let stride = UInt32(columns + 1)
        for row in 0..<UInt32(rows) {
            for column in 0..<UInt32(columns) {
                let a = first + row * stride + column
                indices += [a, a + stride, a + 1, a + 1, a + stride, a + stride + 1]
            }
        }
    }

    /// `around` is 0 to 1; `height` is the sine of the angle above the horizon.
    private static func direction(around: Float, height: Float) -> Vector3 {
        let level = max(1 - height * height, 0).squareRoot()
        return Vector3(cos(around * 2 * .pi) * level, height, sin(around * 2 * .pi) * level)
    }

    private mutating func add(_ point: Vector3, _ light: Color) {
        positions.append(point)
        colors.append(
            Color(Shader.tone(light.red), Shader.tone(light.green), Shader.tone(light.blue)).encoded)
    }
}
