/// How a mesh is spread over the nodes of a scene, and how these move. The first node is the root.
struct Rig {
    /// Something of a node that moves.
    struct Track {
        /// The raw value is glTF's name.
        enum Path: String {
            case translation, rotation

            /// Numbers for each time: three of a place, four of a quaternion (x, y, z, w).
            var width: Int { self == .rotation ? 4 : 3 }
        }

        var node: Int
        var path: Path
        /// `path.width` for each time.
        var values: [Float]
    }

    /// Runs of the mesh's parts.
    var meshes: [(name: String, parts: Range<Int>)]
    var nodes: [GLTFDocument.Node]
    var animationName = ""
    /// In seconds, rising.
    var times: [Float] = []
    var tracks: [Track] = []

    /// The whole mesh at one node, which does not move.
    static func still(_ mesh: Mesh, name: String) -> Rig {
        Rig(meshes: [(name, 0..<mesh.parts.count)], nodes: [.init(mesh: 0, name: name)])
    }
}
