/// The JSON part of a glTF 2.0 file, limited to what rendering needs. The content is untrusted.
struct GLTFSource: Decodable {
    struct Asset: Decodable {
        var version: String
        var minVersion: String?
    }
    struct Scene: Decodable {
        var nodes: [Int]?
    }
    struct Node: Decodable {
        var mesh: Int?
        var skin: Int?
        var children: [Int]?
        var matrix: [Float]?
        var translation: [Float]?
        var rotation: [Float]?
        var scale: [Float]?
    }
    struct Skin: Decodable {
        var joints: [Int]
        var inverseBindMatrices: Int?
    }
    struct MeshEntry: Decodable {
        var primitives: [Primitive]
    }
    struct Primitive: Decodable {
        struct Extensions: Decodable {
            var draco: Draco?

            enum CodingKeys: String, CodingKey {
                case draco = "KHR_draco_mesh_compression"
            }
        }
        struct Draco: Decodable {
            var bufferView: Int
            var attributes: [String: UInt32]
        }

        var attributes: [String: Int]
        var indices: Int?
        var material: Int?
        /// 4 for triangles, 5 for a strip, 6 for a fan; lower values for points and lines.
        var mode: Int?
        var extensions: Extensions?
    }
    struct Buffer: Decodable {
        var byteLength: Int
        var uri: String?
    }
    struct BufferView: Decodable {
        struct Extensions: Decodable {
            var meshopt: Meshopt?

            enum CodingKeys: String, CodingKey {
                case meshopt = "EXT_meshopt_compression"
            }
        }
        struct Meshopt: Decodable {
            var buffer: Int
            var byteOffset: Int?
            var byteLength: Int
            var byteStride: Int
            var count: Int
            var mode: String
            var filter: String?
        }

        var buffer: Int
        var byteOffset: Int?
        var byteLength: Int
        var byteStride: Int?
        var extensions: Extensions?
    }
    struct Accessor: Decodable {
        struct Sparse: Decodable {
            struct Indices: Decodable {
                var bufferView: Int
                var byteOffset: Int?
                var componentType: Int
            }
            struct Values: Decodable {
                var bufferView: Int
                var byteOffset: Int?
            }

            var count: Int
            var indices: Indices
            var values: Values
        }

        var bufferView: Int?
        var byteOffset: Int?
        var componentType: Int
        var normalized: Bool?
        var count: Int
        var type: String
        var sparse: Sparse?
    }
    struct Sampler: Decodable {
        var wrapS: Int?
        var wrapT: Int?
    }
    struct TextureEntry: Decodable {
        struct Extensions: Decodable {
            struct Source: Decodable {
                var source: Int?
            }
            var webp: Source?

            enum CodingKeys: String, CodingKey {
                case webp = "EXT_texture_webp"
            }
        }

        var source: Int?
        var sampler: Int?
        var extensions: Extensions?
    }
    struct Image: Decodable {
        var bufferView: Int?
        var uri: String?
    }
    struct TextureUse: Decodable {
        struct Extensions: Decodable {
            var transform: TextureTransform?

            enum CodingKeys: String, CodingKey {
                case transform = "KHR_texture_transform"
            }
        }
        struct TextureTransform: Decodable {
            var offset: [Float]?
            var rotation: Float?
            var scale: [Float]?
            var texCoord: Int?
        }

        var index: Int
        var texCoord: Int?
        var extensions: Extensions?
    }
    struct Surface: Decodable {
        var baseColorFactor: [Float]?
        var baseColorTexture: TextureUse?
        var metallicFactor: Float?
        var roughnessFactor: Float?
    }
    struct MaterialEntry: Decodable {
        var pbrMetallicRoughness: Surface?
        var emissiveFactor: [Float]?
        var emissiveTexture: TextureUse?
        var alphaMode: String?
        var alphaCutoff: Float?
    }

    var asset: Asset
    var extensionsRequired: [String]?
    var scene: Int?
    var scenes: [Scene]?
    var nodes: [Node]?
    var skins: [Skin]?
    var meshes: [MeshEntry]?
    var materials: [MaterialEntry]?
    var textures: [TextureEntry]?
    var images: [Image]?
    var samplers: [Sampler]?
    var accessors: [Accessor]?
    var bufferViews: [BufferView]?
    var buffers: [Buffer]?
}

extension GLTFSource {
    /// Required extensions that are supported, or that only affect the finish of a surface.
    private static let knownExtensions: Set<String> = [
        "KHR_draco_mesh_compression", "KHR_mesh_quantization", "EXT_meshopt_compression", "KHR_texture_transform",
        "EXT_texture_webp", "KHR_lights_punctual", "KHR_animation_pointer", "KHR_xmp_json_ld",
    ]

    /// The first required extension that is not supported.
    var unknownExtension: String? {
        extensionsRequired?.first { !Self.knownExtensions.contains($0) && !$0.hasPrefix("KHR_materials_") }
    }
}

extension Array {
    /// The element at an untrusted index; throws an error that names the list.
    func entry(_ index: Int, _ list: String) throws(MeshReadingError) -> Element {
        guard indices.contains(index) else {
            throw MeshReadingError.damaged("The GLB file refers to entry \(index) of its \(list), which is not there.")
        }
        return self[index]
    }
}
