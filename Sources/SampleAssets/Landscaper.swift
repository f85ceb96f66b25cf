import Foundation
import ModelViewer

/// Builds the mesh of a World: ground, horizon, water, plants and buildings.
struct Landscaper {
    let terrain: Terrain
    var builder = MeshBuilder()
    var random: SeededRandom

    var scenery: Scenery { terrain.scenery }

    init(_ terrain: Terrain, _ random: SeededRandom) {
        self.terrain = terrain
        self.random = random
    }

    mutating func scene() -> Mesh {
        addGround(cells: 104)
        addDistance()
        if terrain.hasWater { addWater() }
        addPlants()
        addRocks()
        for building in scenery.buildings.prefix(3) { add(building) }
        return builder.finished()
    }

    /// The ground near the viewer, with a coarse grid.
    mutating func ground() -> Mesh {
        addGround(cells: 56)
        return builder.finished()
    }

    private mutating func addGround(cells: Int) {
        let reach = Terrain.reach
        let step = 2 * reach / Float(cells)
        land(columns: cells, rows: cells) { column, row in
            // Cells are smaller near the viewer, where each covers more of the picture.
            let t = Float(row) / Float(cells)
            let z = 26 - (26 + reach) * pow(t, 1.35)
            return (Float(column) * step - reach, z)
        }
    }

    /// Adds a ring of distant hills that hides the edge of the land.
    private mutating func addDistance() {
        let reach = Terrain.reach
        land(columns: 64, rows: 10) { column, row in
            let t = Float(row) / 10
            return ((Float(column) / 64 - 0.5) * (2 * reach + t * 260), -reach - t * t * 150)
        }
        land(columns: 32, rows: 8) { column, row in
            let t = Float(row) / 8
            return ((0.5 - Float(column) / 32) * (2 * reach + t * 260), 26 + t * t * 130)
        }
        for side in [Float(-1), 1] {
            land(columns: 24, rows: 6) { column, row in
                let t = Float(row) / 6
                let along = (Float(column) / 24 - 0.5) * (72 + t * 200) - 10
                return (side * (reach + t * t * 120), side < 0 ? -along - 20 : along)
            }
        }
    }

    /// Adds a net of the land; `place` gives the place of each vertex.
    private mutating func land(columns: Int, rows: Int, place: (Int, Int) -> (x: Float, z: Float)) {
        let terrain = self.terrain
        net(columns: columns, rows: rows, .matte) { column, row in
            let (x, z) = place(column, row)
            let height = terrain.height(x, z)
            let normal = terrain.normal(x, z)
            return (Vector3(x, height, z), normal, terrain.color(x, z, height: height, normal: normal))
        }
    }

    private mutating func addWater() {
        let ripples = ValueNoise(seed: random.next())
        let frozen = scenery.isSnowy
        let color = frozen ? Color(hex: 0x9FBCC8) : Color(hex: 0x16414A)
        let cells = 72
        net(columns: cells, rows: cells, Material(metallic: 0, roughness: frozen ? 0.25 : 0.06)) { column, row in
            // Small cells around the viewer, large ones near the horizon.
            let t = Float(row) / Float(cells) * 1.6 - 0.6
            let z = 19 - 220 * t * abs(t)
            let x = (Float(column) / Float(cells) - 0.5) * (90 + 260 * abs(t))
            let strength: Float = frozen ? 0.02 : 0.1
            let normal = Vector3(
                ripples.fractal(x * 0.9, z * 0.6, octaves: 2) * strength, 1,
                ripples.fractal(x * 0.9 + 40, z * 0.6, octaves: 2) * strength)
            return (Vector3(x, 0, z), normal.normalized, color)
        }
    }

    private mutating func net(
        columns: Int, rows: Int, _ material: Material, _ vertex: (Int, Int) -> (Vector3, Vector3, Color)
    ) {
        builder.part(material) { builder in
            let first = UInt32(builder.mesh.positions.count)
            for row in 0...rows {
                for column in 0...columns {
                    let (position, normal, color) = vertex(column, row)
                    _ = builder.vertex(position, normal, .identity, .plain(color, .matte))
                }
            }
            builder.net(from: first, rows: rows, columns: columns)
        }
    }

    /// A dry, level place, or nil if a few attempts find none.
    mutating func place(x: ClosedRange<Float>, z: ClosedRange<Float>, above low: Float = 0.35) -> Transform? {
        for _ in 0..<8 {
            let (px, pz) = (random.float(x), random.float(z))
            let height = terrain.height(px, pz)
            guard !terrain.hasWater || height > low, terrain.normal(px, pz).y > 0.78 else { continue }
            return Transform.identity.moved(px, height, pz)
        }
        return nil
    }
}
