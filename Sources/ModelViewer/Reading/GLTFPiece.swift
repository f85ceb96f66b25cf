import Foundation

/// A primitive of a glTF mesh with its decoded data.
struct GLTFPiece {
    var piece = SceneBuilder.Piece()
    var surface: Int
    /// Four joints and weights for each vertex; empty without a skin.
    private(set) var joints: [Float] = []
    private(set) var weights: [Float] = []
    /// The attributes that cannot be read and only concern looks.
    private(set) var leftOut: [String] = []
    private let targets: [[String: Int]]

    /// The texture coordinate set of a material, and its transform.
    struct Coordinates {
        var set: Int
        var transform: GLTFSource.TextureUse.TextureTransform?
    }

    /// The piece has no positions if the file has none for it.
    init(
        _ primitive: GLTFSource.Primitive, _ mode: Int, surface: Int, _ coordinates: Coordinates?,
        _ accessors: inout GLTFAccessors, _ budget: inout ReadingBudget
    ) throws(MeshReadingError) {
        self.surface = surface
        targets = primitive.targets ?? []
        var packed: DracoMesh?
        if let draco = primitive.extensions?.draco {
            packed = try DracoMesh(try accessors.view(draco.bufferView, &budget), &budget)
        }
        func rows(_ name: String, _ widths: ClosedRange<Int>) throws(MeshReadingError) -> GLTFAccessors.Table? {
            guard let index = primitive.accessor(of: name) else { return nil }
            let table: GLTFAccessors.Table
            if let packed, let id = primitive.extensions?.draco?.attributes[name] {
                table = try packed.table(id, isNormalized: try accessors.description(index).normalized == true, &budget)
            } else {
                table = try accessors.table(index, &budget)
            }
            guard widths.contains(table.width) else {
                throw MeshReadingError.damaged("A part of the model has \(name) of \(table.width) numbers.")
            }
            return table.values.isEmpty ? nil : table
        }
        guard let positions = try rows("POSITION", 3...4)?.vectors else { return }
        piece.positions = positions
        var leftOut: [String] = []
        func looks(_ name: String, _ widths: ClosedRange<Int>) throws(MeshReadingError) -> GLTFAccessors.Table? {
            do {
                guard let table = try rows(name, widths) else { return nil }
                if table.count >= positions.count { return table.prefix(positions.count) }
            } catch {
                try error.rethrowLimit()
            }
            leftOut.append(name)
            return nil
        }
        piece.normals = try looks("NORMAL", 3...4)?.vectors ?? []
        piece.colors = try looks("COLOR_0", 3...4)?.colors ?? []
        if let coordinates {
            let table = try looks("TEXCOORD_\(coordinates.set)", 2...4)
            piece.textureCoordinates = Self.places(table, coordinates.transform)
        }
        joints = try looks("JOINTS_0", 4...4)?.values ?? []
        weights = try looks("WEIGHTS_0", 4...4)?.values ?? []
        self.leftOut = leftOut
        if let packed {
            piece.indices = packed.indices
        } else if let index = primitive.indices {
            piece.indices = Self.triangles(try accessors.corners(index, &budget), mode)
        } else {
            try budget.spend(values: piece.positions.count, of: 1)
            piece.indices = Self.triangles((0..<UInt32(piece.positions.count)).map { $0 }, mode)
        }
    }

    /// Adds the morph targets; those with weight 0 are not read, and those that cannot be read are left out.
    mutating func morph(
        _ weights: [Float], _ accessors: inout GLTFAccessors, _ budget: inout ReadingBudget
    ) throws(MeshReadingError) {
        leftOut = []
        for (target, weight) in zip(targets, weights) where weight != 0 && weight.isFinite {
            do {
                try Self.add(target["POSITION"], weight, to: &piece.positions, &accessors, &budget)
                try Self.add(target["NORMAL"], weight, to: &piece.normals, &accessors, &budget)
            } catch {
                try error.rethrowLimit()
                leftOut.append("morph target")
            }
        }
    }

    private static func add(
        _ index: Int?, _ weight: Float, to vectors: inout [Vector3], _ accessors: inout GLTFAccessors,
        _ budget: inout ReadingBudget
    ) throws(MeshReadingError) {
        guard let index, !vectors.isEmpty else { return }
        let table = try accessors.table(index, &budget, knownCount: vectors.count)
        guard !table.values.isEmpty else { return }
        guard table.width == 3, table.count >= vectors.count else {
            throw MeshReadingError.damaged("A morph target of the model does not fit its mesh.")
        }
        try budget.spend(values: vectors.count, of: 3)
        for (at, change) in table.prefix(vectors.count).vectors.enumerated() { vectors[at] += change * weight }
    }

    /// Converts strips and fans to triangles; one or two remaining corners are dropped.
    static func triangles(_ corners: [UInt32], _ mode: Int) -> [UInt32] {
        guard mode != 4 else { return Array(corners.prefix(corners.count / 3 * 3)) }
        guard corners.count >= 3 else { return [] }
        var result: [UInt32] = []
        result.reserveCapacity((corners.count - 2) * 3)
        for at in 0..<(corners.count - 2) {
            if mode == 6 {
                result += [corners[at + 1], corners[at + 2], corners[0]]
            } else {
                // Every second triangle of a strip has the opposite winding.
                let turn = at % 2
                result += [corners[at], corners[at + 1 + turn], corners[at + 2 - turn]]
            }
        }
        return result
    }

    private static func places(
        _ table: GLTFAccessors.Table?, _ transform: GLTFSource.TextureUse.TextureTransform?
    ) -> [SIMD2<Float>] {
        guard let table else { return [] }
        let places = (0..<table.count).map { row in
            SIMD2(table.values[row * table.width], table.values[row * table.width + 1])
        }
        guard let transform else { return places }
        let offset = transform.offset?.count == 2 ? transform.offset ?? [0, 0] : [0, 0]
        let scale = transform.scale?.count == 2 ? transform.scale ?? [1, 1] : [1, 1]
        let (c, s) = (cos(transform.rotation ?? 0), sin(transform.rotation ?? 0))
        return places.map { place in
            let (u, v) = (place.x * scale[0], place.y * scale[1])
            return SIMD2(u * c + v * s + offset[0], v * c - u * s + offset[1])
        }
    }
}

extension GLTFAccessors.Table {
    var vectors: [Vector3] {
        (0..<count).map { Vector3(values[$0 * width], values[$0 * width + 1], values[$0 * width + 2]) }
    }

    fileprivate func prefix(_ count: Int) -> Self {
        count == self.count ? self : Self(values: Array(values.prefix(count * width)), width: width)
    }

    fileprivate var colors: [Color] {
        (0..<count).map { Color(values[$0 * width], values[$0 * width + 1], values[$0 * width + 2]) }
    }
}
