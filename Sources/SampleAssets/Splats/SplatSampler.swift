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
        let length = SPZ.headerLength + count * SPZ.bytesPerSplat
        var file = [UInt8](repeating: 0, count: length)
        file.replaceSubrange(0..<SPZ.headerLength, with: SPZ.header(count: count))
        file.withUnsafeMutableBufferPointer { memory in
            guard let start = memory.baseAddress else { return }
            fill(SplatRuns(start + SPZ.headerLength, count: count), random)
        }
        return file
    }

    private func fill(_ runs: SplatRuns, _ random: SeededRandom) {
        var random = random
        var sum = 0.0
        var done = 0
        let perWeight = Double(runs.count) / max(weight, .leastNormalMagnitude)
        for number in facets.indices {
            let facet = facets[number]
            sum += facet.weight
            // Rounding the running sum keeps the total exact.
            let end = number + 1 == facets.count ? runs.count : min(Int(sum * perWeight), runs.count)
            let count = end - done
            guard count > 0 else { continue }
            let spacing = (facet.areaForWeight / Float(perWeight)).squareRoot()
            let edge = max(facet.first.length, facet.second.length)
            runs.share(
                done..<end, normal: facet.first.cross(facet.second).normalized,
                spread: min(spacing * 0.6, max(edge * 0.5, 0.001)))
            let at = number * 3
            runs.scatter(
                done..<end, SplatRuns.Span(facet.corner, facet.first, facet.second, SPZ.steps),
                colors(at), u: random.float(), v: random.float())
            done = end
        }
    }

    private func colors(_ at: Int) -> SplatRuns.Span {
        func vector(_ offset: Int) -> Vector3 {
            let color = surface.colors[Int(surface.indices[at + offset])]
            return Vector3(SPZ.color(color.red), SPZ.color(color.green), SPZ.color(color.blue))
        }
        let corner = vector(0)
        return SplatRuns.Span(corner, vector(1) - corner, vector(2) - corner) { $0 }
    }
}
