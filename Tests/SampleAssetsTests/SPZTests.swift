import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct SPZTests {
    @Test func theHeaderIsTheOneNianticPublished() {
        #expect(SPZ.header(count: 70_000) == Array("NGSP".utf8) + [2, 0, 0, 0, 0x70, 0x11, 1, 0, 0, 12, 0, 0])
    }

    @Test(arguments: [(1, 160), (0.001, 49), (1e6, 255), (0, 0)] as [(Float, UInt8)])
    func scalesAreLogarithms(metres: Float, byte: UInt8) {
        #expect(SPZ.scale(metres) == byte)
    }

    @Test(arguments: [
        Vector3(0, 0, 1), Vector3(0, 1, 0), Vector3(1, 0, 0), Vector3(0, 0, -1), Vector3(1, -2, 3).normalized,
        Vector3(-3, 1, -2).normalized,
    ])
    func rotationsTakeTheThinAxisToTheNormal(normal: Vector3) {
        let bytes = SPZ.rotation(to: normal)
        let v = Vector3(Float(bytes.0) / 127.5 - 1, Float(bytes.1) / 127.5 - 1, Float(bytes.2) / 127.5 - 1)
        let w = max(1 - v.dot(v), 0).squareRoot()
        // A vector turned by a quaternion: p + 2 v × (v × p + w p).
        let axis = Vector3(0, 0, 1)
        let turned = axis + v.cross(v.cross(axis) + axis * w) * 2
        #expect((turned - normal).length < 0.03)
    }
}
