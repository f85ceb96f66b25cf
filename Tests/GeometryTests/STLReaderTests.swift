import Testing

@testable import Geometry

@Suite struct STLReaderTests {
    private static let text = """
        solid a thing
          facet normal 0 0 1
            outer loop
              vertex 0 0 0
              vertex 1000 0 0
              vertex 0 1000 0
            endloop
          endfacet
        endsolid a thing
        """

    @Test func textIsReadInMillimetresWithZUp() throws {
        let scene = try GLBFixture.read(Array(Self.text.utf8))
        #expect(scene.kind == .stl && scene.triangleCount == 1 && !scene.hasVertexColors)
        #expect(scene.bounds.maximum == Vector3(1, 0, 0) && scene.bounds.minimum == Vector3(0, 0, -1))
    }

    @Test func aBinaryFileThatBeginsWithSolidIsBinary() throws {
        var file = binary(triangles: 2)
        file.replaceSubrange(0..<5, with: "solid".utf8)
        #expect(try GLBFixture.read(file).triangleCount == 2)
    }

    @Test func aColorForTheWholeIsReadFromTheHeader() throws {
        var file = binary(triangles: 1)
        file.replaceSubrange(20..<30, with: Array("COLOR=".utf8) + [255, 0, 0, 255])
        // Bit 15 set: the color of the whole.
        file[84 + 49] = 0x80
        #expect(try GLBFixture.read(file).full.colors[0] == Color(1, 0, 0))
        // Bit 15 clear: its own, blue in the high bits.
        file[84 + 49] = 0x7C
        #expect(try GLBFixture.read(file).full.colors[0] == Color(0, 0, 1))
    }

    @Test(
        arguments: [
            ("solid x\nfacet normal 0 0 1\nouter loop\nvertex 0 0\n", "a vertex has three numbers"),
            ("solid x\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 0 0 0\n", "last triangle is not whole"),
            ("solid x\nendsolid x\n", "no triangles"),
        ])
    func aLieIsOneSentence(text: String, message: String) {
        let error = #expect(throws: MeshReadingError.self) { try GLBFixture.read(Array(text.utf8)) }
        #expect(error?.description.contains(message) == true)
    }

    @Test func aCountThatIsTooLargeIsNamed() {
        var file = binary(triangles: 2)
        file[80] = 3
        let error = #expect(throws: MeshReadingError.self) { try GLBFixture.read(file) }
        #expect(error?.description == "The STL file is cut off: it declares 3 triangles and has 2.")
    }

    private func binary(triangles: Int) -> [UInt8] {
        var writer = ByteWriter()
        writer.addZeros(80)
        writer.add(UInt32(triangles))
        for number in 0..<triangles {
            for value in [0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, Float(number)] { writer.add(value) }
            writer.add(UInt16(0))
        }
        return writer.bytes
    }
}
