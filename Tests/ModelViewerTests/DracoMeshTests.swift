import DracoSamples
import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct DracoMeshTests {
    private let mesh = ModelDesign(AssetBrief(prompt: "red dragon", seed: 3)).mesh

    @Test func aCompressedGLBReadsBackNearlyTheSame() throws {
        let file = DracoSamples.glb(of: mesh)
        let plain = try GLB.encode(mesh)
        #expect(file.count < plain.count / 4)
        let scene = try GLBFixture.read(file)
        let whole = try GLBFixture.read(plain)
        #expect(scene.triangleCount == mesh.triangleCount && scene.full.runs == whole.full.runs)
        let bounds = try #require(mesh.bounds)
        #expect((scene.bounds.minimum - bounds.minimum).length < 2e-4)
        #expect((scene.bounds.maximum - bounds.maximum).length < 2e-4)
        #expect(!scene.full.colors.isEmpty)
        #expect((meanColor(scene.full).red - meanColor(whole.full).red).magnitude < 0.02)
        #expect((meanColor(scene.full).blue - meanColor(whole.full).blue).magnitude < 0.02)
        #expect(scene.full.normals.allSatisfy { abs($0.length - 1) < 0.01 })
    }

    @Test(arguments: DracoSamples.Method.allCases)
    func bothMethodsUnpack(method: DracoSamples.Method) throws {
        let packed = DracoSamples.packed(mesh, method)
        var budget = ReadingBudget(.standard)
        let unpacked = try DracoMesh(ByteView(packed.bytes), &budget)
        #expect(unpacked.indices.count == mesh.indices.count && unpacked.vertexCount == packed.vertexCount)
        let positions = try unpacked.table(0, isNormalized: false, &budget)
        let colors = try unpacked.table(2, isNormalized: true, &budget)
        #expect(positions.width == 3 && positions.count == packed.vertexCount)
        #expect(colors.width == 4 && colors.values.allSatisfy { (0...1).contains($0) })
        #expect(throws: MeshReadingError.self) { try unpacked.table(99, isNormalized: false, &budget) }
    }

    @Test(arguments: DracoSamples.Method.allCases)
    func dataCutOffAnywhereIsRefused(method: DracoSamples.Method) throws {
        let bytes = DracoSamples.packed(mesh.simplified(toTriangles: 300), method).bytes
        for length in 0..<bytes.count {
            var budget = ReadingBudget(.standard)
            #expect(throws: MeshReadingError.self) { try DracoMesh(ByteView(Array(bytes[..<length])), &budget) }
        }
    }

    @Test(arguments: DracoSamples.Method.allCases)
    func whatDeclaresTooMuchIsRefusedByItsHeader(method: DracoSamples.Method) throws {
        let bytes = DracoSamples.packed(mesh, method).bytes
        for limits in [MeshLimits(vertexCount: 100), MeshLimits(triangleCount: 100)] {
            var budget = ReadingBudget(limits)
            let error = #expect(throws: MeshReadingError.self) { try DracoMesh(ByteView(bytes), &budget) }
            #expect(error?.description.contains("more triangles or vertices") == true)
        }
    }

    /// 32-bit integers: 4 bytes during decoding and 4 for the result, for each of 16 x 4 components of a vertex.
    @Test func refusesMoreDataThanTheBudget() {
        let bomb = Self.bomb()
        for (limit, message) in [(250, "unpacked data (over 250 MB)"), (260, "(Draco) is damaged")] {
            var budget = ReadingBudget(MeshLimits(byteCount: limit << 20))
            let error = #expect(throws: MeshReadingError.self) { try DracoMesh(ByteView(bomb), &budget) }
            #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
        }
    }

    @Test(arguments: DracoSamples.Method.allCases)
    func spendsTheMemoryThatDecodingTakes(method: DracoSamples.Method) throws {
        let packed = DracoSamples.packed(mesh, method)
        var budget = ReadingBudget(.standard)
        _ = try DracoMesh(ByteView(packed.bytes), &budget)
        let spent = MeshLimits.standard.byteCount - budget.decodedBytes - packed.bytes.count
        // Positions and normals as 32-bit numbers, colors as bytes, and 40 bytes for each triangle.
        #expect(spent >= packed.vertexCount * (2 * 3 * 8 + 4 * 5) + mesh.triangleCount * 40)
    }

    /// As many vertices as a file of half a million bytes can declare, with 16 attributes of 4 components; the
    /// attribute values are missing.
    private static func bomb() -> [UInt8] {
        var bytes = Array("DRACO".utf8)
        bytes += [2, 2, 1, 0, 0, 0, 0x8B, 0x96, 0x0A, 0xA0, 0xC2, 0x1E, 1] as [UInt8]
        for _ in 0..<166_667 { bytes += [0, 1, 2] as [UInt8] }
        bytes += [1, 16] as [UInt8]
        for id in 0..<16 { bytes += [4, 5, 4, 0, UInt8(id)] as [UInt8] }
        bytes += [UInt8](repeating: 1, count: 16)
        return bytes + [UInt8](repeating: 0xFF, count: 64)
    }

    @Test func changedBytesNeverCrash() throws {
        var random = SeededRandom(seed: 7)
        for method in DracoSamples.Method.allCases {
            let bytes = DracoSamples.packed(mesh.simplified(toTriangles: 200), method).bytes
            for _ in 0..<1_500 {
                var changed = bytes
                for _ in 0..<random.integer(1...4) {
                    changed[random.integer(0...(bytes.count - 1))] = UInt8(truncatingIfNeeded: random.next())
                }
                var budget = ReadingBudget(MeshLimits(vertexCount: 20_000, triangleCount: 20_000))
                do {
                    let mesh = try DracoMesh(ByteView(changed), &budget)
                    #expect(mesh.indices.allSatisfy { $0 < mesh.vertexCount })
                    _ = try mesh.table(0, isNormalized: false, &budget)
                } catch {
                    #expect(error.description.hasSuffix("."))
                }
            }
        }
    }

    private func meanColor(_ geometry: SceneGeometry) -> Color {
        let sum = geometry.indices.reduce(Color.black) { $0 + geometry.colors[Int($1)] }
        return sum * (1 / Float(geometry.indices.count))
    }
}
