import Foundation
import ModelViewer

extension Sculptor {
    mutating func addCreature(_ at: Transform) {
        if reading.has("bird", "owl", "penguin") { return addBird(at) }
        if reading.has("fish", "whale", "axolotl") { return addFish(at) }
        let fur = Surface.mottled(reading.primary.color, seed: random.next(), strength: 0.35, .matte)
        let light = Surface.mottled(
            reading.secondary.color.mixed(with: Color(hex: 0xF1E6D2), 0.5), seed: random.next(), .matte)
        let (long, tall) = (random.float(0.26...0.34), random.float(0.16...0.22))
        let body = at.moved(0, 0.34, 0)
        builder.ball(rows: 18, columns: 26, body.scaled(tall, tall, long), fur)
        builder.ball(
            rows: 14, columns: 20, body.moved(0, -0.04, long * 0.35).scaled(tall * 0.82, tall * 0.86, long * 0.6), light
        )
        for (x, z) in [(-0.11, 0.17), (0.11, 0.17), (-0.12, -0.17), (0.12, -0.17)] as [(Float, Float)] {
            builder.ball(rows: 10, columns: 14, at.moved(x, 0.15, z).scaled(0.062, 0.16, 0.07), fur)
            builder.ball(rows: 8, columns: 12, at.moved(x, 0.03, z + 0.03).scaled(0.07, 0.04, 0.09), shaded(fur, 0.7))
        }
        let head = at.moved(0, 0.34 + tall + random.float(0.08...0.18), long + 0.06)
        builder.ball(rows: 18, columns: 24, head.scaled(0.165, 0.15, 0.155), fur)
        builder.ball(rows: 12, columns: 16, head.moved(0, -0.045, 0.12).scaled(0.09, 0.07, 0.1), light)
        builder.ball(rows: 8, columns: 10, head.moved(0, -0.015, 0.215).scaled(0.028, 0.022, 0.02), dark)
        addFace(head)
        let horned = reading.has("dragon", "dinosaur", "creature")
        for side in [Float(-1), 1] {
            let ear = head.moved(side * 0.1, 0.11, -0.01).turned(z: side * -0.35)
            let size: Float = reading.has("rabbit") ? 0.3 : horned ? 0.2 : 0.13
            builder.cylinder(
                radius: horned ? 0.035 : 0.055, top: 0.004, height: size, count: 14, ear, horned ? accent : fur)
        }
        let tail = (0...16).map { step -> Vector3 in
            let t = Float(step) / 16
            return Vector3(sin(t * 2.4) * 0.16, 0.36 + t * t * 0.22, -long * 0.9 - t * 0.34)
        }
        let bushy = reading.has("fox", "cat", "otter")
        builder.tube(tail, radius: { bushy ? 0.03 + 0.075 * sin($0 * 2.9) : 0.085 * (1 - $0) + 0.012 }, at, fur)
        if horned { addSpinesAndWings(body, tall: tall, long: long) }
    }

    private mutating func addFace(_ head: Transform) {
        for side in [Float(-1), 1] {
            let eye = head.moved(side * 0.07, 0.035, 0.125)
            builder.ball(
                rows: 10, columns: 12, eye.scaled(0.034),
                .plain(Color(hex: 0x1D1A1C), Material(metallic: 0, roughness: 0.05)))
            builder.ball(
                rows: 6, columns: 8, eye.moved(side * 0.008, 0.012, 0.027).scaled(0.009), .plain(.white, .glowing))
        }
    }

    private mutating func addSpinesAndWings(_ body: Transform, tall: Float, long: Float) {
        for spine in 0..<7 {
            let t = Float(spine) / 6
            let z = long * (0.8 - 1.6 * t)
            let y = tall * (1 - z * z / (long * long)).squareRoot()
            builder.cylinder(
                radius: 0.035, top: 0.002, height: 0.1, count: 8, body.moved(0, y - 0.01, z).turned(x: -0.3), accent)
        }
        guard reading.has("dragon") else { return }
        for side in [Float(-1), 1] {
            let wing = body.moved(side * tall * 0.7, tall * 0.7, 0.02).turned(z: side * 0.55).turned(y: side * -0.3)
            let outline: [(x: Float, y: Float)] = [
                (0, -0.04), (side * 0.2, 0.02), (side * 0.34, -0.02), (side * 0.5, 0.1), (side * 0.36, 0.3),
                (side * 0.1, 0.22), (0, 0.06),
            ]
            builder.plate(side > 0 ? outline : outline.reversed(), depth: 0.014, wing, secondary)
            builder.tube(
                [
                    Vector3(0, 0, 0), Vector3(side * 0.1, 0.22, 0), Vector3(side * 0.36, 0.3, 0),
                    Vector3(side * 0.52, 0.1, 0),
                ], radius: { 0.026 - 0.016 * $0 }, wing, primary)
        }
    }

    private mutating func addBird(_ at: Transform) {
        let feathers = Surface.mottled(reading.primary.color, seed: random.next(), strength: 0.5, .matte)
        let belly = Surface.mottled(
            reading.secondary.color.mixed(with: .white, 0.4), seed: random.next(), strength: 0.4, .matte)
        builder.ball(rows: 18, columns: 26, at.moved(0, 0.4, 0).scaled(0.25, 0.33, 0.23), feathers)
        builder.ball(rows: 16, columns: 22, at.moved(0, 0.37, 0.06).scaled(0.2, 0.28, 0.19), belly)
        let head = at.moved(0, 0.76, 0.02)
        builder.ball(rows: 16, columns: 24, head.scaled(0.2, 0.17, 0.17), feathers)
        for side in [Float(-1), 1] {
            let wing = at.moved(side * 0.23, 0.43, -0.02).turned(z: side * 0.22)
            builder.ball(rows: 14, columns: 16, wing.scaled(0.06, 0.27, 0.16), shaded(feathers, 0.75))
            builder.ball(rows: 12, columns: 16, head.moved(side * 0.08, 0.02, 0.13).scaled(0.07, 0.07, 0.035), belly)
            let eye = head.moved(side * 0.08, 0.02, 0.155)
            builder.ball(rows: 10, columns: 12, eye.scaled(0.04, 0.04, 0.022), .plain(Color(hex: 0xE8A93A), .glazed))
            builder.ball(rows: 8, columns: 10, eye.moved(0, 0, 0.015).scaled(0.022, 0.022, 0.014), dark)
            builder.cylinder(
                radius: 0.04, top: 0.003, height: 0.11, count: 10,
                head.moved(side * 0.13, 0.11, 0).turned(z: side * -0.5), feathers)
            builder.ball(
                rows: 6, columns: 12, at.moved(side * 0.09, 0.04, 0.1).scaled(0.06, 0.03, 0.09),
                .plain(Color(hex: 0xE0A040), .satin))
        }
        builder.cylinder(
            radius: 0.04, top: 0.004, height: 0.1, count: 12, head.moved(0, -0.02, 0.15).turned(x: 1.75),
            .plain(Color(hex: 0xE0A040), .glazed))
        builder.tube(
            [Vector3(-0.4, 0, 0.06), Vector3(0, 0.01, 0.06), Vector3(0.4, 0.02, 0.06)], radius: { _ in 0.035 }, at,
            .grained(Color(hex: 0x6B4A2E), seed: random.next(), lying: true, .matte))
    }

    private mutating func addFish(_ at: Transform) {
        let scales = Surface.fading(
            reading.secondary.color.mixed(with: .white, 0.5), reading.primary.color, from: at.origin.y + 0.28,
            to: at.origin.y + 0.55, .glazed)
        let body = at.moved(0, 0.45, 0)
        let whale = reading.has("whale")
        builder.ball(rows: 22, columns: 28, body.scaled(0.46, whale ? 0.24 : 0.25, whale ? 0.22 : 0.14), scales)
        let fin: [(x: Float, y: Float)] = [
            (0, 0), (-0.02, -0.1), (-0.2, -0.24), (-0.17, 0), (-0.2, 0.24), (-0.02, 0.1),
        ]
        builder.plate(fin.reversed(), depth: 0.03, body.moved(-0.42, 0.02, 0).turned(x: whale ? .pi / 2 : 0), secondary)
        for side in [Float(-1), 1] {
            let flipper = body.moved(0.08, -0.1, side * 0.15).turned(x: side * 0.9)
            builder.plate(
                [(0.05, 0), (-0.04, 0.0), (-0.16, -0.2), (0, -0.12)].reversed(), depth: 0.02, flipper, secondary)
            let eye = body.moved(0.32, 0.05, side * (whale ? 0.145 : 0.095))
            builder.ball(rows: 10, columns: 12, eye.scaled(0.036), .plain(.white, .glazed))
            builder.ball(rows: 8, columns: 10, eye.moved(0.008, 0, side * 0.016).scaled(0.026), dark)
        }
        if !whale {
            builder.plate(
                [(0.16, 0), (0.02, 0.16), (-0.2, 0.1), (-0.18, 0)], depth: 0.02, body.moved(0, 0.2, 0), secondary)
        }
        builder.lathe(
            [(0, 0), (0.2, 0), (0.18, 0.03), (0.02, 0.06), (0.014, 0.26), (0, 0.26)], at,
            .plain(Color(hex: 0xB08A4A), .metal))
    }
}
