import Foundation
import ModelViewer

extension MeshBuilder {
    /// Adds a solid of revolution about the Y axis. Points go up along the outside; edges sharper than about 45 degrees
    /// stay sharp. `count` is the number of sides.
    mutating func lathe(
        _ profile: [(radius: Float, y: Float)], count: Int = 36, _ transform: Transform, _ surface: Surface
    ) {
        guard profile.count > 1 else { return }
        let slopes = zip(profile, profile.dropFirst()).map { low, high in
            Vector3(high.y - low.y, low.radius - high.radius, 0).normalized
        }
        part(surface.material) { builder in
            for (row, slope) in slopes.enumerated() {
                let before = row > 0 ? slopes[row - 1] : slope
                let after = row + 1 < slopes.count ? slopes[row + 1] : slope
                let low = before.dot(slope) > 0.7 ? (before + slope).normalized : slope
                let high = after.dot(slope) > 0.7 ? (after + slope).normalized : slope
                builder.band(profile[row], low, profile[row + 1], high, count, transform, surface)
            }
        }
    }

    private mutating func band(
        _ low: (radius: Float, y: Float), _ lowNormal: Vector3, _ high: (radius: Float, y: Float),
        _ highNormal: Vector3, _ count: Int, _ transform: Transform, _ surface: Surface
    ) {
        let first = UInt32(mesh.positions.count)
        for step in 0...count {
            let angle = Float(step) / Float(count) * 2 * .pi
            let (c, s) = (cos(angle), sin(angle))
            _ = vertex(
                Vector3(low.radius * c, low.y, low.radius * s), Vector3(lowNormal.x * c, lowNormal.y, lowNormal.x * s),
                transform, surface)
            _ = vertex(
                Vector3(high.radius * c, high.y, high.radius * s),
                Vector3(highNormal.x * c, highNormal.y, highNormal.x * s), transform, surface)
        }
        for step in 0..<UInt32(count) {
            let a = first + step * 2
            if low.radius > 0 { triangle(a, a + 1, a + 2) }
            if high.radius > 0 { triangle(a + 2, a + 1, a + 3) }
        }
    }

    /// Adds a closed cylinder or cone that stands on its origin.
    mutating func cylinder(
        radius: Float, top: Float? = nil, height: Float, count: Int = 28, _ transform: Transform, _ surface: Surface
    ) {
        lathe([(0, 0), (radius, 0), (top ?? radius, height), (0, height)], count: count, transform, surface)
    }

    /// Adds a superellipsoid of radius 1 around its origin: 1 is a sphere, values near 0 a rounded box.
    mutating func ball(
        squareness: Float = 1, rows: Int = 14, columns: Int = 24, _ transform: Transform, _ surface: Surface
    ) {
        func power(_ value: Float, _ exponent: Float) -> Float {
            value < 0 ? -pow(-value, exponent) : pow(value, exponent)
        }
        let e = squareness
        part(surface.material) { builder in
            let first = UInt32(builder.mesh.positions.count)
            for row in 0...rows {
                let v = (Float(row) / Float(rows) - 0.5) * .pi
                let (cv, sv) = (max(cos(v), 0), sin(v))
                for column in 0...columns {
                    let u = Float(column) / Float(columns) * 2 * .pi
                    let (cu, su) = (cos(u), sin(u))
                    let point = Vector3(power(cv, e) * power(cu, e), power(sv, e), power(cv, e) * power(su, e))
                    let normal = Vector3(
                        power(cv, 2 - e) * power(cu, 2 - e), power(sv, 2 - e), power(cv, 2 - e) * power(su, 2 - e))
                    _ = builder.vertex(point, normal, transform, surface)
                }
            }
            let stride = UInt32(columns + 1)
            for row in 0..<UInt32(rows) {
                for column in 0..<UInt32(columns) {
                    let a = first + row * stride + column
                    if row > 0 { builder.triangle(a, a + stride, a + 1) }
                    if row + 1 < UInt32(rows) { builder.triangle(a + 1, a + stride, a + stride + 1) }
                }
            }
        }
    }

    /// Adds a box of the given full size around its origin, with flat faces.
    mutating func box(_ x: Float, _ y: Float, _ z: Float, _ transform: Transform, _ surface: Surface) {
        let half = Vector3(x / 2, y / 2, z / 2)
        let faces: [(Vector3, Vector3, Vector3)] = [
            (Vector3(1, 0, 0), Vector3(0, 1, 0), Vector3(0, 0, 1)),
            (Vector3(-1, 0, 0), Vector3(0, 0, 1), Vector3(0, 1, 0)),
            (Vector3(0, 1, 0), Vector3(0, 0, 1), Vector3(1, 0, 0)),
            (Vector3(0, -1, 0), Vector3(1, 0, 0), Vector3(0, 0, 1)),
            (Vector3(0, 0, 1), Vector3(1, 0, 0), Vector3(0, 1, 0)),
            (Vector3(0, 0, -1), Vector3(0, 1, 0), Vector3(1, 0, 0)),
        ]
        part(surface.material) { builder in
            for (normal, u, v) in faces {
                let corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)].map { (a: Float, b: Float) -> UInt32 in
                    let p = normal + u * a + v * b
                    return builder.vertex(
                        Vector3(p.x * half.x, p.y * half.y, p.z * half.z), normal, transform, surface)
                }
                builder.triangle(corners[0], corners[1], corners[2])
                builder.triangle(corners[0], corners[2], corners[3])
            }
        }
    }

    /// Adds a torus about the Y axis: `radius` to the middle of a tube of radius `thickness`.
    mutating func ring(
        radius: Float, thickness: Float, count: Int = 40, _ transform: Transform, _ surface: Surface
    ) {
        let path = (0...count).map { step -> Vector3 in
            let angle = Float(step) / Float(count) * 2 * .pi
            return Vector3(cos(angle) * radius, 0, -sin(angle) * radius)
        }
        tube(path, radius: { _ in thickness }, transform, surface)
    }

    /// Adds a tube along a path, open at both ends, with its radius as a function of 0 (start) to 1 (end).
    mutating func tube(
        _ path: [Vector3], sides: Int = 10, radius: (Float) -> Float, _ transform: Transform, _ surface: Surface
    ) {
        guard path.count > 1 else { return }
        part(surface.material) { builder in
            let first = UInt32(builder.mesh.positions.count)
            for (index, point) in path.enumerated() {
                let ahead = path[min(index + 1, path.count - 1)] - path[max(index - 1, 0)]
                let along = ahead.normalized
                let helper = abs(along.y) > 0.95 ? Vector3(1, 0, 0) : Vector3.up
                let side = helper.cross(along).normalized
                let over = along.cross(side)
                let r = radius(Float(index) / Float(path.count - 1))
                for step in 0...sides {
                    let angle = Float(step) / Float(sides) * 2 * .pi
                    let normal = side * cos(angle) + over * sin(angle)
                    _ = builder.vertex(point + normal * r, normal, transform, surface)
                }
            }
            builder.net(from: first, rows: path.count - 1, columns: sides)
        }
    }

    /// Adds a plate of thickness `depth` along Z. The outline in the XY plane is star-shaped around its origin and
    /// counter-clockwise.
    mutating func plate(_ outline: [(x: Float, y: Float)], depth: Float, _ transform: Transform, _ surface: Surface) {
        part(surface.material) { builder in
            for side in [Float(1), -1] {
                let normal = Vector3(0, 0, side)
                let center = builder.vertex(Vector3(0, 0, side * depth / 2), normal, transform, surface)
                let rim = outline.map {
                    builder.vertex(Vector3($0.x, $0.y, side * depth / 2), normal, transform, surface)
                }
                for index in rim.indices {
                    let next = rim[(index + 1) % rim.count]
                    if side > 0 {
                        builder.triangle(center, rim[index], next)
                    } else {
                        builder.triangle(center, next, rim[index])
                    }
                }
            }
            for index in outline.indices {
                let (a, b) = (outline[index], outline[(index + 1) % outline.count])
                let normal = Vector3(b.y - a.y, a.x - b.x, 0)
                let corners = [(a, Float(-1)), (b, -1), (b, 1), (a, 1)].map { point, side in
                    builder.vertex(Vector3(point.x, point.y, side * depth / 2), normal, transform, surface)
                }
                builder.triangle(corners[0], corners[1], corners[2])
                builder.triangle(corners[0], corners[2], corners[3])
            }
        }
    }
}
