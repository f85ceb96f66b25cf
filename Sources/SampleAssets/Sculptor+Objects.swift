import Foundation
import ModelViewer

extension Sculptor {
    mutating func addVessel(_ at: Transform) {
        let belly = random.float(0.24...0.4)
        let neck = belly * random.float(0.35...0.75)
        let height = reading.has("bowl", "cup", "mug", "cauldron") ? random.float(0.4...0.55) : random.float(0.75...1.1)
        let open = reading.has("bowl", "cup", "mug", "planter", "pot", "cauldron")
        let lip = open ? belly * 0.98 : neck * 1.3
        let fullest = random.float(0.3...0.62)
        var profile: [(radius: Float, y: Float)] = [(0, 0), (belly * 0.55, 0), (belly * 0.6, height * 0.03)]
        for step in 0...18 {
            let t = Float(step) / 18
            let rise = t < fullest ? sin(t / fullest * .pi / 2) : 1
            let fall = t < fullest ? 0 : pow((t - fullest) / (1 - fullest), 1.6)
            let radius = blend(blend(belly * 0.55, belly, rise), open ? lip : neck, fall)
            profile.append((radius, height * (0.04 + 0.88 * t)))
        }
        profile += [
            (lip, height), (lip * 0.94, height), ((open ? lip : neck) * 0.86, height * 0.9),
            (belly * 0.5, height * 0.4),
        ]
        let glaze = reading.secondary.color
        let base = primary
        let line = height * random.float(0.45...0.8)
        let origin = at.origin.y
        let dipped = Surface(material: base.material) { point in
            let edge = point.y - origin - line + sin(point.x * 9) * 0.01
            return base.color(point).mixed(with: glaze, smoothStep(-0.02, 0.02, edge))
        }
        builder.lathe(profile, count: 44, at, dipped)
        if reading.has("teapot", "kettle", "pitcher", "jug", "mug", "cup") || random.chance(0.2) {
            addHandle(at, reach: belly, height: height)
        }
        if reading.has("teapot", "kettle") { addSpoutAndLid(at, belly: belly, height: height, lip: lip) }
    }

    private mutating func addHandle(_ at: Transform, reach: Float, height: Float) {
        let path = (0...16).map { step -> Vector3 in
            let angle = Float(step) / 16 * .pi - .pi / 2
            return Vector3(-reach * 0.86 - cos(angle) * height * 0.26, height * 0.52 + sin(angle) * height * 0.26, 0)
        }
        builder.tube(path, radius: { _ in 0.034 }, at, secondary)
    }

    private mutating func addSpoutAndLid(_ at: Transform, belly: Float, height: Float, lip: Float) {
        let spout = (0...12).map { step -> Vector3 in
            let t = Float(step) / 12
            return Vector3(belly * 0.8 + t * 0.3, height * (0.4 + 0.45 * t * t), 0)
        }
        builder.tube(spout, radius: { 0.075 - 0.04 * $0 }, at, primary)
        builder.lathe(
            [(lip * 1.02, height), (lip * 0.9, height + 0.05), (lip * 0.4, height + 0.1), (0, height + 0.11)], at,
            secondary)
        builder.ball(at.moved(0, height + 0.14, 0).scaled(0.05), accent)
    }

    mutating func addLamp(_ at: Transform) {
        if reading.has("lantern", "candle", "torch") || random.chance(0.15) { return addLantern(at) }
        let height = random.float(0.5...0.72)
        let width = random.float(0.1...0.2)
        var profile: [(radius: Float, y: Float)] = [(0, 0), (width * 1.3, 0), (width * 1.3, 0.03), (width * 0.7, 0.06)]
        let waves = Float(random.integer(1...3))
        for step in 0...16 {
            let t = Float(step) / 16
            let swell = sin(t * .pi * waves)
            profile.append((width * (0.45 + 0.55 * swell * swell * (1 - t * 0.5)), 0.06 + t * (height - 0.06)))
        }
        builder.lathe(profile, at, primary)
        builder.cylinder(radius: 0.018, height: 0.2, at.moved(0, height, 0), .plain(Color(hex: 0xC9A24B), .metal))
        let (low, high) = (random.float(0.3...0.38), random.float(0.14...0.24))
        let shade = reading.secondary.color
        let (bottom, top) = (height + 0.06, height + 0.46)
        let base = at.origin.y
        // A lit shade is brightest near the bulb.
        let lit = Surface(material: Material(metallic: 0, roughness: 0.8, glow: .white * 0.55)) { point in
            let t = (point.y - base - bottom) / (top - bottom)
            return shade * (1.15 - abs(t - 0.45) * 0.7)
        }
        builder.lathe([(low, bottom), (high, top)], count: 44, at, lit)
        builder.ring(radius: low, thickness: 0.009, at.moved(0, bottom, 0), shaded(lit, 0.7))
        builder.ring(radius: high, thickness: 0.009, at.moved(0, top, 0), shaded(lit, 0.7))
        builder.ball(at.moved(0, height + 0.2, 0).scaled(0.07), warmGlow)
    }

    private mutating func addLantern(_ at: Transform) {
        builder.lathe([(0, 0), (0.3, 0), (0.3, 0.05), (0.24, 0.09), (0, 0.09)], count: 8, at, primary)
        for corner in 0..<4 {
            let angle = Float(corner) * .pi / 2 + .pi / 4
            builder.cylinder(
                radius: 0.022, height: 0.5, count: 10, at.moved(cos(angle) * 0.23, 0.08, sin(angle) * 0.23), primary)
        }
        builder.lathe([(0.28, 0.56), (0.32, 0.58), (0.1, 0.78), (0.06, 0.82), (0, 0.83)], count: 8, at, primary)
        builder.ring(radius: 0.09, thickness: 0.014, at.moved(0, 0.9, 0).turned(x: .pi / 2), primary)
        builder.cylinder(radius: 0.07, height: 0.22, at.moved(0, 0.09, 0), .plain(Color(hex: 0xEFE6D2), .satin))
        let flame = Surface.fading(
            Color(hex: 0xFFB347), Color(hex: 0xFFF0B8), from: at.origin.y + 0.3, to: at.origin.y + 0.5, .glowing)
        builder.ball(at.moved(0, 0.38, 0).scaled(0.045, 0.09, 0.045), flame)
        for side in 0..<4 {
            let pane = at.turned(y: Float(side) * .pi / 2).moved(0, 0.33, 0.17)
            builder.box(0.012, 0.44, 0.012, pane, shaded(primary, 0.8))
        }
    }

    mutating func addInstrument(_ at: Transform) {
        if reading.has("globe", "orrery", "telescope") || (random.chance(0.3) && !reading.has("astrolabe", "clock")) {
            return addArmillary(at)
        }
        let center = at.moved(0, 0.52, 0)
        let face = center.turned(x: .pi / 2).turned(x: -0.16)
        builder.lathe(
            [(0, -0.03), (0.42, -0.03), (0.44, 0), (0.42, 0.03), (0.38, 0.03), (0.37, 0.012), (0, 0.012)], count: 64,
            face, primary)
        builder.ring(radius: 0.42, thickness: 0.026, count: 64, face.moved(0, 0.02, 0), primary)
        builder.ring(radius: 0.27, thickness: 0.012, count: 56, face.moved(0.03, 0.035, 0.04), secondary)
        builder.ring(radius: 0.16, thickness: 0.01, count: 48, face.moved(-0.05, 0.04, -0.06), primary)
        for tick in 0..<24 {
            let angle = Float(tick) / 24 * 2 * .pi
            let long: Float = tick % 6 == 0 ? 0.07 : 0.035
            let mark = face.turned(y: angle).moved(0.345 - long / 2, 0.02, 0)
            builder.box(long, 0.016, 0.012, mark, dark)
        }
        for hand in 0..<3 {
            let length: Float = [0.34, 0.25, 0.3][hand]
            let turn = face.turned(y: random.float(0...6.28)).moved(length / 2 - 0.05, 0.05 + Float(hand) * 0.012, 0)
            builder.plate(
                [(length / 2, 0), (0, 0.022), (-length / 2, 0.012), (-length / 2, -0.012), (0, -0.022)], depth: 0.012,
                turn.turned(x: .pi / 2), hand == 1 ? accent : secondary)
        }
        builder.ball(face.moved(0, 0.06, 0).scaled(0.035), primary)
        builder.ring(radius: 0.06, thickness: 0.016, center.moved(0, 0.5, 0.07).turned(x: .pi / 2), primary)
        builder.cylinder(radius: 0.03, height: 0.13, at.moved(0, 0, -0.02), primary)
        builder.lathe([(0, 0), (0.16, 0), (0.15, 0.03), (0.04, 0.06), (0, 0.06)], at, primary)
    }

    private mutating func addArmillary(_ at: Transform) {
        builder.lathe(
            [(0, 0), (0.2, 0), (0.18, 0.04), (0.05, 0.08), (0.035, 0.2), (0.05, 0.24), (0, 0.25)], at, secondary)
        let center = at.moved(0, 0.62, 0)
        let sphere = Surface.mottled(reading.secondary.color, seed: random.next(), strength: 0.7, .glazed)
        builder.ball(rows: 20, columns: 32, center.scaled(0.15), sphere)
        for index in 0..<4 {
            let tilt = center.turned(x: random.float(-0.9...0.9)).turned(
                z: random.float(-0.9...0.9) + Float(index) * 0.5)
            builder.ring(radius: 0.38 - Float(index) * 0.04, thickness: 0.014, count: 56, tilt, primary)
            let angle = random.float(0...6.28)
            let radius: Float = 0.38 - Float(index) * 0.04
            builder.ball(
                tilt.moved(cos(angle) * radius, 0, sin(angle) * radius).scaled(random.float(0.03...0.06)), accent)
        }
        builder.tube(
            [Vector3(0, -0.44, 0), Vector3(0, 0.44, 0)], radius: { _ in 0.012 }, center.turned(z: 0.41), primary)
    }

    mutating func addFood(_ at: Transform) {
        if reading.has("donut") { return addDonut(at) }
        builder.lathe(
            [(0, 0), (0.5, 0), (0.52, 0.02), (0.5, 0.035), (0, 0.03)], count: 48, at,
            .plain(Color(hex: 0xF0EEE9), .glazed))
        var y: Float = 0.035
        var radius: Float = 0.4
        for tier in 0..<random.integer(2...3) {
            let height = random.float(0.16...0.22)
            builder.lathe(
                [(0, y), (radius, y), (radius, y + height), (0, y + height)], count: 48, at,
                tier % 2 == 0 ? primary : accent)
            builder.lathe(
                [
                    (radius * 1.02, y + height - 0.03), (radius * 1.03, y + height + 0.015),
                    (radius * 0.95, y + height + 0.03), (0, y + height + 0.03),
                ],
                count: 48, at, secondary)
            for drop in 0..<18 {
                let angle = Float(drop) / 18 * 2 * .pi
                let length = random.float(0.02...0.08)
                builder.ball(
                    rows: 8, columns: 10,
                    at.moved(cos(angle) * radius, y + height - length * 0.6, sin(angle) * radius).scaled(
                        0.03, length, 0.03), secondary)
            }
            y += height + 0.02
            radius *= 0.7
        }
        for berry in 0..<7 {
            let angle = Float(berry) / 7 * 2 * .pi
            builder.ball(
                rows: 10, columns: 14,
                at.moved(cos(angle) * radius * 0.8, y + 0.04, sin(angle) * radius * 0.8).scaled(0.045),
                .plain(Color(hex: 0xB8283A), .glazed))
        }
    }

    private mutating func addDonut(_ at: Transform) {
        let dough = Surface.mottled(Color(hex: 0xC98B4A), seed: random.next(), .satin)
        builder.ring(radius: 0.32, thickness: 0.17, count: 56, at.moved(0, 0.17, 0), dough)
        builder.ring(radius: 0.32, thickness: 0.165, count: 56, at.moved(0, 0.2, 0).scaled(1.01, 0.9, 1.01), primary)
        for _ in 0..<60 {
            let angle = random.float(0...6.28)
            let r = random.float(0.2...0.44)
            let lift = (0.165 * 0.165 - (r - 0.32) * (r - 0.32)).squareRoot()
            let sprinkle = at.moved(cos(angle) * r, 0.2 + lift * 0.92, sin(angle) * r)
            builder.box(
                0.05, 0.014, 0.014, sprinkle.turned(y: random.float(0...6.28)),
                [secondary, accent, warmGlow][random.integer(0...2)])
        }
    }
}
