import Foundation
import Wire

/// Puts a motion into a GLB: key frames on its first node, which everything in it hangs on.
enum AnimatedGLB {
    /// The bytes were no GLB with a node to move.
    struct Unusable: Error {}

    /// The same GLB with one animation. The file is glTF 2.0 with one buffer; the height is that of the Model in it,
    /// in metres and above 0. Anything else is `Unusable`.
    static func encode(_ file: [UInt8], _ clip: MotionClip, height: Double) throws -> [UInt8] {
        var (document, binary) = try parts(of: file)
        let scale = clip.heightMeters.map { $0 / max(height, 1e-6) } ?? 1
        let rise = height * scale
        let keys = clip.keys
        binary += [UInt8](repeating: 0, count: (4 - binary.count % 4) % 4)
        let times = append(keys.map { [$0.seconds] }, to: &binary)
        let turns = append(keys.map(\.rotation), to: &binary)
        let places = append(keys.map { [0, $0.rise * rise, 0] }, to: &binary)

        let firstView = document["bufferViews"]?.array?.count ?? 0
        let firstAccessor = document["accessors"]?.array?.count ?? 0
        document.push([times, turns, places].map { view($0) }, into: "bufferViews")
        document.push(
            [
                accessor(firstView, keys.count, "SCALAR", [("min", 0), ("max", clip.seconds)]),
                accessor(firstView + 1, keys.count, "VEC4"), accessor(firstView + 2, keys.count, "VEC3"),
            ], into: "accessors")
        document.push([animation(clip, firstAccessor)], into: "animations")
        document.set("byteLength", .integer(Int64(binary.count)), inFirstOf: "buffers")
        document.set("scale", .array([.number(scale), .number(scale), .number(scale)]), inFirstOf: "nodes")
        return try whole(document, binary)
    }

    // MARK: Reading and writing the container

    private static func parts(of file: [UInt8]) throws -> (JSONValue, [UInt8]) {
        func number(_ at: Int) -> Int { (0..<4).reduce(0) { $0 | Int(file[at + $1]) << (8 * $1) } }
        guard file.count >= 20, file.starts(with: Array("glTF".utf8)) else { throw Unusable() }
        let jsonEnd = 20 + number(12)
        guard jsonEnd + 8 <= file.count else { throw Unusable() }
        let document = try JSONDecoder().decode(JSONValue.self, from: Data(file[20..<jsonEnd]))
        guard document["nodes"]?.array?.isEmpty == false else { throw Unusable() }
        return (document, Array(file[(jsonEnd + 8)...].prefix(number(jsonEnd))))
    }

    private static func whole(_ document: JSONValue, _ binary: [UInt8]) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var json = Array(try encoder.encode(document))
        json += [UInt8](repeating: 0x20, count: (4 - json.count % 4) % 4)
        let data = binary + [UInt8](repeating: 0, count: (4 - binary.count % 4) % 4)
        let total = 12 + 8 + json.count + 8 + data.count
        return word(0x4654_6C67) + word(2) + word(total) + word(json.count) + word(0x4E4F_534A) + json
            + word(data.count) + word(0x004E_4942) + data
    }

    private static func word(_ value: Int) -> [UInt8] { withUnsafeBytes(of: UInt32(value).littleEndian, Array.init) }

    /// Says where the numbers are, as 32-bit floats.
    private static func append(_ rows: [[Double]], to binary: inout [UInt8]) -> Range<Int> {
        let start = binary.count
        for value in rows.joined() {
            withUnsafeBytes(of: Float(value).bitPattern.littleEndian) { binary.append(contentsOf: $0) }
        }
        return start..<binary.count
    }

    // MARK: Parts of the document

    private static func view(_ range: Range<Int>) -> JSONValue {
        .object([
            "buffer": .integer(0), "byteOffset": .integer(Int64(range.lowerBound)),
            "byteLength": .integer(Int64(range.count)),
        ])
    }

    private static func accessor(
        _ view: Int, _ count: Int, _ type: String, _ limits: [(String, Double)] = []
    ) -> JSONValue {
        var members: [String: JSONValue] = [
            "bufferView": .integer(Int64(view)), "componentType": .integer(5126), "count": .integer(Int64(count)),
            "type": .string(type),
        ]
        for (key, value) in limits { members[key] = .array([.number(value)]) }
        return .object(members)
    }

    private static func animation(_ clip: MotionClip, _ accessor: Int) -> JSONValue {
        func sampler(_ output: Int) -> JSONValue {
            .object([
                "input": .integer(Int64(accessor)), "output": .integer(Int64(accessor + output)),
                "interpolation": .string("LINEAR"),
            ])
        }
        func channel(_ sampler: Int, _ path: String) -> JSONValue {
            .object([
                "sampler": .integer(Int64(sampler)),
                "target": .object(["node": .integer(0), "path": .string(path)]),
            ])
        }
        return .object([
            "name": .string(clip.motion.rawValue), "samplers": .array([sampler(1), sampler(2)]),
            "channels": .array([channel(0, "rotation"), channel(1, "translation")]),
        ])
    }
}

extension JSONValue {
    /// Adds to the list at the key, which is made where it is missing.
    fileprivate mutating func push(_ elements: [JSONValue], into key: String) {
        guard case .object(var members) = self else { return }
        members[key] = .array((members[key]?.array ?? []) + elements)
        self = .object(members)
    }

    fileprivate mutating func set(_ key: String, _ value: JSONValue, inFirstOf list: String) {
        guard case .object(var members) = self, var entries = members[list]?.array,
            case .object(var first)? = entries.first
        else { return }
        first[key] = value
        entries[0] = .object(first)
        members[list] = .array(entries)
        self = .object(members)
    }
}
