/// The file formats of Model conversions; the raw value is the name in requests.
package enum MeshFormat: String, Sendable, CaseIterable {
    case glb, obj, stl, usdz, fbx

    package var packaging: MeshFile.Packaging { self == .obj ? .zip : .singleFile }

    /// The extension of the delivered file; OBJ files and their materials are delivered in an archive.
    package var fileExtension: String { self == .obj ? "zip" : rawValue }

    package var contentType: String {
        switch self {
        case .glb: GLB.contentType
        case .obj: "application/zip"
        case .stl: STL.contentType
        case .usdz: USDZ.contentType
        case .fbx: FBX.contentType
        }
    }

    /// The mesh as one file, named by the letters and digits of `name`.
    ///
    /// The same mesh and name give the same bytes. Throws only what the JSON encoder of a GLB throws.
    package func file(of mesh: Mesh, named name: String) throws -> MeshFile {
        let stem = FileName.stem(name)
        let filename = "\(stem).\(fileExtension)"
        switch self {
        case .glb: return MeshFile(self, filename, try GLB.encode(mesh, name: name))
        case .stl: return MeshFile(self, filename, STL.encode(mesh))
        case .usdz: return MeshFile(self, filename, USDZ.encode(mesh, name: name))
        case .fbx: return MeshFile(self, filename, FBX.encode(mesh, name: name))
        case .obj:
            var archive = ZipArchive()
            archive.add(OBJ.encode(mesh, name: name), at: "\(stem).obj")
            archive.add(OBJ.materials(of: mesh), at: "\(stem).mtl")
            return MeshFile(self, filename, archive.encoded(), primaryPath: "\(stem).obj")
        }
    }
}

package struct MeshFile: Sendable, Hashable {
    /// A single file or an archive; the raw value is the name in the API.
    package enum Packaging: String, Sendable, Hashable {
        case singleFile = "single_file"
        case zip
    }

    package let format: MeshFormat
    package let filename: String
    /// The path inside the archive, or `filename` if there is none.
    package let primaryPath: String
    package let bytes: [UInt8]

    fileprivate init(_ format: MeshFormat, _ filename: String, _ bytes: [UInt8], primaryPath: String? = nil) {
        self.format = format
        self.filename = filename
        self.primaryPath = primaryPath ?? filename
        self.bytes = bytes
    }
}
