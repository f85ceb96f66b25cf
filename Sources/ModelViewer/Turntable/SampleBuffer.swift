/// The nearest triangle and its nearness for each sample of a band of rows.
///
/// The inner loops use `while`, pointers and scalar arithmetic; they neither allocate nor count references.
package struct SampleBuffer {
    let width: Int
    /// Rows of samples, from the top of the picture.
    let rows: Range<Int>
    /// 1 / distance; 0 if empty.
    package private(set) var nearness: [Float]
    /// The triangle index; -1 if empty.
    private(set) var owners: [Int32]

    package init(width: Int, rows: Range<Int>) {
        self.width = width
        self.rows = rows
        nearness = [Float](repeating: 0, count: width * rows.count)
        owners = [Int32](repeating: -1, count: width * rows.count)
    }

    mutating func fill(_ frame: TurntableFrame) throws {
        try withTarget { target in
            for run in frame.geometry.runs { try Self.fill(run, frame, target) }
        }
    }

    /// Draws all triangles of `points` (sample x, sample y, nearness above 0).
    package mutating func draw(_ points: [Vector3], indices: [UInt32]) {
        withTarget { target in
            var at = 0
            while at + 2 < indices.count {
                let (a, b, c) = (Int(indices[at]), Int(indices[at + 1]), Int(indices[at + 2]))
                target.draw(points[a], points[b], points[c], Int32(at / 3))
                at += 3
            }
        }
    }

    private mutating func withTarget(_ body: (Target) throws -> Void) rethrows {
        let (width, rows) = (self.width, self.rows)
        try nearness.withUnsafeMutableBufferPointer { nearness in
            try owners.withUnsafeMutableBufferPointer { owners in
                guard let depth = nearness.baseAddress, let owner = owners.baseAddress else { return }
                try body(
                    Target(
                        depth: depth, owner: owner, width: width, firstRow: rows.lowerBound,
                        lastRow: rows.upperBound - 1))
            }
        }
    }

    private static func fill(_ run: SceneGeometry.Run, _ frame: TurntableFrame, _ target: Target) throws {
        let cutOut = CutOut(run, frame)
        try frame.points.withUnsafeBufferPointer { points in
            try frame.geometry.indices.withUnsafeBufferPointer { indices in
                var at = run.indexRange.lowerBound
                while at < run.indexRange.upperBound {
                    let number = at / 3
                    if number % 8_192 == 0 { try Task.checkCancellation() }
                    let a = points[Int(indices[at])]
                    let b = points[Int(indices[at + 1])]
                    let c = points[Int(indices[at + 2])]
                    if a.z > 0, b.z > 0, c.z > 0 {
                        if let cutOut {
                            target.draw(a, b, c, Int32(number), cutOut)
                        } else if frame.view.isSphere {
                            target.drawWrapped(a, b, c, Int32(number))
                        } else {
                            target.draw(a, b, c, Int32(number))
                        }
                    } else if a.z > 0 || b.z > 0 || c.z > 0 {
                        for part in frame.clipped(at) { target.draw(part.0, part.1, part.2, Int32(number)) }
                    }
                    at += 3
                }
            }
        }
    }

    struct Target {
        let depth: UnsafeMutablePointer<Float>
        let owner: UnsafeMutablePointer<Int32>
        let width: Int
        let firstRow: Int
        let lastRow: Int

        @inline(__always)
        func draw(_ a: Vector3, _ b: Vector3, _ c: Vector3, _ number: Int32) {
            guard let area = Area(a, b, c, self) else { return }
            var y = area.firstY
            while y <= area.lastY {
                let (px, py) = (Float(area.firstX) + 0.5 - c.x, Float(y) + 0.5 - c.y)
                var shareA = area.aX * px + area.aY * py
                var shareB = area.bX * px + area.bY * py
                var z = a.z * shareA + b.z * shareB + c.z * (1 - shareA - shareB)
                var at = (y - firstRow) * width + area.firstX
                let end = (y - firstRow) * width + area.lastX
                while at <= end {
                    if shareA >= 0, shareB >= 0, shareA + shareB <= 1, z > depth[at] {
                        depth[at] = z
                        owner[at] = number
                    }
                    shareA += area.aX
                    shareB += area.bX
                    z += area.zX
                    at += 1
                }
                y += 1
            }
        }

        /// Draws a triangle that may lie across the seam once at each edge.
        func drawWrapped(_ a: Vector3, _ b: Vector3, _ c: Vector3, _ number: Int32) {
            let span = Float(width)
            guard max(a.x, b.x, c.x) - min(a.x, b.x, c.x) > span / 2 else { return draw(a, b, c, number) }
            func ahead(_ p: Vector3) -> Vector3 { p.x < span / 2 ? Vector3(p.x + span, p.y, p.z) : p }
            func behind(_ p: Vector3) -> Vector3 { p.x > span / 2 ? Vector3(p.x - span, p.y, p.z) : p }
            draw(ahead(a), ahead(b), ahead(c), number)
            draw(behind(a), behind(b), behind(c), number)
        }

        /// Draws a triangle with an alpha test for each sample.
        func draw(_ a: Vector3, _ b: Vector3, _ c: Vector3, _ number: Int32, _ cutOut: CutOut) {
            guard let area = Area(a, b, c, self) else { return }
            var y = area.firstY
            while y <= area.lastY {
                var x = area.firstX
                while x <= area.lastX {
                    let (px, py) = (Float(x) + 0.5 - c.x, Float(y) + 0.5 - c.y)
                    let shareA = area.aX * px + area.aY * py
                    let shareB = area.bX * px + area.bY * py
                    let shareC = 1 - shareA - shareB
                    let at = (y - firstRow) * width + x
                    let z = a.z * shareA + b.z * shareB + c.z * shareC
                    if shareA >= 0, shareB >= 0, shareC >= 0, z > depth[at],
                        cutOut.isSolid(Int(number), shareA * a.z / z, shareB * b.z / z)
                    {
                        depth[at] = z
                        owner[at] = number
                    }
                    x += 1
                }
                y += 1
            }
        }
    }

    /// The samples that a triangle may cover, and the step of its corner weights.
    private struct Area {
        let firstX: Int
        let lastX: Int
        let firstY: Int
        let lastY: Int
        let aX: Float
        let aY: Float
        let bX: Float
        let bY: Float
        let zX: Float

        @inline(__always)
        init?(_ a: Vector3, _ b: Vector3, _ c: Vector3, _ target: Target) {
            // Compares floats first: most triangles of a large mesh lie between samples or in another band.
            let lowY = min(a.y, b.y, c.y) - 0.5
            let highY = max(a.y, b.y, c.y) - 0.5
            guard highY >= Float(target.firstRow), lowY <= Float(target.lastRow) else { return nil }
            let lowX = min(a.x, b.x, c.x) - 0.5
            let highX = max(a.x, b.x, c.x) - 0.5
            guard highX >= 0, lowX <= Float(target.width - 1) else { return nil }
            firstX = lowX > 0 ? Self.ceiling(lowX) : 0
            lastX = highX < Float(target.width - 1) ? Int(highX) : target.width - 1
            firstY = lowY > Float(target.firstRow) ? Self.ceiling(lowY) : target.firstRow
            lastY = highY < Float(target.lastRow) ? Int(highY) : target.lastRow
            guard firstX <= lastX, firstY <= lastY else { return nil }
            let area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)
            guard abs(area) > 1e-12 else { return nil }
            let scale = 1 / area
            (aX, aY) = ((b.y - c.y) * scale, (c.x - b.x) * scale)
            (bX, bY) = ((c.y - a.y) * scale, (a.x - c.x) * scale)
            zX = a.z * aX + b.z * bX - c.z * (aX + bX)
        }

        /// The ceiling of a number from 0; `rounded` would be a library call, twice per triangle.
        @inline(__always)
        private static func ceiling(_ value: Float) -> Int {
            let whole = Int(value)
            return Float(whole) < value ? whole + 1 : whole
        }
    }
}

extension TurntableFrame {
    /// The parts of a triangle in front of the near plane, as pixel positions and nearness.
    func clipped(_ at: Int) -> [(Vector3, Vector3, Vector3)] {
        let corners = (0..<3).map { view.local(geometry.positions[Int(geometry.indices[at + $0])]) }
        var kept: [Vector3] = []
        for (number, corner) in corners.enumerated() {
            let next = corners[(number + 1) % 3]
            if corner.z >= view.near { kept.append(corner) }
            if (corner.z >= view.near) != (next.z >= view.near) {
                let share = (view.near - corner.z) / (next.z - corner.z)
                let crossing = corner + (next - corner) * share
                // Exactly on the plane, regardless of rounding.
                kept.append(Vector3(crossing.x, crossing.y, view.near))
            }
        }
        guard kept.count >= 3 else { return [] }
        let points = kept.map { view.screen($0) }
        return (1..<(points.count - 1)).map { (points[0], points[$0], points[$0 + 1]) }
    }
}
