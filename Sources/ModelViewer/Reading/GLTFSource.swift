/// A value that is nil if it is missing or of the wrong kind.
@propertyWrapper struct Lenient<Value: Decodable>: Decodable {
    var wrappedValue: Value?

    init(wrappedValue: Value?) {
        self.wrappedValue = wrappedValue
    }

    init(from decoder: any Decoder) {
        wrappedValue = try? decoder.singleValueContainer().decode(Value.self)
    }
}

extension KeyedDecodingContainer {
    func decode<Value>(_ type: Lenient<Value>.Type, forKey key: Key) -> Lenient<Value> {
        Lenient(wrappedValue: try? decodeIfPresent(Value.self, forKey: key))
    }
}

/// The JSON part of a glTF 2.0 file, limited to what rendering needs. The content is untrusted.
///
/// Only the parts that geometry depends on must be of the right kind.
struct GLTFSource: Decodable {
    struct Asset: Decodable {
        /// A text, or the text of a number.
        var version: String?

        private enum CodingKeys: CodingKey {
            case version
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            version = try? container.decode(String.self, forKey: .version)
            if version == nil { version = (try? container.decode(Double.self, forKey: .version)).map { "\($0)" } }
        }

        /// The first number of the version.
        var majorVersion: Int? {
            let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
            let number = (version ?? "").utf8.drop { !digits.contains($0) }.prefix { digits.contains($0) }
            return Int(String(decoding: number, as: UTF8.self))
        }
    }
    struct Scene: Decodable {
        var nodes: [Int]?
    }
    struct Node: Decodable {
        var mesh: Int?
        var children: [Int]?
        @Lenient var skin: Int?
        /// The weights of the mesh's morph targets, instead of its own.
        @Lenient var weights: [Float]?
        @Lenient var matrix: [Float]?
        @Lenient var translation: [Float]?
        @Lenient var rotation: [Float]?
        @Lenient var scale: [Float]?
    }
    struct Skin: Decodable {
        var joints: [Int]
        @Lenient var inverseBindMatrices: Int?
    }
    struct MeshEntry: Decodable {
        var primitives: [Primitive]
        @Lenient var weights: [Float]?
    }
    struct Primitive: Decodable {
        struct Extensions: Decodable {
            @Lenient var draco: Draco?

            enum CodingKeys: String, CodingKey {
                case draco = "KHR_draco_mesh_compression"
            }
        }
        struct Draco: Decodable {
            var bufferView: Int
            var attributes: [String: UInt32]
        }

        @Lenient private var attributes: [String: Lenient<Int>]?
        var indices: Int?
        @Lenient var material: Int?
        /// 4 for triangles, 5 for a strip, 6 for a fan; lower values for points and lines.
        @Lenient var mode: Int?
        /// The accessors of each morph target, by attribute.
        @Lenient var targets: [[String: Int]]?
        @Lenient var extensions: Extensions?

        func accessor(of attribute: String) -> Int? { attributes?[attribute]?.wrappedValue }
    }
    struct Buffer: Decodable {
        @Lenient var uri: String?
    }
    struct BufferView: Decodable {
        struct Extensions: Decodable {
            @Lenient var meshopt: Meshopt?
            @Lenient var newerMeshopt: Meshopt?

            enum CodingKeys: String, CodingKey {
                case meshopt = "EXT_meshopt_compression"
                case newerMeshopt = "KHR_meshopt_compression"
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
        @Lenient var byteStride: Int?
        @Lenient var extensions: Extensions?

        var meshopt: Meshopt? { extensions?.meshopt ?? extensions?.newerMeshopt }
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
        @Lenient var normalized: Bool?
        var count: Int
        var type: String
        var sparse: Sparse?
    }
    struct Sampler: Decodable {
        @Lenient var wrapS: Int?
        @Lenient var wrapT: Int?
    }
    struct TextureEntry: Decodable {
        struct Extensions: Decodable {
            struct Source: Decodable {
                var source: Int?
            }
            @Lenient var webp: Source?
            @Lenient var basisu: Source?
            @Lenient var avif: Source?
            @Lenient var dds: Source?

            enum CodingKeys: String, CodingKey {
                case webp = "EXT_texture_webp"
                case basisu = "KHR_texture_basisu"
                case avif = "EXT_texture_avif"
                case dds = "MSFT_texture_dds"
            }
        }

        @Lenient var source: Int?
        @Lenient var sampler: Int?
        @Lenient var extensions: Extensions?

        /// The reason why a texture has no readable picture.
        var omission: String {
            if extensions?.basisu != nil { return "KTX2" }
            if extensions?.avif != nil { return "AVIF" }
            return extensions?.dds != nil ? "DDS" : "no picture"
        }
    }
    struct Image: Decodable {
        @Lenient var bufferView: Int?
        @Lenient var uri: String?
    }
    struct TextureUse: Decodable {
        struct Extensions: Decodable {
            @Lenient var transform: TextureTransform?

            enum CodingKeys: String, CodingKey {
                case transform = "KHR_texture_transform"
            }
        }
        struct TextureTransform: Decodable {
            @Lenient var offset: [Float]?
            @Lenient var rotation: Float?
            @Lenient var scale: [Float]?
            @Lenient var texCoord: Int?
        }

        var index: Int
        @Lenient var texCoord: Int?
        @Lenient var extensions: Extensions?
    }
    struct Surface: Decodable {
        @Lenient var baseColorFactor: [Float]?
        @Lenient var baseColorTexture: TextureUse?
        @Lenient var metallicFactor: Float?
        @Lenient var roughnessFactor: Float?
    }
    struct MaterialEntry: Decodable {
        @Lenient var pbrMetallicRoughness: Surface?
        @Lenient var emissiveFactor: [Float]?
        @Lenient var emissiveTexture: TextureUse?
        @Lenient var alphaMode: String?
        @Lenient var alphaCutoff: Float?
    }

    @Lenient var asset: Asset?
    @Lenient var extensionsRequired: [String]?
    @Lenient var scene: Int?
    var scenes: [Scene]?
    var nodes: [Node]?
    @Lenient var skins: [Lenient<Skin>]?
    var meshes: [MeshEntry]?
    @Lenient var materials: [Lenient<MaterialEntry>]?
    @Lenient var textures: [Lenient<TextureEntry>]?
    @Lenient var images: [Lenient<Image>]?
    @Lenient var samplers: [Lenient<Sampler>]?
    var accessors: [Lenient<Accessor>]?
    var bufferViews: [Lenient<BufferView>]?
    var buffers: [Buffer]?
}

extension GLTFSource {
    /// Required extensions that are supported, that only affect the finish of a surface, or whose textures are noted.
    private static let knownExtensions: Set<String> = [
        "KHR_draco_mesh_compression", "KHR_mesh_quantization", "EXT_meshopt_compression", "KHR_meshopt_compression",
        "KHR_texture_transform", "EXT_texture_webp", "KHR_texture_basisu", "EXT_texture_avif", "MSFT_texture_dds",
        "KHR_lights_punctual", "KHR_animation_pointer", "KHR_xmp_json_ld",
    ]

    /// The required extensions that are not supported, ready for a message.
    var unknownExtensions: [String] {
        (extensionsRequired ?? []).filter { name in
            let isFinish = name.hasPrefix("KHR_materials_") && name != "KHR_materials_pbrSpecularGlossiness"
            return !isFinish && !Self.knownExtensions.contains(name)
        }.map { MeshReadingError.word($0) }
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

    func entry<Value>(_ index: Int, _ list: String) throws(MeshReadingError) -> Value where Element == Lenient<Value> {
        let element: Element = try entry(index, list)
        guard let value = element.wrappedValue else {
            throw MeshReadingError.damaged("Entry \(index) of the GLB file's \(list) cannot be read.")
        }
        return value
    }
}
