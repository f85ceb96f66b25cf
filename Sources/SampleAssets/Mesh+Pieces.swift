package import ModelViewer

extension Mesh {
    /// The given triangles with the vertices they use, as a mesh of one part.
    package func piece(_ triangles: some Sequence<UInt32>, _ material: SceneSurface) -> Mesh {
        keeping([(material, Array(triangles))])
    }

    /// The given triangles with the vertices they use, as a mesh with a part for each list that is not empty.
    func keeping(_ lists: [(material: SceneSurface, triangles: [UInt32])]) -> Mesh {
        var result = Mesh()
        var newIndex = [UInt32](repeating: .max, count: positions.count)
        for (material, triangles) in lists where !triangles.isEmpty {
            let start = result.indices.count
            for index in triangles {
                let old = Int(index)
                if newIndex[old] == .max {
                    newIndex[old] = UInt32(result.positions.count)
                    result.positions.append(positions[old])
                    result.normals.append(normals[old])
                    result.colors.append(colors[old])
                }
                result.indices.append(newIndex[old])
            }
            result.parts.append(Part(material: material, indexRange: start..<result.indices.count))
        }
        return result
    }

    func meanColor(of part: Part) -> Color {
        let sum = part.indexRange.reduce(Color.black) { $0 + colors[Int(indices[$1])] }
        return sum * (1 / Float(max(part.indexRange.count, 1)))
    }
}
