import Foundation
import ModelViewer

extension Landscaper {
    mutating func add(_ building: Scenery.Building) {
        switch building {
        case .dome: addDomes()
        case .houses: addHouses()
        case .lighthouse: addLighthouse()
        case .ruins: addRuins()
        case .stones: addStandingStones()
        case .crystals: addCrystals()
        case .lanterns: addLanterns()
        case .tower: addTower()
        }
    }

    private var windowLight: Surface {
        .plain(
            Color(hex: 0xFFC978),
            Material(metallic: 0, roughness: 0.5, glow: .white * (scenery.hour == .day ? 0.2 : 1.8)))
    }

    /// The place of the main building: slightly off the middle, on the highest of a few dry places.
    private mutating func stage() -> Transform {
        var best: Transform?
        for _ in 0..<10 {
            guard let at = place(x: -9...9, z: -20...(-4)) else { continue }
            if at.origin.y > best?.origin.y ?? -.greatestFiniteMagnitude { best = at }
        }
        return best ?? Transform.identity.moved(0, max(terrain.height(0, -10), 0), -10)
    }

    private mutating func addDomes() {
        let glass = Surface.plain(Color(hex: 0x9CC7C4), Material(metallic: 0, roughness: 0.08, glow: .white * 0.18))
        let frame = Surface.plain(Color(hex: 0xE4E2DC), .satin)
        let center = stage()
        for (x, z, radius) in [(0, 0, 4.2), (5.6, 1.6, 2.4), (-5.4, 2.2, 2.9)] as [(Float, Float, Float)] {
            let y = terrain.height(center.origin.x + x, center.origin.z + z)
            let at = Transform.identity.moved(center.origin.x + x, y - 0.2, center.origin.z + z)
            builder.lathe([(radius * 1.06, 0), (radius * 1.06, 0.6), (radius, 0.7)], count: 28, at, frame)
            let profile = (0...9).map { step -> (radius: Float, y: Float) in
                let angle = Float(step) / 9 * .pi / 2
                return (radius * cos(angle), 0.7 + radius * 0.92 * sin(angle))
            }
            builder.lathe(profile, count: 28, at, glass)
            for rib in 0..<8 {
                let path = profile.map { Vector3($0.radius * 1.01, $0.y, 0) }
                builder.tube(path, sides: 4, radius: { _ in 0.07 }, at.turned(y: Float(rib) / 8 * 2 * .pi), frame)
            }
            builder.ring(radius: radius * 0.72, thickness: 0.06, count: 28, at.moved(0, 0.7 + radius * 0.64, 0), frame)
            builder.box(1, 1.3, 0.5, at.moved(0, 0.7, radius), windowLight)
        }
    }

    private mutating func addHouses() {
        let walls: [UInt32] = [0xD8B48A, 0xC98A6A, 0xE3D3B3, 0xA8B0A0, 0xBF6F55, 0x8FA6B0]
        for index in 0..<26 {
            let harbour = scenery.land == .harbour
            let side: Float = index % 2 == 0 ? 1 : -1
            let x = harbour ? side * random.float(7.5...11) : random.float(-16...16)
            let z = harbour ? 10 - Float(index) * 2.1 : random.float(-28...(-4))
            let ground = terrain.height(x, z)
            guard !terrain.hasWater || ground > 0.3 else { continue }
            let at = Transform.identity.moved(x, ground - 0.2, z).turned(
                y: harbour ? side * -.pi / 2 : random.float(-0.6...0.6))
            addHouse(
                at, wall: Color(hex: walls[random.integer(0...5)]),
                height: harbour ? random.float(3...6) : random.float(1.8...2.6))
        }
    }

    private mutating func addHouse(_ at: Transform, wall: Color, height: Float) {
        let (w, d) = (random.float(2.2...3), random.float(2...2.6))
        let plaster = Surface.mottled(wall, seed: random.next(), strength: 0.2, .matte)
        let tiles = Surface.plain(Color(hex: [0x8E4A32, 0x6B4A3E, 0x54606A][random.integer(0...2)]), .matte)
        builder.box(w, height, d, at.moved(0, height / 2, 0), plaster)
        builder.plate(
            [(d * 0.56, -0.05), (0, d * 0.5), (-d * 0.56, -0.05)], depth: w * 1.08,
            at.moved(0, height, 0).turned(y: .pi / 2), tiles)
        let floors = max(Int(height / 1.4), 1)
        for floor in 0..<floors {
            for column in [-0.28, 0.28] as [Float] where random.chance(0.85) {
                let window = at.moved(column * w, 0.9 + Float(floor) * 1.35, d / 2)
                builder.box(
                    0.45, 0.6, 0.06, window, random.chance(0.7) ? windowLight : .plain(Color(hex: 0x3A4652), .glazed))
            }
        }
    }

    private mutating func addLighthouse() {
        let at = stage().scaled(0.72)
        let stripes = Surface(material: .satin) {
            Int(floor($0.y)) % 2 == 0 ? Color(hex: 0xB8382E) : Color(hex: 0xEFEAE0)
        }
        builder.lathe([(1.5, -0.5), (1.3, 0.4), (0.85, 6.4), (1.2, 6.6), (1.2, 6.8), (0, 6.8)], count: 24, at, stripes)
        builder.cylinder(
            radius: 0.7, height: 1.2, count: 20, at.moved(0, 6.8, 0), .plain(Color(hex: 0xFFE0A0), .glowing))
        builder.lathe([(0.95, 8), (0.3, 8.7), (0, 8.9)], count: 20, at, .plain(Color(hex: 0x8E2E28), .satin))
        addHouse(at.moved(2.6, -0.1, 0.6), wall: Color(hex: 0xEDE6D8), height: 1.6)
    }

    private mutating func addRuins() {
        let center = stage()
        let stone = Surface.mottled(Color(hex: 0xA8A08C), seed: random.next(), strength: 0.45, .matte)
        let moss = Surface.mottled(Color(hex: 0x6F7F4C), seed: random.next(), strength: 0.5, .matte)
        for (x, z) in [(-3, 0), (-1, 0), (1, 0), (3, 0), (-3, -4), (-1, -4), (1, -4), (3, -4), (3, -2), (-3, -2)]
            as [(Float, Float)]
        {
            let (px, pz) = (center.origin.x + x * 1.2, center.origin.z + z * 1.2)
            let at = Transform.identity.moved(px, terrain.height(px, pz) - 0.2, pz).turned(
                z: random.float(-0.06...0.06))
            let height = random.chance(0.35) ? random.float(0.8...2) : 3.6
            builder.box(1, 0.4, 1, at.moved(0, 0.2, 0), moss)
            builder.lathe([(0.36, 0.4), (0.3, height)], count: 12, at, stone)
            if height > 3 {
                builder.box(0.95, 0.3, 0.95, at.moved(0, height + 0.15, 0), stone)
            } else {
                builder.ball(
                    squareness: 0.5, rows: 6, columns: 8, at.moved(0.9, 0.1, 0.5).scaled(0.4, 0.3, 0.36), stone)
            }
        }
        builder.box(8.4, 0.5, 0.9, center.moved(0, 3.9, -4.8), stone)
        builder.plate([(4.2, 0), (0, 1.5), (-4.2, 0)], depth: 0.7, center.moved(0, 4.1, -4.8), moss)
    }

    private mutating func addStandingStones() {
        let center = stage()
        let stone = Surface.mottled(Color(hex: 0x8A877E), seed: random.next(), strength: 0.5, .matte)
        for index in 0..<11 {
            let angle = Float(index) / 11 * 2 * .pi
            let (x, z) = (center.origin.x + cos(angle) * 5, center.origin.z + sin(angle) * 4)
            let at = Transform.identity.moved(x, terrain.height(x, z) - 0.3, z).turned(y: -angle).turned(
                z: random.float(-0.12...0.12))
            let height = random.float(1.2...1.9)
            builder.ball(
                squareness: 0.45, rows: 8, columns: 10, at.moved(0, height, 0).scaled(0.35, height, 0.6), stone)
        }
    }

    private mutating func addCrystals() {
        let base = scenery.tint ?? Color(hex: 0x6FD3D8)
        for _ in 0..<34 {
            guard let at = place(x: -16...16, z: -26...8, above: -0.2) else { continue }
            let tall = random.float(0.6...2.8)
            let gem = Surface.plain(
                base.mixed(with: .white, random.float(0...0.4)),
                Material(metallic: 0, roughness: 0.12, glow: .white * 0.7))
            let shard = at.turned(y: random.float(0...6.28)).turned(x: random.float(0...0.5))
            builder.lathe([(tall * 0.12, -0.2), (tall * 0.15, tall * 0.75), (0, tall)], count: 6, shard, gem)
        }
    }

    private mutating func addLanterns() {
        for _ in 0..<44 {
            let (x, z) = (random.float(-13...13), random.float(-26...14))
            let ground = max(terrain.height(x, z), 0)
            let lift = terrain.hasWater && terrain.height(x, z) < 0 ? Float(0.16) : random.float(1.2...2.6)
            let at = Transform.identity.moved(x, ground + lift, z)
            let paper = Surface.plain(
                Color(hex: [0xFFB35C, 0xFF8F4A, 0xFFD58A][random.integer(0...2)]),
                Material(metallic: 0, roughness: 0.8, glow: .white * 1.9))
            builder.ball(squareness: 0.7, rows: 6, columns: 10, at.scaled(0.17, 0.22, 0.17), paper)
        }
    }

    private mutating func addTower() {
        let at = stage()
        let stone = Surface.mottled(Color(hex: 0x938C80), seed: random.next(), strength: 0.35, .matte)
        for (x, z, height, radius) in [(0, 0, 8, 1.5), (3.4, 0.8, 5, 1.1), (-3.2, 0.4, 5.8, 1.1)]
            as [(Float, Float, Float, Float)]
        {
            let turret = at.moved(x, -0.6, z)
            builder.lathe(
                [
                    (radius * 1.1, 0), (radius, height), (radius * 1.2, height + 0.2), (radius * 1.2, height + 0.8),
                    (0, height + 0.8),
                ], count: 18, turret, stone)
            builder.lathe(
                [(radius * 1.25, height + 0.8), (0, height + 0.8 + radius * 2.2)], count: 18, turret,
                .plain(scenery.tint ?? Color(hex: 0x4E6486), .satin))
            builder.box(0.3, 0.7, 0.1, turret.moved(0, height * 0.7, radius), windowLight)
        }
        builder.box(6.6, 3, 0.8, at.moved(0, 0.8, 0.4), stone)
    }
}
