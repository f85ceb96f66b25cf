/// The node tree with the world transform of each node.
struct GLTFNodes {
    struct Placed {
        var shown: [Int] = []
        /// The transform of every node shown.
        var transforms: [Int: Transform] = [:]
        /// The number of entries for nodes that are not in the file.
        var missingCount = 0
        /// The number of transforms with too few or too many numbers.
        var brokenCount = 0
    }

    private enum Step {
        case enter(Int, parent: Transform)
        case leave(Int)
    }

    private let source: GLTFSource

    init(_ source: GLTFSource) {
        self.source = source
    }

    /// Walks the tree without recursion; a node met again is not shown again.
    ///
    /// - Throws: An error about a node inside itself.
    func placed() throws(MeshReadingError) -> Placed {
        let nodes = source.nodes ?? []
        let children = Set(nodes.flatMap { $0.children ?? [] })
        let roots = roots(children)
        var result = Placed()
        var open: Set<Int> = []
        // A root that is also a child is placed by its parent, unless that is not in the scene.
        let ordered = roots.filter { !children.contains($0) } + roots.filter { children.contains($0) }
        var waiting = ordered.reversed().map { Step.enter($0, parent: .identity) }
        while let step = waiting.popLast() {
            switch step {
            case .leave(let index): open.remove(index)
            case .enter(let index, let parent):
                guard !open.contains(index) else {
                    throw MeshReadingError.damaged("Node \(index) of the GLB file is inside itself.")
                }
                guard result.transforms[index] == nil else { continue }
                guard nodes.indices.contains(index) else {
                    result.missingCount += 1
                    continue
                }
                let transform = parent.applied(to: Self.transform(of: nodes[index], &result.brokenCount))
                result.transforms[index] = transform
                result.shown.append(index)
                open.insert(index)
                waiting.append(.leave(index))
                for child in (nodes[index].children ?? []).reversed() {
                    waiting.append(.enter(child, parent: transform))
                }
            }
        }
        return result
    }

    /// The nodes of the scene; all nodes without a parent if the file names none.
    private func roots(_ children: Set<Int>) -> [Int] {
        let scenes = source.scenes ?? []
        let number = source.scene ?? 0
        let scene = scenes.indices.contains(number) ? scenes[number] : scenes.first
        if let roots = scene?.nodes, !roots.isEmpty { return roots }
        return (source.nodes ?? []).indices.filter { !children.contains($0) }
    }

    private static func transform(of node: GLTFSource.Node, _ brokenCount: inout Int) -> Transform {
        func numbers(_ list: [Float]?, _ initial: [Float]) -> [Float] {
            guard let list else { return initial }
            if list.count == initial.count { return list }
            brokenCount += 1
            return initial
        }
        let matrix = numbers(node.matrix, [Float](repeating: 0, count: 16))
        if node.matrix?.count == 16 { return Transform(matrix: matrix) }
        let t = numbers(node.translation, [0, 0, 0])
        let r = numbers(node.rotation, [0, 0, 0, 1])
        let s = numbers(node.scale, [1, 1, 1])
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
