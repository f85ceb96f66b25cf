import CMeshoptimizer
import Foundation
import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct GLTFBuffersTests {
    @Test func listsCompressedWithMeshoptAreUnpacked() throws {
        let scene = try GLBFixture.read(Self.meshopt())
        #expect(scene.triangleCount == 2)
        #expect(scene.full.positions == [.zero, Vector3(1, 0, 0), Vector3(1, 1, 0), Vector3(0, 1, 0)])
        #expect(Set(scene.full.indices) == [0, 1, 2, 3])
    }

    @Test func aFilterIsAppliedToWhatIsUnpacked() throws {
        // 2 to the power of 1 times 3, as the filter stores it: the exponent in the high byte.
        let three: UInt32 = 1 << 24 | 3
        let rows: [UInt32] = [0, 0, 0, three, 0, 0, 0, three, 0, 0, 0, three]
        let scene = try GLBFixture.read(Self.meshopt(Self.bytes(rows), filter: #","filter":"EXPONENTIAL""#))
        #expect(scene.bounds.maximum == Vector3(6, 6, 6))
    }

    @Test(arguments: [#","filter":"OCTAHEDRAL""#, #","filter":"QUATERNION""#, #","filter":"ACME""#])
    func aFilterForOtherRowsIsRefused(filter: String) {
        let error = #expect(throws: MeshReadingError.self) { try GLBFixture.read(Self.meshopt(filter: filter)) }
        #expect(error?.description == "The compressed buffer view 0 of the GLB file is damaged.")
    }

    @Test func aBufferWrittenAsTextIsRead() throws {
        let text = Data(GLBFixture.triangleBytes).base64EncodedString()
        let file = GLBFixture.triangle(
            buffers: #"[{"byteLength":40,"uri":"data:application/octet-stream;base64,\#(text)"}]"#, binary: [])
        #expect(try GLBFixture.read(file).triangleCount == 1)
    }

    /// A square of two triangles, positions and corners compressed; the rows may be others.
    static func meshopt(_ rows: [UInt8] = GLTFBuffersTests.square, filter: String = "") -> [UInt8] {
        let indices: [UInt32] = [0, 1, 2, 0, 2, 3]
        var vertices = [UInt8](repeating: 0, count: meshopt_encodeVertexBufferBound(4, 12))
        vertices.removeLast(vertices.count - meshopt_encodeVertexBuffer(&vertices, vertices.count, rows, 4, 12))
        var corners = [UInt8](repeating: 0, count: meshopt_encodeIndexBufferBound(6, 4))
        corners.removeLast(corners.count - meshopt_encodeIndexBuffer(&corners, corners.count, indices, 6))
        let view = { (offset: Int, length: Int, stride: Int, count: Int, mode: String) in
            #"{"buffer":1,"byteLength":\#(stride * count),"extensions":{"EXT_meshopt_compression":{"buffer":0,"#
                + #""byteOffset":\#(offset),"byteLength":\#(length),"byteStride":\#(stride),"count":\#(count),"#
                + #""mode":"\#(mode)"\#(mode == "ATTRIBUTES" ? filter : "")}}}"#
        }
        let first = view(0, vertices.count, 12, 4, "ATTRIBUTES")
        let second = view(vertices.count, corners.count, 4, 6, "TRIANGLES")
        return GLBFixture.triangle(
            accessors: #"[{"bufferView":0,"componentType":5126,"count":4,"type":"VEC3"},"#
                + #"{"bufferView":1,"componentType":5125,"count":6,"type":"SCALAR"}]"#,
            views: "[\(first),\(second)]",
            buffers: #"[{"byteLength":\#(vertices.count + corners.count)},{"byteLength":72}]"#,
            more: #","extensionsRequired":["EXT_meshopt_compression"]"#, binary: vertices + corners)
    }

    static let square = GLBFixture.bytes([0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0])

    private static func bytes(_ values: [UInt32]) -> [UInt8] {
        var writer = ByteWriter()
        for value in values { writer.add(value) }
        return writer.bytes
    }
}
