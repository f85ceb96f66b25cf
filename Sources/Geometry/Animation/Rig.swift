/// The nodes of a mesh and their animation. The first node is the root.
struct Rig {
    struct Track {
        /// The raw value is glTF's name.
        enum Path: String {
            case translation, rotation

            /// The number of values per time: three for a translation, four for a quaternion (x, y, z, w).
            var width: Int { self == .rotation ? 4 : 3 }
        }

        var node: Int
        var path: Path
        /// `path.width` values per time.
        var values: [Float]
    }

    /// Ranges of the mesh's parts.
    var meshes: [(name: String, parts: Range<Int>)]
    var nodes: [GLTFDocument.Node]
    var animationName = ""
    /// In seconds, ascending.
    var times: [Float] = []
    var tracks: [Track] = []

    /// The whole mesh at one static node.
    static func still(_ mesh: Mesh, name: String) -> Rig {
        Rig(meshes: [(name, 0..<mesh.parts.count)], nodes: [.init(mesh: 0, name: name)])
    }
}
