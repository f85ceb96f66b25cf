import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct STLTests {
    @Test func theFileHoldsEveryTriangleUprightInMillimetres() throws {
        var builder = MeshBuilder()
        builder.box(0.2, 0.4, 0.6, Transform.identity.moved(0, 0.2, 0), .plain(Color(1, 0, 0), .matte))
        let mesh = builder.finished()
        let file = STL.encode(mesh)
        #expect(file.count == 84 + 50 * 12)
        #expect(!file.starts(with: Array("solid".utf8)))
        #expect(number(file, 80, 4) == 12)
        for triangle in 0..<12 {
            let start = 84 + triangle * 50
            let vectors = (0..<4).map { vector(file, start + $0 * 12) }
            let face = (vectors[2] - vectors[1]).cross(vectors[3] - vectors[1])
            #expect(face.normalized.dot(vectors[0]) > 0.999)
            #expect(vectors.dropFirst().allSatisfy { (-0.01...400.01).contains($0.z) && abs($0.x) < 100.01 })
            #expect(number(file, start + 48, 2) == 0x8000 | 31 << 10)
        }
    }

    private func number(_ file: [UInt8], _ at: Int, _ width: Int) -> Int {
        (0..<width).reduce(0) { $0 | Int(file[at + $1]) << (8 * $1) }
    }

    private func vector(_ file: [UInt8], _ at: Int) -> Vector3 {
        let values = (0..<3).map { Float(bitPattern: UInt32(number(file, at + $0 * 4, 4))) }
        return Vector3(values[0], values[1], values[2])
    }
}
