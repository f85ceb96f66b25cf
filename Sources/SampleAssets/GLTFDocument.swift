import ModelViewer

/// The JSON part of a glTF 2.0 file, limited to what the writer uses.
struct GLTFDocument: Encodable {
    struct Asset: Encodable {
        var version = "2.0"
        var generator = "mintop"
    }
    struct Scene: Encodable {
        /// Nil for an empty scene: glTF allows no empty list.
        var nodes: [Int]?
    }
    struct Node: Encodable {
        var mesh: Int?
        var name: String
        var scale: [Float]?
    }
    struct Buffer: Encodable {
        var byteLength: Int
    }
    struct BufferView: Encodable {
        var buffer = 0
        var byteOffset: Int
        var byteLength: Int
        /// 34962 for vertex attributes, 34963 for indices, nil for other data.
        var target: Int?
    }
    struct Accessor: Encodable {
        var bufferView: Int
        var byteOffset: Int?
        /// 5121 unsigned byte, 5125 unsigned int, 5126 float.
        var componentType: Int
        var normalized: Bool?
        var count: Int
        var type: String
        var min: [Float]?
        var max: [Float]?
    }
    struct Primitive: Encodable {
        var attributes = ["POSITION": 0, "NORMAL": 1, "COLOR_0": 2]
        var indices: Int
        var material: Int
    }
    struct MeshEntry: Encodable {
        var name: String
        var primitives: [Primitive]
    }
    struct Animation: Encodable {
        struct Sampler: Encodable {
            /// The accessors of the times and the values.
            var input: Int
            var output: Int
            var interpolation = "LINEAR"
        }
        struct Target: Encodable {
            var node: Int
            var path: String
        }
        struct Channel: Encodable {
            var sampler: Int
            var target: Target
        }

        var name: String
        var samplers: [Sampler]
        var channels: [Channel]
    }
    struct Surface: Encodable {
        var baseColorFactor: [Float] = [1, 1, 1, 1]
        var metallicFactor: Float
        var roughnessFactor: Float
    }
    struct MaterialEntry: Encodable {
        var pbrMetallicRoughness: Surface
        var emissiveFactor: [Float]?
        var doubleSided = true

        init(_ material: Material) {
            pbrMetallicRoughness = Surface(metallicFactor: material.metallic, roughnessFactor: material.roughness)
            let glow = min(material.glow.red * 0.4, 1)
            emissiveFactor = glow > 0 ? [glow, glow, glow] : nil
        }
    }

    var asset = Asset()
    var scene = 0
    var scenes: [Scene] = [Scene()]
    var nodes: [Node]?
    var meshes: [MeshEntry]?
    var materials: [MaterialEntry]?
    var accessors: [Accessor]?
    var bufferViews: [BufferView]?
    var buffers: [Buffer]?
    var animations: [Animation]?
}
