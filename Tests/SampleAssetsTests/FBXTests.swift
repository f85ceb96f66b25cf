import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct FBXTests {
    @Test func recordsEndWhereTheySayAndHoldTheMesh() throws {
        let mesh = ModelDesign(AssetBrief(prompt: "wooden chest", seed: 1)).mesh
        let file = try ParsedFBX(FBX.encode(mesh, name: "Chest"))
        #expect(
            file.names == [
                "FBXHeaderExtension", "FileId", "CreationTime", "Creator", "GlobalSettings", "Documents", "References",
                "Definitions", "Objects", "Connections",
            ])
        #expect(file.arrayLengths["Vertices"] == mesh.positions.count * 3)
        #expect(file.arrayLengths["PolygonVertexIndex"] == mesh.indices.count)
        #expect(file.arrayLengths["Normals"] == mesh.indices.count * 3)
        #expect(file.arrayLengths["Colors"] == mesh.colors.count * 4)
        #expect(file.arrayLengths["Materials"] == mesh.triangleCount)
    }
}

/// Reads the records of a binary FBX file of version 7.4 by their stated lengths.
private struct ParsedFBX {
    struct Malformed: Error {
        var reason: String
    }

    /// Of the top-level records.
    var names: [String] = []
    /// Number of elements of the first property, for records whose first property is an array.
    var arrayLengths: [String: Int] = [:]
    private let file: [UInt8]

    init(_ file: [UInt8]) throws {
        self.file = file
        guard file.starts(with: Array("Kaydara FBX Binary  \0\u{1A}\0".utf8)), number(23) == 7_400 else {
            throw Malformed(reason: "header")
        }
        var at = 27
        while number(at) != 0 {
            names.append(name(at))
            at = try record(at)
        }
        // The footer: marks, padding to 16, the version and 120 zeros.
        guard (at + 13 + 16 + 4) < file.count, (file.count - 16 - 120 - 4) % 16 == 0 else {
            throw Malformed(reason: "footer")
        }
    }

    private mutating func record(_ start: Int) throws -> Int {
        let end = number(start)
        let properties = start + 13 + Int(file[start + 12])
        if number(start + 4) == 1, [UInt8(ascii: "i"), UInt8(ascii: "d")].contains(file[properties]) {
            arrayLengths[name(start)] = number(properties + 1)
        }
        var at = properties + number(start + 8)
        if at == end { return end }
        while number(at) != 0 { at = try record(at) }
        guard at + 13 == end, file[at..<end].allSatisfy({ $0 == 0 }) else {
            throw Malformed(reason: "end of \(name(start))")
        }
        return end
    }

    private func number(_ at: Int) -> Int { (0..<4).reduce(0) { $0 | Int(file[at + $1]) << (8 * $1) } }

    private func name(_ start: Int) -> String {
        String(decoding: file[(start + 13)..<(start + 13 + Int(file[start + 12]))], as: UTF8.self)
    }
}
