import CMeshoptimizer

extension Scene {
    /// The number of triangles that turns smoothly on two cores in a terminal, with lots of margin.
    package static let turningBudget = 60_000

    /// The same scene with a stand-in of at most about `triangleCount` triangles, where it has more than that.
    ///
    /// Takes about a second for a million triangles; call it away from the screen.
    package func withStandIn(triangleCount target: Int = turningBudget) -> Scene {
        var result = self
        result.standIn = full.triangleCount > target ? full.reduced(toTriangles: max(target, 1)) : nil
        return result
    }
}

extension SceneGeometry {
    /// About this many triangles, and never many more: where edges cannot collapse, vertices are gathered in a grid.
    func reduced(toTriangles target: Int) -> SceneGeometry {
        let whole = triangleCount
        let welded = gathered()
        var result = SceneGeometry()
        result.positions = welded.positions
        result.colours = welded.colours
        result.textureCoordinates = welded.textureCoordinates
        for run in welded.runs {
            let share = run.indexRange.count / 3 * target / max(whole, 1)
            let indices = welded.collapsed(run.indexRange, toTriangles: share)
            guard !indices.isEmpty else { continue }
            let start = result.indices.count
            result.indices += indices
            result.runs.append(Run(surface: run.surface, indexRange: start..<result.indices.count))
        }
        // A scene of very many tiny runs may lose them all; then it is drawn as it is.
        guard !result.indices.isEmpty else { return self }
        result.facet()
        result.bounds = bounds
        result.girths = girths
        return result
    }

    /// Vertices that look the same as one; directions are not compared, they are made anew afterwards.
    func gathered() -> SceneGeometry {
        var streams: [meshopt_Stream] = []
        var remap = [UInt32](repeating: 0, count: positions.count)
        let count = positions.withUnsafeBytes { places in
            colours.withUnsafeBytes { colours in
                textureCoordinates.withUnsafeBytes { coordinates in
                    for (memory, size) in [(places, 12), (colours, 12), (coordinates, 8)] where memory.count > 0 {
                        streams.append(meshopt_Stream(data: memory.baseAddress, size: size, stride: size))
                    }
                    return meshopt_generateVertexRemapMulti(
                        &remap, indices, indices.count, positions.count, streams, streams.count)
                }
            }
        }
        var result = SceneGeometry()
        result.positions = [Vector3](repeating: .zero, count: count)
        result.colours = colours.isEmpty ? [] : [Colour](repeating: .white, count: count)
        result.textureCoordinates = textureCoordinates.isEmpty ? [] : [SIMD2<Float>](repeating: .zero, count: count)
        // A vertex that no triangle uses has no new number.
        for (old, new) in remap.enumerated() where new != .max {
            result.positions[Int(new)] = positions[old]
            if !colours.isEmpty { result.colours[Int(new)] = colours[old] }
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
                // 1 allows any damage: the number of triangles decides where to stop.
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
