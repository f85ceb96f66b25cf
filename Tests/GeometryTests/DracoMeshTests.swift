import Testing

@testable import Geometry

@Suite struct DracoMeshTests {
    private let mesh = ModelDesign(AssetBrief(prompt: "red dragon", seed: 3)).mesh

    @Test func aCompressedGLBReadsBackNearlyTheSame() throws {
        let file = try GLB.encodeCompressed(mesh, name: "dragon")
        let plain = try GLB.encode(mesh)
        #expect(file.count < plain.count / 4)
        let scene = try GLBFixture.read(file)
        let whole = try GLBFixture.read(plain)
        #expect(scene.triangleCount == mesh.triangleCount && scene.materialCount == whole.materialCount)
        let bounds = try #require(mesh.bounds)
        #expect((scene.bounds.minimum - bounds.minimum).length < 2e-4)
        #expect((scene.bounds.maximum - bounds.maximum).length < 2e-4)
        #expect(scene.hasVertexColours)
        #expect((meanColour(scene.full).red - meanColour(whole.full).red).magnitude < 0.02)
        #expect((meanColour(scene.full).blue - meanColour(whole.full).blue).magnitude < 0.02)
        #expect(scene.full.normals.allSatisfy { abs($0.length - 1) < 0.01 })
    }

    @Test func compressionRepeatsToTheByte() throws {
        #expect(try GLB.encodeCompressed(mesh) == GLB.encodeCompressed(mesh))
        #expect(try GLB.encodeCompressed(Mesh()) == GLB.encode(Mesh()))
    }

    @Test(arguments: DracoMesh.Method.allCases)
    func bothMethodsUnpack(method: DracoMesh.Method) throws {
        let packed = try DracoMesh.packed(mesh, method)
        var budget = ReadingBudget(.standard)
        let unpacked = try DracoMesh(ByteView(packed.bytes), &budget)
        #expect(unpacked.indices.count == mesh.indices.count && unpacked.vertexCount == packed.vertexCount)
        let positions = try unpacked.table(0, isNormalised: false, &budget)
        let colours = try unpacked.table(2, isNormalised: true, &budget)
        #expect(positions.width == 3 && positions.count == packed.vertexCount)
        #expect(colours.width == 4 && colours.values.allSatisfy { (0...1).contains($0) })
        #expect(throws: MeshReadingError.self) { try unpacked.table(99, isNormalised: false, &budget) }
    }

    @Test(arguments: DracoMesh.Method.allCases)
    func dataCutOffAnywhereIsRefused(method: DracoMesh.Method) throws {
        let bytes = try DracoMesh.packed(mesh.simplified(toTriangles: 300), method).bytes
        for length in 0..<bytes.count {
            var budget = ReadingBudget(.standard)
            #expect(throws: MeshReadingError.self) { try DracoMesh(ByteView(Array(bytes[..<length])), &budget) }
        }
    }

    @Test(arguments: DracoMesh.Method.allCases)
    func whatDeclaresTooMuchIsRefusedByItsHeader(method: DracoMesh.Method) throws {
        let bytes = try DracoMesh.packed(mesh, method).bytes
        for limits in [MeshLimits(vertexCount: 100), MeshLimits(triangleCount: 100)] {
            var budget = ReadingBudget(limits)
            let error = #expect(throws: MeshReadingError.self) { try DracoMesh(ByteView(bytes), &budget) }
            #expect(error?.description.contains("more triangles or vertices") == true)
        }
    }

    @Test func changedBytesNeverCrash() throws {
        var random = SeededRandom(seed: 7)
        for method in DracoMesh.Method.allCases {
            let bytes = try DracoMesh.packed(mesh.simplified(toTriangles: 200), method).bytes
            for _ in 0..<1_500 {
                var changed = bytes
                for _ in 0..<random.integer(1...4) {
                    changed[random.integer(0...(bytes.count - 1))] = UInt8(truncatingIfNeeded: random.next())
                }
                var budget = ReadingBudget(MeshLimits(vertexCount: 20_000, triangleCount: 20_000))
                do {
                    let mesh = try DracoMesh(ByteView(changed), &budget)
                    #expect(mesh.indices.allSatisfy { $0 < mesh.vertexCount })
                    _ = try mesh.table(0, isNormalised: false, &budget)
                } catch {
                    #expect(error.description.hasSuffix("."))
                }
            }
        }
    }

    private func meanColour(_ geometry: SceneGeometry) -> Colour {
        let sum = geometry.indices.reduce(Colour.black) { $0 + geometry.colours[Int($1)] }
        return sum * (1 / Float(geometry.indices.count))
    }
}
