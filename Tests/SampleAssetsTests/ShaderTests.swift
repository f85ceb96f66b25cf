import Pictures
import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct ShaderTests {
    private let camera = Camera(
        eye: Vector3(0, 0.5, 5), target: Vector3(0, 0.5, 0), projection: .perspective(fieldOfView: 0.6))

    @Test func theNearerOfTwoThingsHidesTheOther() throws {
        var builder = MeshBuilder()
        builder.box(1, 1, 0.1, Transform.identity.moved(0, 0.5, -1), .plain(Color(0, 0, 1), .matte))
        builder.box(1, 1, 0.1, Transform.identity.moved(0, 0.5, 1), .plain(Color(1, 0, 0), .matte))
        let middle = try pixel(builder.finished(), 20, 20)
        #expect(middle.red > 100 && middle.blue < 80)
    }

    @Test func paperIsSeenWhereThereIsNothing() throws {
        let raster = try picture(Mesh(), side: 40)
        #expect(raster.bytes.count == 40 * 40 * 4)
        let corner = Array(raster.bytes[0..<4])
        #expect(corner[1] > corner[0] && corner[1] > corner[2] && corner[3] == 255)
    }

    @Test func thingsBehindTheEyeAreNotDrawn() throws {
        var builder = MeshBuilder()
        builder.box(3, 3, 3, Transform.identity.moved(0, 0, 9), .plain(Color(1, 0, 0), .matte))
        let empty = try picture(Mesh(), side: 20)
        let behind = try picture(builder.finished(), side: 20)
        // Its shadow may fall into the picture; its red may not.
        #expect(
            zip(stride(from: 0, to: 1600, by: 4), 0...).allSatisfy { at, _ in
                Int(behind.bytes[at]) <= Int(empty.bytes[at]) + 1
            })
    }

    @Test func aViewTakesAPointAndItsDirectionToTheSamePixel() {
        for projection in [Camera.Projection.perspective(fieldOfView: 0.9), .equirectangular] {
            let view = TurntableView(
                Camera(eye: Vector3(1, 2, 3), target: Vector3(-2, 1, -4), projection: projection), width: 200,
                height: 100)
            for (x, y) in [(10, 20), (100, 50), (190, 90)] as [(Float, Float)] {
                let point = view.eye + view.ray(x, y).normalized * 7
                let seen = view.project(point)
                #expect(abs(seen.x - x) < 0.05 && abs(seen.y - y) < 0.05)
            }
        }
    }

    private func picture(_ mesh: Mesh, side: Int) throws -> PixelImage {
        try mesh.picture(camera, width: side, height: side, in: Studio(paper: Color(0, 0.5, 0)), hasFloor: true)
    }

    private func pixel(_ mesh: Mesh, _ x: Int, _ y: Int) throws -> (red: UInt8, green: UInt8, blue: UInt8) {
        let raster = try picture(mesh, side: 40)
        let at = (y * 40 + x) * 4
        return (raster.bytes[at], raster.bytes[at + 1], raster.bytes[at + 2])
    }
}
