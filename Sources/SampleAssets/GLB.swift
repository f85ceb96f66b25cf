import ModelViewer
import Wire

/// The binary form of glTF 2.0 in one self-contained file.
package enum GLB {
    package static let contentType = "model/gltf-binary"

    /// The animation of a mesh's node, and its scale.
    struct Clip {
        var name: String
        var scale: Float
        /// In seconds, ascending.
        var times: [Float]
        /// The property by glTF's name, with `width` values per time.
        var tracks: [(path: String, values: [Float], width: Int)]
    }

    /// One mesh with a primitive for each material: positions, normals, linear RGBA vertex colors, 32-bit indices.
    ///
    /// A mesh without triangles gives a valid file with an empty scene.
    package static func encode(_ mesh: Mesh, name: String = "mesh") throws -> [UInt8] {
        try encode(mesh, name: name, nil)
    }

    static func encode(_ mesh: Mesh, name: String, _ clip: Clip?) throws -> [UInt8] {
        var data = GLBData()
        // glTF allows no empty list: an empty scene names no nodes.
        var members: [String: JSONValue] = [
            "asset": .object(["version": .string("2.0"), "generator": .string("mintop")]), "scene": .integer(0),
            "scenes": .array([.object([:])]),
        ]
        if let bounds = mesh.bounds, !mesh.parts.isEmpty {
            let primitives = add(mesh, bounds, to: &data)
            members["meshes"] = .array([.object(["name": .string(name), "primitives": .array(primitives)])])
            members["materials"] = .array(materials(of: mesh).map(json))
            members["scenes"] = .array([.object(["nodes": .list([0])])])
            var node: [String: JSONValue] = ["mesh": .integer(0), "name": .string(name)]
            if let clip {
                node["scale"] = .list([clip.scale, clip.scale, clip.scale])
                members["animations"] = .array([animation(clip, &data)])
            }
            members["nodes"] = .array([.object(node)])
            members["bufferViews"] = .array(data.views)
            members["accessors"] = .array(data.accessors)
            members["buffers"] = .array([.object(["byteLength": .integer(Int64(data.binary.count))])])
        }
        return container(json: Array(try JSONValue.object(members).encoded().utf8), binary: data.binary.bytes)
    }

    /// Adds the vertices and triangles, and returns the primitives.
    private static func add(_ mesh: Mesh, _ bounds: Bounds, to data: inout GLBData) -> [JSONValue] {
        let count = mesh.positions.count
        data.binary.reserve(count * 28 + mesh.indices.count * 4)
        let positions = data.view(.vertices) { for p in mesh.positions { $0.add(p) } }
        let normals = data.view(.vertices) { for n in mesh.normals { $0.add(n) } }
        let colors = data.view(.vertices) { for c in mesh.colors { $0.add(bytes(of: c)) } }
        let indices = data.view(.indices) { for index in mesh.indices { $0.add(index) } }
        let attributes: JSONValue = .object([
            "POSITION": data.accessor(
                positions, .float, count: count, "VEC3",
                ["min": bounds.minimum.channels, "max": bounds.maximum.channels]),
            "NORMAL": data.accessor(normals, .float, count: count, "VEC3"),
            "COLOR_0": data.accessor(colors, .normalizedByte, count: count, "VEC4"),
        ])
        let materials = materials(of: mesh)
        return mesh.parts.map { part in
            .object([
                "attributes": attributes,
                "indices": data.accessor(
                    indices, .index, offset: part.indexRange.lowerBound * 4, count: part.indexRange.count, "SCALAR"),
                "material": .orNull(materials.firstIndex(of: part.material)),
            ])
        }
    }

    private static func materials(of mesh: Mesh) -> [Material] {
        mesh.parts.map(\.material).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private static func json(_ material: Material) -> JSONValue {
        let glow = min(material.glow.red * 0.4, 1)
        var members: [String: JSONValue] = [
            "doubleSided": .bool(true),
            "pbrMetallicRoughness": .object([
                "baseColorFactor": .list([1, 1, 1, 1]), "metallicFactor": .number(Double(material.metallic)),
                "roughnessFactor": .number(Double(material.roughness)),
            ]),
        ]
        if glow > 0 { members["emissiveFactor"] = .list([glow, glow, glow]) }
        return .object(members)
    }

    /// Adds the shared times and the values of each track.
    private static func animation(_ clip: Clip, _ data: inout GLBData) -> JSONValue {
        func add(_ values: [Float], width: Int, _ bounds: [String: [Float]] = [:]) -> JSONValue {
            let view = data.view(nil) { for value in values { $0.add(value) } }
            return data.accessor(
                view, .float, count: values.count / width, width == 1 ? "SCALAR" : "VEC\(width)", bounds)
        }
        let times = add(
            clip.times, width: 1, ["min": [clip.times.min() ?? 0], "max": [clip.times.max() ?? 0]])
        let samplers = clip.tracks.map { track -> JSONValue in
            .object([
                "input": times, "output": add(track.values, width: track.width), "interpolation": .string("LINEAR"),
            ])
        }
        let channels = clip.tracks.enumerated().map { number, track -> JSONValue in
            .object([
                "sampler": .integer(Int64(number)),
                "target": .object(["node": .integer(0), "path": .string(track.path)]),
            ])
        }
        return .object([
            "name": .string(clip.name), "samplers": .array(samplers), "channels": .array(channels),
        ])
    }

    /// The GLB container. glTF pads JSON with spaces and binary with zeros, each chunk to a multiple of four.
    static func container(json: [UInt8], binary: [UInt8]) -> [UInt8] {
        var text = ByteWriter()
        text.add(json)
        text.pad(to: 4, with: 0x20)
        var data = ByteWriter()
        data.add(binary)
        data.pad(to: 4)
        var file = ByteWriter()
        file.reserve(28 + text.count + data.count)
        file.add(UInt32(0x4654_6C67))
        file.add(UInt32(2))
        file.add(UInt32(12 + 8 + text.count + (data.count == 0 ? 0 : 8 + data.count)))
        file.add(UInt32(text.count))
        file.add(UInt32(0x4E4F_534A))
        file.add(text.bytes)
        if data.count > 0 {
            file.add(UInt32(data.count))
            file.add(UInt32(0x004E_4942))
            file.add(data.bytes)
        }
        return file.bytes
    }

    static func bytes(of color: Color) -> UInt32 {
        func byte(_ value: Float) -> UInt32 { UInt32((min(max(value, 0), 1) * 255).rounded()) }
        return byte(color.red) | byte(color.green) << 8 | byte(color.blue) << 16 | 0xFF00_0000
    }
}

/// The binary data of a file under construction, with its description.
private struct GLBData {
    enum Target: Int64 {
        case vertices = 34962
        case indices = 34963
    }

    enum Component: Int64 {
        case normalizedByte = 5121
        case index = 5125
        case float = 5126
    }

    var binary = ByteWriter()
    private(set) var views: [JSONValue] = []
    private(set) var accessors: [JSONValue] = []

    /// Adds what `write` adds as a buffer view, and returns its number.
    mutating func view(_ target: Target?, _ write: (inout ByteWriter) -> Void) -> JSONValue {
        let start = binary.count
        write(&binary)
        var members: [String: JSONValue] = [
            "buffer": .integer(0), "byteOffset": .integer(Int64(start)),
            "byteLength": .integer(Int64(binary.count - start)),
        ]
        members["target"] = (target?.rawValue).map(JSONValue.integer)
        views.append(.object(members))
        return .integer(Int64(views.count - 1))
    }

    /// Describes a part of a view, and returns the number of the accessor.
    mutating func accessor(
        _ view: JSONValue, _ component: Component, offset: Int = 0, count: Int, _ type: String,
        _ bounds: [String: [Float]] = [:]
    ) -> JSONValue {
        var members = bounds.mapValues(JSONValue.list)
        members["bufferView"] = view
        members["byteOffset"] = .integer(Int64(offset))
        members["componentType"] = .integer(component.rawValue)
        members["count"] = .integer(Int64(count))
        members["type"] = .string(type)
        if component == .normalizedByte { members["normalized"] = .bool(true) }
        accessors.append(.object(members))
        return .integer(Int64(accessors.count - 1))
    }
}

extension JSONValue {
    fileprivate static func list(_ numbers: [Float]) -> JSONValue { .array(numbers.map { .number(Double($0)) }) }
}
