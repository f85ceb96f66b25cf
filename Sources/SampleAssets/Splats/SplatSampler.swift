import ModelViewer

/// Covers a surface with flat, opaque splats: more near the viewpoint, evenly within each triangle.
///
/// A class, because an unoptimized build copies structs with arrays at every use. For the same reason the inner loop
/// uses unmanaged memory; half a million splats take about a second in such a build.
final class SplatSampler {
    /// A triangle with the shared values of its splats.
    private struct Facet {
        var corner: Vector3
        var first: Vector3
        var second: Vector3
        var area: Float
        /// The fraction of the splats, before scaling.
        var weight: Double
        /// Square meters per unit of weight.
        var areaForWeight: Float
    }

    private let surface: LitSurface
    private let facets: [Facet]
    private let weight: Double

    /// The distance in meters below which the density does not increase.
    private static let near: Float = 5

    init(_ surface: LitSurface) {
        self.surface = surface
        var facets: [Facet] = []
        facets.reserveCapacity(surface.indices.count / 3)
        var weight = 0.0
        for at in stride(from: 0, to: surface.indices.count, by: 3) {
            let corner = surface.positions[Int(surface.indices[at])]
            let first = surface.positions[Int(surface.indices[at + 1])] - corner
            let second = surface.positions[Int(surface.indices[at + 2])] - corner
            let area = first.cross(second).length / 2
            let distance = max((corner + (first + second) * (1 / 3) - surface.eye).length, Self.near)
            let share = Double(area / (distance * distance))
            weight += share
            facets.append(
                Facet(
                    corner: corner, first: first, second: second, area: area, weight: share,
                    areaForWeight: distance * distance))
        }
        self.facets = facets
        self.weight = weight
    }

    /// An uncompressed SPZ file of exactly `count` splats, or of none for a surface without area.
    func splats(count wanted: Int, random: SeededRandom) -> [UInt8] {
        let count = weight > 0 ? wanted : 0
        var file = SPZ.header(count: count) + [UInt8](repeating: 0, count: count * SPZ.bytesPerSplat)
        file.withUnsafeMutableBufferPointer { memory in
            guard let start = memory.baseAddress else { return }
            fill(Blocks(start + SPZ.headerLength, count), count, random)
        }
        return file
    }

    private func fill(_ blocks: Blocks, _ count: Int, _ random: SeededRandom) {
        var random = random
        var sum = 0.0
        var done = 0
        let perWeight = Double(count) / max(weight, .leastNormalMagnitude)
        for number in facets.indices {
            let facet = facets[number]
            sum += facet.weight
            // Rounding the running sum keeps the total exact.
            let end = number + 1 == facets.count ? count : min(Int(sum * perWeight), count)
            guard end > done else { continue }
            let spacing = (facet.areaForWeight / Float(perWeight)).squareRoot()
            let edge = max(facet.first.length, facet.second.length)
            blocks.write(
                done..<end, facet, color: (0..<3).map { color(number * 3 + $0) },
                spread: min(spacing * 0.6, max(edge * 0.5, 0.001)), u: random.float(), v: random.float())
            done = end
        }
    }

    /// The color of a corner, in the units of SPZ.
    private func color(_ corner: Int) -> Vector3 {
        let color = surface.colors[Int(surface.indices[corner])]
        return Vector3(SPZ.color(color.red), SPZ.color(color.green), SPZ.color(color.blue))
    }

    /// The blocks of an SPZ file in memory owned by the caller.
    private struct Blocks {
        let positions: UnsafeMutablePointer<UInt8>
        let alphas: UnsafeMutablePointer<UInt8>
        let colors: UnsafeMutablePointer<UInt8>
        let scales: UnsafeMutablePointer<UInt8>
        let rotations: UnsafeMutablePointer<UInt8>

        init(_ start: UnsafeMutablePointer<UInt8>, _ count: Int) {
            positions = start
            alphas = start + 9 * count
            colors = alphas + count
            scales = colors + 3 * count
            rotations = scales + 3 * count
        }

        /// Writes the splats of one triangle along the R2 sequence from (u, v): flat in its plane, nearly opaque.
        func write(_ range: Range<Int>, _ facet: Facet, color: [Vector3], spread: Float, u: Float, v: Float) {
            let (wide, thin) = (SPZ.scale(spread), SPZ.scale(spread * 0.12))
            let (x, y, z) = SPZ.rotation(to: facet.first.cross(facet.second).normalized)
            let (tint, first, second) = (color[0], color[1] - color[0], color[2] - color[0])
            var (u, v) = (u, v)
            for number in range {
                u += 0.754_877_7
                v += 0.569_840_3
                if u >= 1 { u -= 1 }
                if v >= 1 { v -= 1 }
                // Mirrors the far half of the parallelogram into the triangle.
                let (a, b) = u + v > 1 ? (1 - u, 1 - v) : (u, v)
                let place = facet.corner + facet.first * a + facet.second * b
                put(place.x, number * 9)
                put(place.y, number * 9 + 3)
                put(place.z, number * 9 + 6)
                alphas[number] = 245
                let look = tint + first * a + second * b
                set(colors, number, byte(look.x), byte(look.y), byte(look.z))
                set(scales, number, wide, wide, thin)
                set(rotations, number, x, y, z)
            }
        }

        private func put(_ metres: Float, _ at: Int) {
            let value = Int32(SPZ.steps(metres))
            positions[at] = UInt8(truncatingIfNeeded: value)
            positions[at + 1] = UInt8(truncatingIfNeeded: value >> 8)
            positions[at + 2] = UInt8(truncatingIfNeeded: value >> 16)
        }

        private func set(_ block: UnsafeMutablePointer<UInt8>, _ number: Int, _ a: UInt8, _ b: UInt8, _ c: UInt8) {
            block[number * 3] = a
            block[number * 3 + 1] = b
            block[number * 3 + 2] = c
        }

        private func byte(_ value: Float) -> UInt8 { value <= 0 ? 0 : value >= 255 ? 255 : UInt8(value) }
    }
}
