import Foundation
import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct GLBTests {
    @Test(arguments: Subject.allCases)
    func aModelOfEverySubjectReadsBackAsItsMesh(subject: Subject) throws {
        let word = try #require(Vocabulary.subjects.first { $0.value == subject }?.key)
        let mesh = ModelDesign(AssetBrief(prompt: "A \(word)", seed: 3)).mesh
        let file = try ParsedGLB(try GLB.encode(mesh))
        #expect(file.asset["version"] as? String == "2.0")
        #expect(try file.vectors(accessor: 0) == mesh.positions.map { [$0.x, $0.y, $0.z] })
        #expect(try file.vectors(accessor: 1) == mesh.normals.map { [$0.x, $0.y, $0.z] })
        #expect(try file.primitiveIndices().flatMap { $0 } == mesh.indices)
        #expect(file.primitives.count == mesh.parts.count)
    }

    @Test func positionsStateTheirTrueBounds() throws {
        let mesh = ModelDesign(AssetBrief(prompt: "brass lamp", seed: 1)).mesh
        let file = try ParsedGLB(try GLB.encode(mesh))
        let bounds = try #require(mesh.bounds)
        let low = try #require(file.accessors[0]["min"] as? [Double])
        let high = try #require(file.accessors[0]["max"] as? [Double])
        #expect(low.map(Float.init) == [bounds.minimum.x, bounds.minimum.y, bounds.minimum.z])
        #expect(high.map(Float.init) == [bounds.maximum.x, bounds.maximum.y, bounds.maximum.z])
    }

    @Test func everyChunkAndViewIsAlignedAndInsideTheFile() throws {
        let bytes = try GLB.encode(ModelDesign(AssetBrief(prompt: "red mushroom", seed: 5)).mesh, name: "abc")
        let file = try ParsedGLB(bytes)
        #expect(bytes.count % 4 == 0)
        #expect(file.declaredLength == bytes.count)
        #expect(file.json.count % 4 == 0 && file.json.last != 0)
        for view in file.bufferViews {
            let offset = try #require(view["byteOffset"] as? Int)
            let length = try #require(view["byteLength"] as? Int)
            #expect(offset % 4 == 0 && offset + length <= file.binary.count)
        }
    }

    @Test func anEmptyMeshIsAFileWithAnEmptyScene() throws {
        let file = try ParsedGLB(try GLB.encode(Mesh()))
        #expect(file.accessors.isEmpty && file.primitives.isEmpty && file.binary.isEmpty)
        let scene = try #require((file.document["scenes"] as? [[String: Any]])?.first)
        // glTF allows no empty list of nodes.
        #expect(scene["nodes"] == nil)
    }
}

/// Reads a GLB file by the glTF 2.0 specification, independently of the tested code.
struct ParsedGLB {
    struct Malformed: Error {
        var reason: String
    }

    let declaredLength: Int
    let json: [UInt8]
    let binary: [UInt8]
    let document: [String: Any]

    init(_ bytes: [UInt8]) throws {
        func word(_ at: Int) throws -> Int {
            guard at + 4 <= bytes.count else { throw Malformed(reason: "cut off") }
            return (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
        }
        guard try word(0) == 0x4654_6C67, try word(4) == 2 else { throw Malformed(reason: "header") }
        declaredLength = try word(8)
        let jsonLength = try word(12)
        guard try word(16) == 0x4E4F_534A else { throw Malformed(reason: "first chunk") }
        json = Array(bytes[20..<20 + jsonLength])
        let next = 20 + jsonLength
        if next < bytes.count {
            guard try word(next + 4) == 0x004E_4942 else { throw Malformed(reason: "second chunk") }
            binary = Array(bytes[(next + 8)..<(next + 8 + (try word(next)))])
        } else {
            binary = []
        }
        guard let document = try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any] else {
            throw Malformed(reason: "document")
        }
        self.document = document
    }

    var asset: [String: Any] { document["asset"] as? [String: Any] ?? [:] }
    var accessors: [[String: Any]] { document["accessors"] as? [[String: Any]] ?? [] }
    var bufferViews: [[String: Any]] { document["bufferViews"] as? [[String: Any]] ?? [] }
    var primitives: [[String: Any]] {
        ((document["meshes"] as? [[String: Any]])?.first?["primitives"] as? [[String: Any]]) ?? []
    }

    func vectors(accessor: Int) throws -> [[Float]] {
        let (start, count) = try place(accessor, componentType: 5126, type: "VEC3")
        return (0..<count).map { row in
            (0..<3).map { column in Float(bitPattern: UInt32(word(start + (row * 3 + column) * 4))) }
        }
    }

    func primitiveIndices() throws -> [[UInt32]] {
        try primitives.map { primitive in
            guard let number = primitive["indices"] as? Int else { throw Malformed(reason: "indices") }
            let (start, count) = try place(number, componentType: 5125, type: "SCALAR")
            return (0..<count).map { UInt32(word(start + $0 * 4)) }
        }
    }

    private func place(_ accessor: Int, componentType: Int, type: String) throws -> (start: Int, count: Int) {
        let entry = accessors[accessor]
        guard entry["componentType"] as? Int == componentType, entry["type"] as? String == type,
            let view = entry["bufferView"] as? Int, let count = entry["count"] as? Int,
            let offset = bufferViews[view]["byteOffset"] as? Int
        else { throw Malformed(reason: "accessor \(accessor)") }
        return (offset + (entry["byteOffset"] as? Int ?? 0), count)
    }

    private func word(_ at: Int) -> Int { (0..<4).reduce(0) { $0 | Int(binary[at + $1]) << (8 * $1) } }
}
