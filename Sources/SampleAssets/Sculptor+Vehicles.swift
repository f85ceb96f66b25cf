import Foundation
import ModelViewer

extension Sculptor {
    mutating func addShip(_ at: Transform) {
        if reading.has("submarine") { return addSubmarine(at) }
        let planks = Surface.banded(reading.primary.color, reading.primary.color * 0.8, count: 14, .satin)
        addHull(at, planks)
        builder.ball(
            squareness: 0.8, at.moved(0, 0.29, 0).scaled(0.52, 0.02, 0.17),
            .grained(Color(hex: 0xB98C58), seed: random.next(), lying: true, .satin))
        builder.box(0.24, 0.12, 0.24, at.moved(-0.4, 0.38, 0), shaded(planks, 0.9))
        for (index, x) in ([-0.26, 0.04, 0.32] as [Float]).enumerated() {
            let mast = at.moved(x, 0.28, 0)
            let tall: Float = [0.62, 0.8, 0.6][index]
            builder.cylinder(
                radius: 0.018, top: 0.01, height: tall, count: 12, mast, .plain(Color(hex: 0x6B4A2E), .satin))
            for sail in 0..<2 {
                let y = tall * (0.26 + 0.42 * Float(sail))
                addSail(mast.moved(0.02, y, 0), width: 0.38 - 0.1 * Float(sail), height: tall * 0.34)
            }
            builder.plate(
                [(0, 0.03), (0, -0.03), (0.12, 0)].reversed(), depth: 0.006, mast.moved(0, tall + 0.02, 0), accent)
        }
        builder.tube([Vector3(0.56, 0.44, 0), Vector3(0.86, 0.58, 0)], radius: { 0.018 - 0.01 * $0 }, at, primary)
    }

    private mutating func addHull(_ at: Transform, _ planks: Surface) {
        let length: Float = 0.62
        builder.part(planks.material) { builder in
            let rows = 24
            let columns = 12
            var grid: [[UInt32]] = []
            for row in 0...rows {
                let t = Float(row) / Float(rows) * 2 - 1
                let beam = 0.2 * pow(max(1 - abs(t) * abs(t) * abs(t), 0), 0.7)
                let sheer = 0.28 + 0.16 * t * t + (t > 0 ? 0.05 * t : 0)
                grid.append(
                    (0...columns).map { column in
                        let angle = (Float(column) / Float(columns) - 0.5) * .pi
                        let z = sin(angle) * beam
                        let y = sheer - cos(angle) * (sheer - 0.02 - 0.1 * t * t)
                        let normal = Vector3(t * 0.3, -cos(angle), sin(angle) * 1.4).normalized
                        return builder.vertex(Vector3(t * length, y, z), normal, at, planks)
                    })
            }
            for row in 0..<rows {
                for column in 0..<columns {
                    builder.triangle(grid[row][column], grid[row + 1][column], grid[row][column + 1])
                    builder.triangle(grid[row + 1][column], grid[row + 1][column + 1], grid[row][column + 1])
                }
            }
        }
    }

    private mutating func addSail(_ at: Transform, width: Float, height: Float) {
        let cloth = Surface.plain(reading.secondary.color.mixed(with: Color(hex: 0xF3EBDA), 0.45), .matte)
        builder.part(cloth.material) { builder in
            var grid: [[UInt32]] = []
            for row in 0...8 {
                let v = Float(row) / 8
                grid.append(
                    (0...8).map { column in
                        let u = Float(column) / 8 * 2 - 1
                        let bulge = 0.13 * sin(v * .pi) * (1 - u * u * 0.7)
                        let normal = Vector3(1, (v - 0.5) * 0.8, u * 0.5).normalized
                        return builder.vertex(
                            Vector3(bulge, v * height, u * width * (1.08 - 0.16 * v) / 2), normal, at, cloth)
                    })
            }
            for row in 0..<8 {
                for column in 0..<8 {
                    builder.triangle(grid[row][column], grid[row + 1][column], grid[row][column + 1])
                    builder.triangle(grid[row + 1][column], grid[row + 1][column + 1], grid[row][column + 1])
                }
            }
        }
        builder.tube(
            [Vector3(0, height, -width * 0.5), Vector3(0, height, width * 0.5)], sides: 8, radius: { _ in 0.01 }, at,
            primary)
    }

    private mutating func addSubmarine(_ at: Transform) {
        let hull = at.moved(0, 0.4, 0)
        builder.ball(rows: 22, columns: 28, hull.scaled(0.52, 0.21, 0.21), primary)
        builder.ball(squareness: 0.6, hull.moved(0.02, 0.22, 0).scaled(0.16, 0.12, 0.09), secondary)
        builder.tube(
            [Vector3(0.05, 0.3, 0), Vector3(0.05, 0.46, 0), Vector3(0.12, 0.46, 0)], radius: { _ in 0.018 }, hull,
            secondary)
        for port in 0..<4 {
            for side in [Float(-1), 1] {
                let place = hull.moved(-0.2 + Float(port) * 0.15, 0.03, side * (0.2 - 0.02 * abs(Float(port) - 1.5)))
                builder.ring(
                    radius: 0.045, thickness: 0.012, count: 24, place.turned(x: .pi / 2),
                    .plain(Color(hex: 0xC9A24B), .metal))
                builder.ball(rows: 8, columns: 12, place.scaled(0.04, 0.04, 0.012), warmGlow)
            }
        }
        for blade in 0..<4 {
            let fan = hull.moved(-0.54, 0, 0).turned(x: Float(blade) * .pi / 2).moved(0, 0.09, 0)
            builder.ball(
                rows: 6, columns: 10, fan.turned(y: 0.6).scaled(0.016, 0.09, 0.045),
                .plain(Color(hex: 0xC9A24B), .metal))
        }
        for side in [Float(-1), 1] { builder.box(0.14, 0.02, 0.16, hull.moved(-0.36, 0, side * 0.2), secondary) }
        builder.lathe([(0, 0), (0.24, 0), (0.22, 0.03), (0.04, 0.06), (0.03, 0.2), (0, 0.2)], at, dark)
    }

    mutating func addRocket(_ at: Transform) {
        if reading.has("satellite", "probe", "drone", "lander") { return addProbe(at) }
        let profile = (0...20).map { step -> (radius: Float, y: Float) in
            let t = Float(step) / 20
            return (0.17 * pow(sin(.pi * (0.18 + 0.82 * t)), 0.8) + (t < 0.05 ? 0.01 : 0), 0.16 + t * 0.9)
        }
        let white = Surface.plain(reading.secondary.color.mixed(with: Color(hex: 0xF0ECE4), 0.6), .glazed)
        let base = at.origin.y
        let (nose, body) = (reading.primary.color, white)
        let skin = Surface(material: .glazed) {
            $0.y - base > 0.8 || abs($0.y - base - 0.36) < 0.025 ? nose : body.color($0)
        }
        builder.lathe(profile, count: 40, at, skin)
        builder.lathe(
            [(0.06, 0.16), (0.11, 0.06), (0.1, 0.06), (0.05, 0.16)], at, .plain(Color(hex: 0x55585E), .metal))
        for fin in 0..<3 {
            let turn = at.turned(y: Float(fin) / 3 * 2 * .pi + 0.5)
            builder.plate([(0.1, 0.2), (0.32, 0), (0.34, 0.1), (0.25, 0.32), (0.13, 0.46)], depth: 0.03, turn, primary)
        }
        for (angle, y) in [(1.1, 0.66), (1.1, 0.48)] as [(Float, Float)] {
            let port = at.turned(y: angle - .pi / 2).moved(0, y, 0.163)
            builder.ring(
                radius: 0.052, thickness: 0.013, count: 28, port.turned(x: .pi / 2),
                .plain(Color(hex: 0xB9BEC5), .metal))
            builder.ball(
                rows: 8, columns: 14, port.scaled(0.05, 0.05, 0.016),
                .plain(Color(hex: 0x6FC3E8), Material(metallic: 0, roughness: 0.05, glow: .white * 0.4)))
        }
        let flame = Surface.fading(
            Color(hex: 0xFF7A2E), Color(hex: 0xFFE08A), from: base - 0.1, to: base + 0.1, .glowing)
        builder.ball(rows: 12, columns: 18, at.moved(0, -0.02, 0).scaled(0.07, 0.15, 0.07), flame)
    }

    private mutating func addProbe(_ at: Transform) {
        let foil = Surface.mottled(Color(hex: 0xD8A441), seed: random.next(), strength: 0.7, .metal)
        let core = at.moved(0, 0.5, 0)
        builder.box(0.26, 0.3, 0.26, core, foil)
        for side in [Float(-1), 1] {
            builder.tube([Vector3(side * 0.12, 0, 0), Vector3(side * 0.24, 0, 0)], radius: { _ in 0.014 }, core, dark)
            for panel in 0..<2 {
                let cell = core.moved(side * (0.36 + Float(panel) * 0.23), 0, 0).turned(x: 0.5)
                builder.box(0.21, 0.012, 0.3, cell, .plain(Color(hex: 0x23418F), .glazed))
                for line in 0..<4 {
                    builder.box(
                        0.205, 0.016, 0.008, cell.moved(0, 0, Float(line) * 0.075 - 0.11),
                        .plain(Color(hex: 0xA9B4C8), .metal))
                }
            }
        }
        let dish = core.moved(0, 0.22, 0.05).turned(x: 0.6)
        builder.lathe(
            [(0.02, 0), (0.12, 0.03), (0.2, 0.09), (0.24, 0.15)], count: 40, dish, .plain(Color(hex: 0xEDEAE4), .satin)
        )
        builder.tube([Vector3(0, 0, 0), Vector3(0, 0.2, 0)], radius: { _ in 0.01 }, dish, dark)
        builder.ball(rows: 8, columns: 12, dish.moved(0, 0.21, 0).scaled(0.024), primary)
        for leg in 0..<3 {
            let angle = Float(leg) / 3 * 2 * .pi
            let foot = Vector3(cos(angle) * 0.3, 0.02, sin(angle) * 0.3)
            builder.tube(
                [Vector3(cos(angle) * 0.1, 0.36, sin(angle) * 0.1), foot], radius: { _ in 0.016 }, at,
                .plain(Color(hex: 0x9AA2AB), .metal))
            builder.lathe([(0, 0), (0.06, 0), (0.05, 0.02), (0, 0.03)], at.moved(foot.x, 0, foot.z), secondary)
        }
    }

    mutating func addVehicle(_ at: Transform) {
        let tall: Float = reading.has("bus", "van", "tram", "truck", "train") ? 0.22 : 0.12
        let body = at.moved(0, 0.2, 0)
        builder.ball(squareness: 0.32, rows: 16, columns: 28, body.moved(0, 0.02, 0).scaled(0.5, 0.12, 0.22), primary)
        builder.ball(
            squareness: 0.4, rows: 14, columns: 24,
            body.moved(tall > 0.2 ? 0.02 : -0.06, 0.1 + tall * 0.6, 0).scaled(tall > 0.2 ? 0.46 : 0.29, tall, 0.19),
            secondary)
        let glass = Surface.plain(Color(hex: 0x2C3A47), Material(metallic: 0, roughness: 0.06))
        builder.ball(
            squareness: 0.4, rows: 14, columns: 24,
            body.moved(tall > 0.2 ? 0.02 : -0.06, 0.1 + tall * 0.68, 0).scaled(
                tall > 0.2 ? 0.465 : 0.295, tall * 0.62, 0.195), glass)
        for (x, z) in [(-0.29, -1), (0.29, -1), (-0.29, 1), (0.29, 1)] as [(Float, Float)] {
            let wheel = at.moved(x, 0.12, z * 0.2).turned(x: .pi / 2)
            builder.ring(radius: 0.08, thickness: 0.042, count: 32, wheel, .plain(Color(hex: 0x242427), .matte))
            builder.lathe(
                [(0, 0.03 * z), (0.07, 0.02 * z), (0.085, 0)], count: 24, wheel, .plain(Color(hex: 0xC4C9CF), .metal))
        }
        for side in [Float(-1), 1] {
            builder.ball(
                rows: 10, columns: 14, body.moved(0.485, 0.03, side * 0.14).scaled(0.022, 0.038, 0.038), warmGlow)
            builder.ball(
                rows: 8, columns: 12, body.moved(-0.49, 0.03, side * 0.15).scaled(0.016, 0.028, 0.034),
                .plain(Color(hex: 0xE04434), .glowing))
        }
        builder.box(0.03, 0.05, 0.36, body.moved(0.5, -0.06, 0), .plain(Color(hex: 0xC4C9CF), .metal))
        builder.box(0.92, 0.016, 0.445, body.moved(0, 0.02, 0), accent)
        if reading.has("train", "tractor", "locomotive") {
            builder.cylinder(radius: 0.045, top: 0.06, height: 0.22, body.moved(0.32, 0.1, 0), dark)
        }
    }
}
