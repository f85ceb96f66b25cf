import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct MeshFormatTests {
    @Test(arguments: MeshFormat.allCases)
    func theSameBriefGivesTheSameFileAndEveryInputOfItAnother(format: MeshFormat) throws {
        func file(_ prompt: String, _ feedback: [String] = [], seed: UInt64 = 1) throws -> [UInt8] {
            let brief = AssetBrief(prompt: prompt, feedback: feedback, seed: seed)
            return try format.file(of: ModelDesign(brief).mesh, named: "lamp").bytes
        }
        let lamp = try file("ceramic lamp")
        #expect(try file("ceramic lamp") == lamp)
        #expect(try file("stone tower") != lamp)
        #expect(try file("ceramic lamp", ["make it green"]) != lamp)
        #expect(try file("ceramic lamp", seed: 2) != lamp)
    }

    @Test func onlyAWavefrontModelComesInAnArchive() throws {
        let mesh = try box()
        for format in MeshFormat.allCases {
            let file = try format.file(of: mesh, named: "My Box!")
            #expect(file.filename == "My-Box.\(format.fileExtension)")
            #expect(file.format.packaging == (format == .obj ? .zip : .singleFile))
            #expect(file.primaryPath == (format == .obj ? "My-Box.obj" : file.filename))
        }
        let archive = try ParsedZip(try MeshFormat.obj.file(of: mesh, named: "My Box!").bytes)
        #expect(archive.entries.map(\.path) == ["My-Box.obj", "My-Box.mtl"])
    }

    @Test(arguments: MeshFormat.allCases)
    func anEmptyMeshIsAFileToo(format: MeshFormat) throws {
        #expect(try !format.file(of: Mesh(), named: "").bytes.isEmpty)
    }

    @Test(arguments: [
        ("", "model"), ("../../etc/passwd", "etc-passwd"), ("a\nb\0c", "a-b-c"), ("灯", "model"), ("--x--", "x"),
        (String(repeating: "y", count: 90), String(repeating: "y", count: 60)),
    ])
    func namesOfFilesAreHarmless(name: String, stem: String) {
        #expect(FileName.stem(name) == stem)
    }

    private func box() throws -> Mesh {
        var builder = MeshBuilder()
        builder.box(1, 1, 1, .identity, .plain(.white, .matte))
        return builder.finished()
    }
}
