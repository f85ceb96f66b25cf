/// The solids of a model, sorted into a body and swinging limbs.
struct Limbs {
    struct Limb {
        enum Kind {
            case leg, arm
        }

        var kind: Kind
        /// The sign of X: -1 or 1.
        var side: Float
        var isFront: Bool
        /// The center of rotation: the limb's upper end.
        var pivot: Vector3
    }

    let limbs: [Limb]
    /// The limb of each triangle, counted from 1; 0 for the body.
    let groupOfTriangle: [Int]

    /// Finds two or four legs, which are low and wholly on one side of the body, and arms for a model with two legs.
    init(_ mesh: Mesh) {
        let solids = Solids(mesh)
        let whole = mesh.bounds ?? Bounds(minimum: .zero, maximum: .zero)
        let middle = solids.boxes.max { $0.volume < $1.volume }?.center ?? whole.center
        var groups: [Key: [Int]] = [:]
        for (number, box) in solids.boxes.enumerated() {
            guard let kind = Self.kind(box, in: whole, about: middle) else { continue }
            let ahead = box.center.z - middle.z
            let row = abs(ahead) > whole.size.z * 0.12 && kind == .leg ? (ahead > 0 ? 1 : -1) : 0
            groups[Key(kind: kind, isLeft: box.center.x < middle.x, row: row), default: []].append(number)
        }
        let keys = Self.pairs(Array(groups.keys))
        var numberOfSolid = [Int](repeating: 0, count: solids.boxes.count)
        var limbs: [Limb] = []
        for key in keys {
            let members = groups[key] ?? []
            let boxes = members.map { solids.boxes[$0] }
            guard let box = Bounds(of: boxes.flatMap { [$0.minimum, $0.maximum] }) else { continue }
            let top = key.kind == .arm ? min(box.maximum.y, whole.size.y * 0.74) : box.maximum.y
            limbs.append(
                Limb(
                    kind: key.kind, side: key.isLeft ? -1 : 1, isFront: key.row > 0,
                    pivot: Vector3(box.center.x, top, box.center.z)))
            for member in members { numberOfSolid[member] = limbs.count }
        }
        self.limbs = limbs
        groupOfTriangle = solids.solidOfTriangle.map { numberOfSolid[$0] }
    }

    private struct Key: Hashable {
        var kind: Limb.Kind
        var isLeft: Bool
        var row: Int
    }

    private static func kind(_ box: Bounds, in whole: Bounds, about middle: Vector3) -> Limb.Kind? {
        guard box.minimum.x > middle.x || box.maximum.x < middle.x else { return nil }
        let height = whole.size.y
        if box.maximum.y < height * 0.55 { return .leg }
        let (high, out) = (box.center.y, abs(box.center.x - middle.x))
        return (height * 0.3..<height * 0.8).contains(high) && out > height * 0.12 ? .arm : nil
    }

    /// The pairs with a counterpart on the other side: four legs, or two legs and the arms.
    private static func pairs(_ keys: [Key]) -> [Key] {
        func pair(_ kind: Limb.Kind, _ row: Int) -> [Key] {
            let both = [true, false].map { Key(kind: kind, isLeft: $0, row: row) }
            return both.allSatisfy(keys.contains) ? both : []
        }
        let (behind, ahead, level) = (pair(.leg, -1), pair(.leg, 1), pair(.leg, 0))
        if !behind.isEmpty && !ahead.isEmpty { return behind + ahead }
        return level.isEmpty ? [] : level + pair(.arm, 0)
    }
}

extension Bounds {
    fileprivate var volume: Float { size.x * size.y * size.z }
}

/// The connected components of a mesh.
private struct Solids {
    var solidOfTriangle: [Int] = []
    var boxes: [Bounds] = []

    init(_ mesh: Mesh) {
        let (merged, count) = mesh.merged(groups: [Int](repeating: 0, count: mesh.positions.count))
        var leader = Array(0..<count)
        func leading(_ vertex: Int) -> Int {
            var vertex = vertex
            while leader[vertex] != vertex {
                leader[vertex] = leader[leader[vertex]]
                vertex = leader[vertex]
            }
            return vertex
        }
        let corners = mesh.indices.map { Int(merged[Int($0)]) }
        for at in stride(from: 0, to: corners.count, by: 3) {
            let first = leading(corners[at])
            leader[leading(corners[at + 1])] = first
            leader[leading(corners[at + 2])] = first
        }
        var numbers: [Int: Int] = [:]
        for at in stride(from: 0, to: corners.count, by: 3) {
            let solid = numbers[leading(corners[at])] ?? numbers.count
            numbers[leading(corners[at])] = solid
            solidOfTriangle.append(solid)
            let places = (0..<3).map { mesh.positions[Int(mesh.indices[at + $0])] }
            guard let box = Bounds(of: places) else { continue }
            if solid == boxes.count {
                boxes.append(box)
            } else {
                boxes[solid] =
                    Bounds(of: [boxes[solid].minimum, boxes[solid].maximum, box.minimum, box.maximum]) ?? box
            }
        }
    }
}

extension Mesh {
    /// The mesh with its triangles sorted by group, and the parts of each group.
    func sorted(by groupOfTriangle: [Int], count: Int) -> (mesh: Mesh, parts: [Range<Int>]) {
        var result = self
        result.indices = []
        result.parts = []
        var ranges: [Range<Int>] = []
        for group in 0..<count {
            let first = result.parts.count
            for part in parts {
                let start = result.indices.count
                for at in stride(from: part.indexRange.lowerBound, to: part.indexRange.upperBound, by: 3)
                where groupOfTriangle[at / 3] == group {
                    result.indices += indices[at..<(at + 3)]
                }
                guard result.indices.count > start else { continue }
                result.parts.append(Part(material: part.material, indexRange: start..<result.indices.count))
            }
            ranges.append(first..<result.parts.count)
        }
        return (result, ranges)
    }
}
