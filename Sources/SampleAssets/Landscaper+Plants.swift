import Foundation
import ModelViewer

extension Landscaper {
    mutating func addPlants() {
        let count: Int
        switch scenery.land {
        case .forest: count = 170
        case .alpine: count = 90
        case .meadow: count = 46
        case .island, .shore: count = 30
        case .harbour: count = 10
        case .canyon: count = 5
        case .dunes: count = 6
        case .volcanic, .moon: count = 0
        }
        for _ in 0..<count {
            guard let at = place(x: -40...40, z: -44...15, above: 0.6) else { continue }
            // Keeps the view along the middle free.
            guard abs(at.origin.x) > 3 || at.origin.z < -16 else { continue }
            addTree(at.turned(y: random.float(0...6.28)).scaled(random.float(0.75...1.35)))
        }
    }

    private mutating func addTree(_ at: Transform) {
        switch scenery.land {
        case .alpine: addConifer(at)
        case .forest: if random.chance(0.65) { addConifer(at.scaled(1.15)) } else { addBroadleaf(at) }
        case .dunes: addPalm(at)
        case .shore, .island: if random.chance(0.55) { addPalm(at) } else { addBroadleaf(at) }
        case .canyon: addBroadleaf(at.scaled(0.7))
        default: addBroadleaf(at)
        }
    }

    private var leaf: Color {
        var color = Color(hex: [0x3F6B35, 0x557A3A, 0x4A6F47, 0x6B8440][random.integerCopy(3)])
        if scenery.hour == .dusk { color = color.mixed(with: Color(hex: 0xA86A32), 0.25) }
        if let tint = scenery.tint { color = color.mixed(with: tint, 0.5) }
        return scenery.isSnowy ? color.mixed(with: Color(hex: 0xE6ECF0), 0.55) : color
    }

    private mutating func addConifer(_ at: Transform) {
        let height = random.float(2.2...4.2)
        let needles = Surface.plain(leaf.mixed(with: Color(hex: 0x2A4A3A), 0.5) * random.float(0.75...1.15), .matte)
        builder.cylinder(
            radius: 0.1, top: 0.06, height: height * 0.3, count: 6, at, .plain(Color(hex: 0x5A4332), .matte))
        for tier in 0..<3 {
            let t = Float(tier) / 3
            let radius = height * 0.26 * (1 - t * 0.62)
            builder.lathe(
                [(radius, height * (0.2 + t * 0.62)), (0, height * (0.56 + t * 0.46))], count: 9, at.turned(y: t * 5),
                needles)
        }
    }

    private mutating func addBroadleaf(_ at: Transform) {
        let height = random.float(1.2...2)
        builder.cylinder(radius: 0.12, top: 0.07, height: height, count: 6, at, .plain(Color(hex: 0x63503E), .matte))
        let color = leaf
        for _ in 0..<5 {
            let size = random.float(0.45...0.85)
            let crown = at.moved(random.float(-0.5...0.5), height + random.float(-0.1...0.6), random.float(-0.5...0.5))
            builder.ball(
                rows: 5, columns: 8, crown.scaled(size, size * 0.8, size),
                .plain(color * random.float(0.8...1.2), .matte))
        }
    }

    private mutating func addPalm(_ at: Transform) {
        let lean = random.float(-0.6...0.6)
        let height = random.float(2.4...3.6)
        let trunk = (0...6).map { step -> Vector3 in
            let t = Float(step) / 6
            return Vector3(lean * t * t, height * t, 0)
        }
        builder.tube(trunk, sides: 6, radius: { 0.13 - 0.06 * $0 }, at, .plain(Color(hex: 0x7D6448), .matte))
        let green = Surface.plain(leaf, .satin)
        for frond in 0..<8 {
            let crown = at.moved(lean, height, 0).turned(y: Float(frond) / 8 * 6.28 + random.float(-0.2...0.2))
            let path = (0...5).map { step -> Vector3 in
                let t = Float(step) / 5
                return Vector3(0, 0.45 * sin(t * 2.6) - t * t * 0.5, t * 1.5)
            }
            builder.tube(path, sides: 4, radius: { 0.16 * sin(0.3 + $0 * 2.7) + 0.01 }, crown.scaled(1, 0.6, 1), green)
        }
    }

    mutating func addRocks() {
        let count: Int
        switch scenery.land {
        case .shore, .volcanic, .moon: count = 46
        case .harbour: count = 0
        default: count = 22
        }
        let hex: UInt32 =
            switch scenery.land {
            case .canyon: 0xA65C38
            case .volcanic: 0x2A2728
            case .dunes: 0xB98F5C
            default: 0x7C7872
            }
        for _ in 0..<count {
            let (x, z) = (random.float(-34...34), random.float(-40...17))
            let height = terrain.height(x, z)
            guard !terrain.hasWater || height > -0.5 else { continue }
            let size = random.float(0.12...0.5) * (random.chance(0.12) ? 2.6 : 1)
            let at = Transform.identity.moved(x, height + size * 0.2, z).turned(y: random.float(0...6.28))
            let stone = Surface.mottled(
                Color(hex: hex) * random.float(0.75...1.15), seed: random.next(), strength: 0.4, .matte)
            builder.ball(
                squareness: random.float(0.6...1.1), rows: 6, columns: 8,
                at.scaled(size * random.float(0.8...1.5), size * random.float(0.5...0.9), size), stone)
        }
    }
}

extension SeededRandom {
    /// A number of 0 to `last` from the current state, without advancing it.
    func integerCopy(_ last: Int) -> Int {
        var copy = self
        return copy.integer(0...last)
    }
}
