import ModelViewer

/// The blocks of an SPZ file in memory owned by the caller.
struct SplatRuns {
    /// A value over a triangle: at a corner, and its change along both edges.
    struct Span {
        var corner: Vector3
        var first: Vector3
        var second: Vector3

        init(_ corner: Vector3, _ first: Vector3, _ second: Vector3, _ unit: (Float) -> Float) {
            func converted(_ v: Vector3) -> Vector3 { Vector3(unit(v.x), unit(v.y), unit(v.z)) }
            self.corner = converted(corner)
            self.first = converted(first)
            self.second = converted(second)
        }
    }

    let count: Int
    private let positions: UnsafeMutablePointer<UInt8>
    private let alphas: UnsafeMutablePointer<UInt8>
    private let colors: UnsafeMutablePointer<UInt8>
    private let scales: UnsafeMutablePointer<UInt8>
    private let rotations: UnsafeMutablePointer<UInt8>

    /// `start` has room for `count` splats.
    init(_ start: UnsafeMutablePointer<UInt8>, count: Int) {
        self.count = count
        positions = start
        alphas = start + 9 * count
        colors = alphas + count
        scales = colors + 3 * count
        rotations = scales + 3 * count
    }

    /// Writes the shared values of one triangle's splats: flat in its plane, nearly opaque.
    func share(_ range: Range<Int>, normal: Vector3, spread: Float) {
        let (wide, thin) = (SPZ.scale(spread), SPZ.scale(spread * 0.12))
        let (x, y, z) = SPZ.rotation(to: normal)
        (alphas + range.lowerBound).update(repeating: 245, count: range.count)
        var at = range.lowerBound * 3
        let end = range.upperBound * 3
        while at < end {
            scales[at] = wide
            scales[at + 1] = wide
            scales[at + 2] = thin
            rotations[at] = x
            rotations[at + 1] = y
            rotations[at + 2] = z
            at += 3
        }
    }

    /// Writes positions and colors of one triangle's splats along the R2 sequence from (u, v).
    func scatter(_ range: Range<Int>, _ place: Span, _ color: Span, u: Float, v: Float) {
        var (u, v) = (u, v)
        var number = range.lowerBound
        while number < range.upperBound {
            u += 0.754_877_7
            v += 0.569_840_3
            if u >= 1 { u -= 1 }
            if v >= 1 { v -= 1 }
            // Mirrors the far half of the parallelogram into the triangle.
            let folds = u + v > 1
            let a = folds ? 1 - u : u
            let b = folds ? 1 - v : v
            let at = number * 9
            put(place.corner.x + place.first.x * a + place.second.x * b, at)
            put(place.corner.y + place.first.y * a + place.second.y * b, at + 3)
            put(place.corner.z + place.first.z * a + place.second.z * b, at + 6)
            let tint = number * 3
            colors[tint] = byte(color.corner.x + color.first.x * a + color.second.x * b)
            colors[tint + 1] = byte(color.corner.y + color.first.y * a + color.second.y * b)
            colors[tint + 2] = byte(color.corner.z + color.first.z * a + color.second.z * b)
            number += 1
        }
    }

    private func put(_ steps: Float, _ at: Int) {
        let value = Int32(steps)
        positions[at] = UInt8(truncatingIfNeeded: value)
        positions[at + 1] = UInt8(truncatingIfNeeded: value >> 8)
        positions[at + 2] = UInt8(truncatingIfNeeded: value >> 16)
    }

    private func byte(_ value: Float) -> UInt8 { value <= 0 ? 0 : value >= 255 ? 255 : UInt8(value) }
}
