import Geometry

/// The formats that a Model can be converted to, spelled as the API does.
enum ModelFormat: String, Sendable, Hashable, CaseIterable {
    case glb
    case obj
    case stl
    case usdz
    case fbx
}

/// One converted file as it is given out.
struct PackedModel: Sendable, Hashable {
    /// How `ConvertedModelArtifact` says it.
    enum Packaging: String, Sendable {
        case singleFile = "single_file"
        case zip
    }

    var packaging: Packaging
    var contentType: String
    /// Without the dot, of the file that is given out.
    var fileExtension: String
    /// The file to open in it, which is the file itself where nothing is packed.
    var primaryExtension: String
}

extension ModelFormat {
    /// The formats this server can write.
    static let writable: [ModelFormat] = allCases.filter { $0.writer != nil }

    /// Turns a mesh into the bytes of the file; the name is what the file calls itself and its parts. Nil where there
    /// is no writer, and then the format is refused.
    var writer: (@Sendable (Mesh, _ name: String) throws -> [UInt8])? {
        switch self {
        case .glb: { try GLB.encode($0, name: $1) }
        case .obj, .stl, .usdz, .fbx: nil
        }
    }

    var packing: PackedModel {
        switch self {
        case .glb: single(GLB.contentType)
        case .obj:
            PackedModel(packaging: .zip, contentType: "application/zip", fileExtension: "zip", primaryExtension: "obj")
        case .stl: single("model/stl")
        case .usdz: single("model/vnd.usdz+zip")
        case .fbx: single("application/octet-stream")
        }
    }

    private func single(_ contentType: String) -> PackedModel {
        PackedModel(
            packaging: .singleFile, contentType: contentType, fileExtension: rawValue, primaryExtension: rawValue)
    }
}
