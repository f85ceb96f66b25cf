import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct MeshReaderTests {
    @Test(arguments: ["red dragon", "brass pocket watch", "wooden chair", "medieval castle"])
    func aGLBOfOurOwnReadsBackAsItsMesh(prompt: String) throws {
        let mesh = ModelDesign(AssetBrief(prompt: prompt, seed: 3)).mesh
        let file = try GLB.encode(mesh)
        let scene = try GLBFixture.read(file)
        #expect(scene.byteCount == file.count && scene.notes.isEmpty)
        #expect(scene.triangleCount == mesh.triangleCount && scene.bounds == mesh.bounds)
        #expect(!scene.full.colors.isEmpty && scene.textures.isEmpty)
        let colors = corners(scene.full).map { scene.full.colors[$0] }
        for (color, index) in zip(colors, mesh.indices) {
            #expect(abs(color.red - min(max(mesh.colors[Int(index)].red, 0), 1)) < 0.003)
        }
    }

    @Test(
        arguments: [
            ([], "The file is empty."),
            (Array("<!DOCTYPE html><html><head></head></html>".utf8), "This is HTML, not a GLB file."),
            (Array("  <html lang=en>404</html>".utf8), "This is HTML, not a GLB file."),
            (
                Array("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>".utf8),
                "This is XML, not a GLB file."
            ),
            (Array("{\"error\":{\"code\":\"expired\"}}".utf8), "This is JSON, not a GLB file."),
            (Array("{\"asset\":{\"version\":\"2.0\"}}".utf8), "This is a glTF text file"),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "This is a PNG picture"),
            ([0xFF, 0xD8, 0xFF, 0xE0], "This is a JPEG picture"),
            ([0x1F, 0x8B, 8, 0], "This is gzip data"), (Array("PK\u{7}\u{8}".utf8), "This is a ZIP archive"),
            (Array("%PDF-1.7".utf8), "This is a PDF document"), (Array("hello".utf8), "This is not a GLB file."),
            ([0, 1, 2, 3], "This is not a GLB file."), (Array(repeating: 0, count: 83), "This is not a GLB file."),
        ] as [([UInt8], String)])
    func whatIsNoModelIsNamed(bytes: [UInt8], message: String) {
        let error = #expect(throws: MeshReadingError.self) { try GLBFixture.read(bytes) }
        #expect(error?.description.hasPrefix(message) == true)
    }

    @Test func aFileCutOffAnywhereIsRefusedInOneLine() throws {
        let mesh = ModelDesign(AssetBrief(prompt: "red ball", seed: 3)).mesh.simplified(toTriangles: 12)
        let file = try GLB.encode(mesh)
        _ = try GLBFixture.read(file)
        // The last bytes may be padding.
        for length in 0..<(file.count - 7) {
            let error = #expect(throws: MeshReadingError.self) { try GLBFixture.read(Array(file[..<length])) }
            #expect(error.map { !$0.description.contains("\n") && $0.description.hasSuffix(".") } == true)
        }
    }

    @Test(
        arguments: [
            (MeshLimits(byteCount: 1_000), "bytes"), (MeshLimits(vertexCount: 50), "vert"),
            (MeshLimits(triangleCount: 50), "triangles"),
        ])
    func whatIsBeyondALimitIsRefused(limits: MeshLimits, word: String) throws {
        let mesh = ModelDesign(AssetBrief(prompt: "red dragon", seed: 3)).mesh
        let file = try GLB.encode(mesh)
        let error = #expect(throws: MeshReadingError.self) { try GLBFixture.read(file, limits: limits) }
        #expect(error?.description.contains("more \(word)") == true)
    }

    @Test func readingStopsWhenTheTaskIsCanceled() async {
        let mesh = ModelDesign(AssetBrief(prompt: "red dragon", seed: 3)).mesh
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try GLBFixture.read(try GLB.encode(mesh))
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    private func corners(_ geometry: SceneGeometry) -> [Int] { geometry.indices.map { Int($0) } }
}
