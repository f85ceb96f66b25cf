/// The node tree with the world transform of each node.
struct GLTFNodes {
    struct Placed {
        var shown: [Int]
        /// The transform of every node shown.
        var transforms: [Int: Transform]
    }

    private let source: GLTFSource

    init(_ source: GLTFSource) {
        self.source = source
    }

    /// Walks the tree without recursion. A node met twice, such as in a cycle, is an error in glTF.
    func placed() throws -> Placed {
        let nodes = source.nodes ?? []
        var result = Placed(shown: [], transforms: [:])
        var waiting = try roots().reversed().map { ($0, Transform.identity) }
        while let (index, parent) = waiting.popLast() {
            let node = try nodes.entry(index, "nodes")
            guard result.transforms[index] == nil else {
                throw MeshReadingError.damaged("Node \(index) of the GLB file hangs in two places or in itself.")
            }
            let transform = parent.applied(to: try Self.transform(of: node))
            result.transforms[index] = transform
            result.shown.append(index)
            for child in (node.children ?? []).reversed() { waiting.append((child, transform)) }
        }
        return result
    }

    private func roots() throws(MeshReadingError) -> [Int] {
        if let scenes = source.scenes, !scenes.isEmpty {
            return try scenes.entry(source.scene ?? 0, "scenes").nodes ?? []
        }
        // Without scenes, the roots are all nodes without a parent.
        let children = Set((source.nodes ?? []).flatMap { $0.children ?? [] })
        return (source.nodes ?? []).indices.filter { !children.contains($0) }
    }

    private static func transform(of node: GLTFSource.Node) throws(MeshReadingError) -> Transform {
        if let m = node.matrix {
            guard m.count == 16 else { throw MeshReadingError.damaged("A node's matrix has not 16 numbers.") }
            return Transform(matrix: m)
        }
        let t = node.translation ?? [0, 0, 0]
        let r = node.rotation ?? [0, 0, 0, 1]
        let s = node.scale ?? [1, 1, 1]
        guard t.count == 3, r.count == 4, s.count == 3 else {
            throw MeshReadingError.damaged("A node's place, turn or size has too few or too many numbers.")
        }
        var turn = Transform(quaternion: r).scaled(s[0], s[1], s[2])
        turn.origin = Vector3(t[0], t[1], t[2])
        return turn
    }
}

extension Transform {
    /// Reads the first 16 numbers in column-major order.
    init(matrix m: some RandomAccessCollection<Float>) {
        func at(_ place: Int) -> Float { m[m.index(m.startIndex, offsetBy: place)] }
        self.init(
            right: Vector3(at(0), at(1), at(2)), up: Vector3(at(4), at(5), at(6)),
            forward: Vector3(at(8), at(9), at(10)), origin: Vector3(at(12), at(13), at(14)))
    }

    /// Reads x, y, z, w of any length.
    fileprivate init(quaternion q: [Float]) {
        let length = (q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]).squareRoot()
        guard length > 1e-12, length.isFinite else {
            self.init()
            return
        }
        let (x, y, z, w) = (q[0] / length, q[1] / length, q[2] / length, q[3] / length)
        self.init(
            right: Vector3(1 - 2 * (y * y + z * z), 2 * (x * y + z * w), 2 * (x * z - y * w)),
            up: Vector3(2 * (x * y - z * w), 1 - 2 * (x * x + z * z), 2 * (y * z + x * w)),
            forward: Vector3(2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y)))
    }

    /// The composition: first `inner`, then this.
    func applied(to inner: Transform) -> Transform {
        Transform(
            right: direction(inner.right), up: direction(inner.up), forward: direction(inner.forward),
            origin: point(inner.origin))
    }
}
