import Foundation
import ModelViewer

struct ValueNoise: Sendable {
    let seed: UInt32

    init(seed: UInt64) {
        self.seed = UInt32(truncatingIfNeeded: seed ^ (seed >> 32))
    }

    /// The noise value, -1 to 1, with a lattice of period 1.
    func value(_ x: Float, _ y: Float) -> Float {
        let (cellX, cellY) = (floor(x), floor(y))
        let (fx, fy) = (x - cellX, y - cellY)
        let (ix, iy) = (Int32(cellX), Int32(cellY))
        let (sx, sy) = (fx * fx * (3 - 2 * fx), fy * fy * (3 - 2 * fy))
        let top = blend(lattice(ix, iy), lattice(ix &+ 1, iy), sx)
        let bottom = blend(lattice(ix, iy &+ 1), lattice(ix &+ 1, iy &+ 1), sx)
        return blend(top, bottom, sy)
    }

    /// The sum of octaves of `value`, each with twice the frequency and half the strength; about -1 to 1.
    func fractal(_ x: Float, _ y: Float, octaves: Int) -> Float { sum(x, y, octaves) { $0 } }

    /// Ridged noise with sharp crests and wide valleys, 0 to 1.
    func ridged(_ x: Float, _ y: Float, octaves: Int) -> Float {
        sum(x, y, octaves) { (1 - abs($0)) * (1 - abs($0)) }
    }

    @inline(__always)
    private func sum(_ x: Float, _ y: Float, _ octaves: Int, _ shape: (Float) -> Float) -> Float {
        var sum: Float = 0
        var strength: Float = 0.5
        var (px, py) = (x, y)
        for _ in 0..<octaves {
            sum += shape(value(px, py)) * strength
            strength *= 0.5
            // The rotation between octaves hides the lattice directions.
            (px, py) = (px * 1.6 - py * 1.2 + 17.3, px * 1.2 + py * 1.6 + 5.7)
        }
        return sum
    }

    private func lattice(_ x: Int32, _ y: Int32) -> Float {
        var h = UInt32(bitPattern: x) &* 0x8DA6_B343 ^ UInt32(bitPattern: y) &* 0xD816_3841 ^ seed
        h = (h ^ (h >> 15)) &* 0x2C1B_3C6D
        h = (h ^ (h >> 12)) &* 0x297A_2D39
        h ^= h >> 15
        return Float(h >> 8) / 8_388_608 - 1
    }
}
