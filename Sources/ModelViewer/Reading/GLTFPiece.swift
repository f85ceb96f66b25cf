import Foundation

/// A primitive of a glTF mesh with its decoded data.
struct GLTFPiece {
    var piece = SceneBuilder.Piece()
    var surface: Int
    /// Four joints and weights for each vertex; empty without a skin.
    private(set) var joints: [Float] = []
    private(set) var weights: [Float] = []
    private(set) var lacksData = false

    /// The texture coordinate set of a material, and its transform.
    struct Coordinates {
        var set: Int
        var transform: GLTFSource.TextureUse.TextureTransform?
    }

    init(
        _ primitive: GLTFSource.Primitive, _ mode: Int, surface: Int, _ coordinates: Coordinates?,
        _ accessors: inout GLTFAccessors, _ budget: inout ReadingBudget
    ) throws {
        self.surface = surface
        var packed: DracoMesh?
        if let draco = primitive.extensions?.draco {
            packed = try DracoMesh(try accessors.view(draco.bufferView, &budget), &budget)
        }
        func rows(_ name: String, _ widths: ClosedRange<Int>) throws -> GLTFAccessors.Table? {
            guard let index = primitive.attributes[name] else { return nil }
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
        guard let positions = try rows("POSITION", 3...3) else {
            lacksData = primitive.attributes["POSITION"] != nil
            return
        }
        piece.positions = positions.vectors
        piece.normals = try rows("NORMAL", 3...3)?.vectors ?? []
        piece.colors = try rows("COLOR_0", 3...4)?.colors ?? []
        if let coordinates {
            let table = try rows("TEXCOORD_\(coordinates.set)", 2...2)
            piece.textureCoordinates = Self.places(table, coordinates.transform)
        }
        joints = try rows("JOINTS_0", 4...4)?.values ?? []
        weights = try rows("WEIGHTS_0", 4...4)?.values ?? []
        if let packed {
            piece.indices = packed.indices
        } else if let index = primitive.indices {
            piece.indices = Self.triangles(try accessors.corners(index, &budget), mode)
        } else {
            try budget.spend(values: piece.positions.count, of: 1)
            piece.indices = Self.triangles((0..<UInt32(piece.positions.count)).map { $0 }, mode)
        }
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
        let places = (0..<table.count).map { SIMD2(table.values[$0 * 2], table.values[$0 * 2 + 1]) }
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
        (0..<count).map { Vector3(values[$0 * 3], values[$0 * 3 + 1], values[$0 * 3 + 2]) }
    }

    fileprivate var colors: [Color] {
        (0..<count).map { Color(values[$0 * width], values[$0 * width + 1], values[$0 * width + 2]) }
    }
}
