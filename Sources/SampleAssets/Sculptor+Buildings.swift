import Foundation
import ModelViewer

extension Sculptor {
    mutating func addTower(_ at: Transform) {
        if reading.has("lighthouse") { return addLighthouse(at) }
        if reading.has("pagoda", "temple") { return addPagoda(at) }
        let rock = Surface.mottled(Color(hex: 0x8C8679), seed: random.next(), strength: 0.5, .matte)
        builder.ball(squareness: 0.7, at.moved(0, 0.02, 0).scaled(0.5, 0.1, 0.45), rock)
        let castle = reading.has("castle", "fortress", "citadel", "keep")
        let spots: [(x: Float, z: Float, height: Float, radius: Float)] =
            castle
            ? [
                (0, 0, 0.75, 0.14), (-0.28, 0.12, 0.5, 0.09), (0.28, 0.12, 0.55, 0.09), (-0.2, -0.22, 0.62, 0.08),
                (0.22, -0.2, 0.46, 0.09),
            ]
            : [(0, 0, random.float(0.8...1.0), random.float(0.14...0.18)), (0.19, 0.08, random.float(0.4...0.6), 0.08)]
        for spot in spots { addTurret(at.moved(spot.x, 0.06, spot.z), height: spot.height, radius: spot.radius) }
        if castle {
            for (x, z, turn) in [(0, 0.15, 0), (-0.25, -0.05, 1.4), (0.26, -0.05, 1.6)] as [(Float, Float, Float)] {
                let wall = at.moved(x, 0.2, z).turned(y: turn)
                builder.box(0.5, 0.3, 0.06, wall, primary)
                for merlon in 0..<6 {
                    builder.box(0.045, 0.05, 0.07, wall.moved(-0.21 + Float(merlon) * 0.084, 0.17, 0), primary)
                }
            }
            builder.box(0.1, 0.16, 0.08, at.moved(0, 0.14, 0.155), dark)
        }
    }

    private mutating func addTurret(_ at: Transform, height: Float, radius: Float) {
        let top = radius * 1.25
        builder.lathe(
            [
                (radius * 1.15, 0), (radius, height * 0.12), (radius * 0.94, height * 0.85), (top, height * 0.9),
                (top, height), (0, height),
            ],
            count: 26, at, primary)
        for merlon in 0..<8 {
            let turn = at.turned(y: Float(merlon) / 8 * 2 * .pi).moved(0, height + 0.025, top * 0.93)
            builder.box(top * 0.42, 0.05, 0.035, turn, primary)
        }
        builder.lathe(
            [(top * 0.9, height), (top * 0.5, height + radius * 1.1), (0, height + radius * 2.4)], count: 26, at,
            secondary)
        for window in 0..<3 {
            let turn = at.turned(y: Float(window) * 2.1 + 0.3).moved(
                0, height * (0.4 + 0.16 * Float(window)), radius * 0.96)
            builder.ball(
                squareness: 0.6, rows: 8, columns: 10, turn.scaled(radius * 0.16, radius * 0.28, 0.02), warmGlow)
        }
        let pole = at.moved(0, height + radius * 2.3, 0)
        builder.cylinder(radius: 0.006, height: 0.12, count: 6, pole, dark)
        builder.plate([(0.09, 0.0), (0, 0.035), (0, -0.035)], depth: 0.006, pole.moved(0, 0.1, 0), accent)
    }

    private mutating func addLighthouse(_ at: Transform) {
        let rock = Surface.mottled(Color(hex: 0x6F6A62), seed: random.next(), strength: 0.6, .matte)
        builder.ball(squareness: 0.8, at.moved(0, 0, 0).scaled(0.42, 0.14, 0.36), rock)
        let (a, b) = (reading.secondary.color, reading.primary.color)
        let base = at.origin.y
        let stripes = Surface(material: .satin) { Int(floor(($0.y - base) * 6.5)) % 2 == 0 ? a : b }
        builder.lathe([(0.19, 0.08), (0.16, 0.3), (0.12, 0.85), (0.17, 0.87), (0.17, 0.9), (0, 0.9)], at, stripes)
        builder.ring(radius: 0.165, thickness: 0.01, at.moved(0, 0.97, 0), dark)
        builder.cylinder(radius: 0.09, height: 0.16, at.moved(0, 0.9, 0), warmGlow)
        builder.lathe([(0.12, 1.06), (0.13, 1.08), (0.03, 1.18), (0, 1.2)], at, .plain(a, .satin))
        builder.box(0.22, 0.14, 0.16, at.moved(0.22, 0.17, 0.12), .plain(Color(hex: 0xEDE6D8), .matte))
        builder.plate([(0.13, 0), (0, 0.1), (-0.13, 0)], depth: 0.2, at.moved(0.22, 0.24, 0.12), .plain(a, .satin))
    }

    private mutating func addPagoda(_ at: Transform) {
        let stone = Surface.mottled(Color(hex: 0x9A958A), seed: random.next(), .matte)
        builder.box(0.86, 0.08, 0.86, at.moved(0, 0.04, 0), stone)
        var y: Float = 0.08
        var width: Float = random.float(0.5...0.6)
        for _ in 0..<random.integer(3...5) {
            builder.box(width, 0.16, width, at.moved(0, y + 0.08, 0), primary)
            for side in 0..<4 {
                let wall = at.turned(y: Float(side) * .pi / 2)
                for column in [-0.5, 0.5] as [Float] {
                    builder.cylinder(
                        radius: 0.02, height: 0.16, count: 10, wall.moved(column * width, y, width * 0.5), accent)
                }
                builder.box(width * 0.3, 0.1, 0.02, wall.moved(0, y + 0.07, width / 2), warmGlow)
            }
            let eave = width * 0.95
            builder.lathe(
                [
                    (eave * 0.99, y + 0.15), (eave, y + 0.17), (eave * 0.66, y + 0.2), (width * 0.45, y + 0.26),
                    (0, y + 0.27),
                ], count: 4,
                at.turned(y: .pi / 4), secondary)
            y += 0.24
            width *= 0.8
        }
        builder.cylinder(
            radius: 0.03, top: 0.004, height: 0.22, at.moved(0, y, 0), .plain(Color(hex: 0xD9AE4E), .metal))
    }

    mutating func addHouse(_ at: Transform) {
        let (w, h, d) = (random.float(0.6...0.75), random.float(0.3...0.4), random.float(0.46...0.56))
        let lawn = Surface.mottled(Color(hex: 0x6E9148), seed: random.next(), strength: 0.5, .matte)
        builder.lathe([(0, 0), (0.66, 0), (0.64, 0.05), (0, 0.06)], count: 40, at, lawn)
        let base = at.moved(0, 0.05, 0)
        builder.box(w, h, d, base.moved(0, h / 2, 0), primary)
        let peak = random.float(0.28...0.4)
        builder.plate(
            [(d * 0.5, 0), (0, peak * 0.96), (-d * 0.5, 0)], depth: w, base.moved(0, h, 0).turned(y: .pi / 2), primary)
        let slope = atan2(peak, d * 0.5)
        let length = (peak * peak + d * d / 4).squareRoot() * 1.16
        for side in [Float(1), -1] {
            let roof = base.moved(0, h + peak * 0.47, side * d * 0.27).turned(x: side * slope)
            builder.box(w * 1.14, 0.045, length, roof, secondary)
            for row in 0..<6 {
                builder.box(
                    w * 1.15, 0.014, 0.018, roof.moved(0, 0.026, length * (Float(row) / 6 - 0.42)),
                    shaded(secondary, 0.75))
            }
        }
        builder.box(0.1, 0.34, 0.1, base.moved(w * 0.28, h + peak * 0.75, -d * 0.14), shaded(accent, 0.8))
        builder.box(0.13, 0.24, 0.03, base.moved(-w * 0.12, 0.12, d / 2), shaded(accent, 0.55))
        for (x, y, z, turn) in [
            (w * 0.24, h * 0.55, d / 2, 0), (-w * 0.36, h * 0.55, d / 2, 0), (w / 2, h * 0.55, 0, .pi / 2),
        ] as [(Float, Float, Float, Float)] {
            let window = base.moved(x, y, z).turned(y: turn)
            builder.box(0.15, 0.15, 0.025, window, .plain(Color(hex: 0xF2ECDF), .satin))
            builder.box(0.12, 0.12, 0.03, window, warmGlow)
            builder.box(0.012, 0.12, 0.036, window, .plain(Color(hex: 0xF2ECDF), .satin))
        }
        for _ in 0..<7 {
            let angle = random.float(0.6...5.6)
            let size = random.float(0.05...0.1)
            let bush = Surface.mottled(Color(hex: 0x4F7A3C), seed: random.next(), strength: 0.6, .matte)
            builder.ball(
                rows: 8, columns: 12, at.moved(sin(angle) * 0.52, 0.06 + size * 0.5, cos(angle) * 0.52).scaled(size),
                bush)
        }
    }
}
