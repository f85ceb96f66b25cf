/// The joints of a skinned mesh, in the pose of the file's nodes.
struct GLTFSkin {
    private let joints: [Transform]

    init(
        _ index: Int, _ source: GLTFSource, _ transforms: [Int: Transform], _ accessors: inout GLTFAccessors,
        _ budget: inout ReadingBudget
    ) throws(MeshReadingError) {
        let skin: GLTFSource.Skin = try (source.skins ?? []).entry(index, "skins")
        var inverses: [Float] = []
        if let number = skin.inverseBindMatrices {
            let table = try accessors.table(number, &budget)
            guard table.width == 16, table.count >= skin.joints.count else {
                throw MeshReadingError.damaged("The model's skin has too few matrices for its joints.")
            }
            inverses = table.values
        }
        try budget.spend(values: skin.joints.count, of: 12)
        joints = skin.joints.enumerated().map { place, node in
            // A joint outside the scene is static.
            let joint = transforms[node] ?? .identity
            guard !inverses.isEmpty else { return joint }
            return joint.applied(to: Transform(matrix: inverses[(place * 16)..<(place * 16 + 16)]))
        }
    }

    /// The piece with its vertices moved by their joints; nil without joints.
    func posed(_ part: GLTFPiece) throws(MeshReadingError) -> SceneBuilder.Piece? {
        let count = part.piece.positions.count
        guard part.joints.count == count * 4, part.weights.count == count * 4, count > 0 else { return nil }
        var piece = part.piece
        let hasNormals = piece.normals.count == count
        for vertex in 0..<count {
            var sum = Transform(right: .zero, up: .zero, forward: .zero, origin: .zero)
            var total: Float = 0
            for slot in 0..<4 {
                let weight = part.weights[vertex * 4 + slot]
                guard weight > 0 else { continue }
                guard let number = Int(exactly: part.joints[vertex * 4 + slot]), joints.indices.contains(number) else {
                    throw MeshReadingError.damaged("The model's skin uses a joint that is not there.")
                }
                let joint = joints[number]
                sum.right += joint.right * weight
                sum.up += joint.up * weight
                sum.forward += joint.forward * weight
                sum.origin += joint.origin * weight
                total += weight
            }
            guard total > 0 else { continue }
            piece.positions[vertex] = sum.point(piece.positions[vertex]) * (1 / total)
            if hasNormals { piece.normals[vertex] = sum.normal(piece.normals[vertex]) }
        }
        return piece
    }
}
