import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct USDZTests {
    @Test func thePackageIsOneAlignedLayerWithAMeshForEachMaterial() throws {
        let mesh = ModelDesign(AssetBrief(prompt: "brass lamp with a walnut stand", seed: 1)).mesh
        let entries = try ParsedZip(USDZ.encode(mesh, name: "Lamp")).entries
        #expect(entries.map(\.path) == ["Lamp.usda"])
        #expect(entries[0].offset % 64 == 0)
        let layer = String(decoding: entries[0].bytes, as: UTF8.self)
        #expect(layer.hasPrefix("#usda 1.0\n"))
        #expect(layer.split(separator: "def Mesh ").count == mesh.parts.count + 1)
        #expect(layer.split(separator: "def Material ").count == mesh.parts.count + 1)
    }

    @Test func aPieceHoldsOnlyTheVerticesItUses() {
        let mesh = ModelDesign(AssetBrief(prompt: "brass lamp with a walnut stand", seed: 1)).mesh
        for part in mesh.parts {
            let piece = mesh.piece(mesh.indices[part.indexRange], part.material)
            #expect(Set(piece.indices).count == piece.positions.count)
            #expect(
                piece.indices.map { piece.positions[Int($0)] }
                    == mesh.indices[part.indexRange].map { mesh.positions[Int($0)] })
        }
    }
}
