import Pictures
import Testing

@testable import Geometry

@Suite struct OBJReaderTests {
    private static let square = "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\n"

    @Test(
        arguments: [
            ("f 1 2 3 4", 2), ("f 1 2 3\nf 1 3 4", 2), ("f -4 -3 -2 -1", 2), ("f 1/1 2/1 3/1", 1),
            ("f 1//1 2//1 3//1", 1),
            ("f 1/1/1 2/1/1 3/1/1", 1), ("f 1 2 \\\n3 4", 2), ("f 1 2 3 # a comment", 1), ("f  1\t2  3  ", 1),
            ("o x y\ng a\ns off\nl 1 2\nf 1 2 3", 1), ("f 1 2 3\r\nf 1 3 4\r\n", 2),
        ])
    func facesOfEveryFormAreRead(faces: String, triangles: Int) throws {
        let scene = try read(Self.square + "vt 0 0\nvn 0 0 1\n" + faces)
        #expect(scene.kind == .obj && scene.triangleCount == triangles)
        #expect(scene.bounds.size.z == 0 && scene.full.normals.allSatisfy { $0.z > 0.99 })
    }

    @Test(
        arguments: [
            ("f 1 2", "a face has at least three corners"), ("f 1 2 5", "not in the file before it"),
            ("f 1 2 -9", "not in the file before it"), ("f 1 2 0", "corner is 0"),
            ("f 1 2 x", "corner is not a number"),
            ("f 1 2 3//7", "not in the file before it"), ("v 1 2", "line 5: a number is missing"),
            ("v a b c", "a number is missing or is not one"), ("f 1 2 99999999999999999999999999", "not in the file"),
            ("f 1 2 3/1/1/1", "corner is not a number"), ("", "no triangles"),
        ])
    func aLieIsOneSentence(line: String, message: String) {
        let error = #expect(throws: MeshReadingError.self) { try read(Self.square + line) }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test func colorsAfterTheCoordinatesAreSRGB() throws {
        let scene = try read("v 0 0 0 1 0.5 0\nv 1 0 0 1 0.5 0\nv 0 1 0 1 0.5 0\nf 1 2 3")
        #expect(scene.hasVertexColors && abs(scene.full.colors[0].green - 0.2140) < 0.001)
    }

    @Test(arguments: [
        ("1e1", 10), ("-2.5E-1", -0.25), (".5", 0.5), ("+3.", 3), ("0.1", 0.1), ("1234567.8", 1_234_567.8),
    ])
    func numbersAreExact(text: String, value: Float) {
        var scanner = TextScanner(Array(text.utf8))
        let read = scanner.number()
        #expect(read == value)
    }

    @Test(arguments: ["", "-", ".", "e5", "x", "1x", "--1", "nan", "inf"])
    func whatIsNoNumberIsNone(text: String) {
        var scanner = TextScanner(Array(text.utf8))
        let read = scanner.number()
        #expect(read == nil)
    }

    @Test func materialsAndTexturesComeFromTheArchive() throws {
        let picture = PixelImage(width: 2, height: 2, bytes: Array(repeating: 255, count: 16))
        var archive = ZipArchive()
        archive.add(
            Array("newmtl a b\nKd 1 0 0\nPr 0.3\nnewmtl t\nmap_Kd -s 1 1 1 Maps\\Wood.PNG\n".utf8), at: "x/m.mtl")
        archive.add(Array((Self.square + "vt 0 0\nusemtl a b\nf 1 2 3\nusemtl t\nf 1/1 3/1 4/1").utf8), at: "x/m.obj")
        archive.add(try PNG.encode(picture), at: "x/wood.png")
        let scene = try GLBFixture.read(archive.encoded())
        #expect(scene.notes.isEmpty && scene.textures.count == 1 && scene.materialCount == 2)
        let surfaces = scene.full.runs.map { scene.surfaces[$0.surface] }
        #expect(surfaces.map(\.color) == [Color(1, 0, 0), .white] && surfaces.map(\.texture) == [nil, 0])
        #expect(surfaces[0].roughness == 0.3)
    }

    @Test func aDamagedTextureIsLeftOutWithANote() throws {
        var archive = ZipArchive()
        archive.add(Array("newmtl t\nmap_Kd wood.png\n".utf8), at: "m.mtl")
        archive.add(Array((Self.square + "usemtl t\nf 1 2 3").utf8), at: "m.obj")
        archive.add([1, 2, 3], at: "wood.png")
        let scene = try GLBFixture.read(archive.encoded())
        #expect(scene.notes == ["A texture is left out: The data is not a PNG file."])
    }

    private func read(_ text: String) throws -> Scene { try GLBFixture.read(Array(text.utf8)) }
}
