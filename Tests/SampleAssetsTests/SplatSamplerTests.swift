import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct SplatSamplerTests {
    @Test(arguments: [1, 7, 1_000])
    func thereAreExactlyAsManySplatsAsAskedFor(count: Int) {
        let file = SplatSampler(Self.floor).splats(count: count, random: SeededRandom(seed: 1))
        #expect(file.count == 16 + 19 * count)
        #expect(UncompressedSPZ(file).count == count)
    }

    @Test func splatsLieOnTheSurfaceAndCarryItsColors() {
        let file = UncompressedSPZ(SplatSampler(Self.floor).splats(count: 5_000, random: SeededRandom(seed: 1)))
        for splat in 0..<file.count {
            let place = file.position(splat)
            #expect((-10.001...10.001).contains(place.x) && (-10.001...10.001).contains(place.z) && place.y == 2)
            // The floor is black in the west and white in the east.
            let wanted = SPZ.color((place.x + 10) / 20)
            #expect(abs(Float(file.color(splat)) - wanted) < 2)
        }
        let near = (0..<file.count).count { file.position($0).x < 0 }
        // The eye is over the western half.
        #expect(near > 3_000 && near < 4_900)
    }

    @Test func aSurfaceWithoutAreaHasNone() {
        let file = SplatSampler(LitSurface(eye: .zero)).splats(count: 10, random: SeededRandom(seed: 1))
        #expect(UncompressedSPZ(file).count == 0 && file.count == 16)
    }

    private static var floor: LitSurface {
        var surface = LitSurface(eye: Vector3(-8, 4, 0))
        surface.positions = [Vector3(-10, 2, -10), Vector3(10, 2, -10), Vector3(10, 2, 10), Vector3(-10, 2, 10)]
        surface.colors = [.black, .white, .white, .black]
        surface.indices = [0, 3, 1, 1, 3, 2]
        return surface
    }
}

/// Reads an SPZ file before compression by the layout that Niantic published.
struct UncompressedSPZ {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { (0..<4).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) } }

    func position(_ splat: Int) -> Vector3 {
        let values = (0..<3).map { axis -> Float in
            let at = 16 + splat * 9 + axis * 3
            let number = Int32(bytes[at]) | Int32(bytes[at + 1]) << 8 | Int32(bytes[at + 2]) << 16
            // Shifted up and down again, which copies the sign.
            return Float((number << 8) >> 8) / 4_096
        }
        return Vector3(values[0], values[1], values[2])
    }

    /// The red one.
    func color(_ splat: Int) -> UInt8 { bytes[16 + count * 10 + splat * 3] }
}
