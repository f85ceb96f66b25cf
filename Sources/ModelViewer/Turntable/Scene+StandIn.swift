import CMeshoptimizer

extension Scene {
    /// A triangle count that rotates smoothly in a terminal on two cores, with a large margin.
    package static let turningBudget = 60_000

    /// The scene with a simplified stand-in of about `triangleCount` triangles, if it has more than that.
    ///
    /// Takes about a second per million triangles; do not call it on the UI's actor.
    package func withStandIn(triangleCount target: Int = turningBudget) -> Scene {
        var result = self
        result.standIn = full.triangleCount > target ? full.reduced(toTriangles: max(target, 1)) : nil
        return result
    }
}

extension SceneGeometry {
    /// About this many triangles, and never many more: vertices that cannot be merged by edge collapse are clustered in
    /// a grid.
    func reduced(toTriangles target: Int) -> SceneGeometry {
        let whole = triangleCount
        let welded = gathered()
        var result = SceneGeometry()
        result.positions = welded.positions
        result.colors = welded.colors
        result.textureCoordinates = welded.textureCoordinates
        for run in welded.runs {
            let share = run.indexRange.count / 3 * target / max(whole, 1)
            let indices = welded.collapsed(run.indexRange, toTriangles: share)
            guard !indices.isEmpty else { continue }
            let start = result.indices.count
            result.indices += indices
            result.runs.append(Run(surface: run.surface, indexRange: start..<result.indices.count))
        }
        // A scene of many tiny runs may lose all triangles; it is then drawn unchanged.
        guard !result.indices.isEmpty else { return self }
        result.facet()
        result.bounds = bounds
        result.girths = girths
        return result
    }

    /// Merges vertices with the same attributes except normals, which are computed again afterward.
    func gathered() -> SceneGeometry {
        var streams: [meshopt_Stream] = []
        var remap = [UInt32](repeating: 0, count: positions.count)
        let count = positions.withUnsafeBytes { places in
            colors.withUnsafeBytes { colors in
                textureCoordinates.withUnsafeBytes { coordinates in
                    for (memory, size) in [(places, 12), (colors, 12), (coordinates, 8)] where memory.count > 0 {
                        streams.append(meshopt_Stream(data: memory.baseAddress, size: size, stride: size))
                    }
                    return meshopt_generateVertexRemapMulti(
                        &remap, indices, indices.count, positions.count, streams, streams.count)
                }
            }
        }
        var result = SceneGeometry()
        result.positions = [Vector3](repeating: .zero, count: count)
        result.colors = colors.isEmpty ? [] : [Color](repeating: .white, count: count)
        result.textureCoordinates = textureCoordinates.isEmpty ? [] : [SIMD2<Float>](repeating: .zero, count: count)
        // An unused vertex has no new index.
        for (old, new) in remap.enumerated() where new != .max {
            result.positions[Int(new)] = positions[old]
            if !colors.isEmpty { result.colors[Int(new)] = colors[old] }
            if !textureCoordinates.isEmpty { result.textureCoordinates[Int(new)] = textureCoordinates[old] }
        }
        result.indices = indices.map { remap[Int($0)] }
        result.runs = runs
        return result
    }

    private func collapsed(_ range: Range<Int>, toTriangles target: Int) -> [UInt32] {
        guard target > 0 else { return [] }
        var result = [UInt32](repeating: 0, count: range.count)
        let kept = positions.withUnsafeBytes { places in
            indices.withUnsafeBufferPointer { indices in
                let source = UnsafeBufferPointer(rebasing: indices[range])
                let places = places.bindMemory(to: Float.self).baseAddress
                // 1 allows any error: only the number of triangles counts.
                let kept = meshopt_simplify(
                    &result, source.baseAddress, source.count, places, positions.count, 12, target * 3, 1, 0, nil)
                guard kept > target * 6 else { return kept }
                return meshopt_simplifySloppy(
                    &result, source.baseAddress, source.count, places, positions.count, 12, target * 3, 1, nil)
            }
        }
        result.removeLast(result.count - kept)
        return result
    }
}
