import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct OBJTests {
    @Test func verticesFacesAndMaterialsAreThoseOfTheMesh() throws {
        let mesh = ModelDesign(AssetBrief(prompt: "red rocket", seed: 1)).mesh
        let lines = String(decoding: OBJ.encode(mesh, name: "a b"), as: UTF8.self).split(separator: "\n")
        #expect(lines.contains("mtllib a-b.mtl"))
        let vertices = lines.filter { $0.hasPrefix("v ") }.map {
            $0.split(separator: " ").dropFirst().compactMap(Float.init)
        }
        #expect(vertices.count == mesh.positions.count && vertices.allSatisfy { $0.count == 6 })
        for (vertex, position) in zip(vertices, mesh.positions) {
            #expect(abs(vertex[0] - position.x) < 6e-6 && abs(vertex[1] - position.y) < 6e-6)
        }
        let faces = lines.filter { $0.hasPrefix("f ") }.flatMap { $0.split(separator: " ").dropFirst() }
        #expect(faces.map { $0.split(separator: "/").first } == mesh.indices.map { Substring("\($0 + 1)") })
        let used = lines.filter { $0.hasPrefix("usemtl ") }.map { $0.dropFirst(7) }
        let library = String(decoding: OBJ.materials(of: mesh), as: UTF8.self).split(separator: "\n")
        #expect(library.filter { $0.hasPrefix("newmtl ") }.map { $0.dropFirst(7) } == used)
    }

    @Test func aNameCannotAddLinesToTheFile() {
        let text = String(decoding: OBJ.encode(Mesh(), name: "x\nmtllib /etc/passwd"), as: UTF8.self)
        #expect(text == "# Metres, Y up\nmtllib x-mtllib-etc-passwd.mtl\no x-mtllib-etc-passwd\n")
    }

    @Test(
        arguments: [
            (0, "0"), (1.5, "1.5"), (-0.25, "-0.25"), (123.456789, "123.45679"), (0.000004, "0"),
            (-0.00001, "-1e-05"),
            (.nan, "0"), (.infinity, "0"), (0.1, "0.1"), (10, "10"),
        ] as [(Float, String)])
    func decimalsAreShortAndExact(value: Float, text: String) {
        var writer = ByteWriter()
        writer.addDecimals([value])
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    }
}
