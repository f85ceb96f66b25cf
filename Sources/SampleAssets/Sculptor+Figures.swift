import Foundation
import ModelViewer

extension Sculptor {
    mutating func addFigure(_ at: Transform) {
        let robot = reading.has("robot", "mech", "golem", "automaton")
        let skin = Surface.plain(Color(hex: 0xE0B494), .satin)
        let soft: Float = robot ? 0.35 : 0.75
        for side in [Float(-1), 1] { addLimbs(at, side: side, soft: soft, hand: robot ? dark : skin) }
        builder.ball(squareness: soft, at.moved(0, 0.64, 0).scaled(0.155, 0.165, 0.1), primary)
        builder.ball(squareness: soft, at.moved(0, 0.47, 0).scaled(0.125, 0.085, 0.09), secondary)
        builder.lathe(
            [(0.13, 0.44), (0.135, 0.47), (0.13, 0.5)], at.scaled(1, 1, 0.76), .plain(Color(hex: 0x4A3322), .satin))
        addHead(at.moved(0, 0.9, 0), robot: robot, skin: skin)
        builder.lathe(
            [(0, 0), (0.3, 0), (0.29, 0.018), (0, 0.02)], count: 44, at.moved(0, -0.012, 0.02), shaded(accent, 0.6))
    }

    /// Adds one leg and one arm; the right hand (`side` 1) holds an item.
    private mutating func addLimbs(_ at: Transform, side: Float, soft: Float, hand: Surface) {
        let (armour, cloth) = (primary, secondary)
        let hip = at.moved(side * 0.085, 0.44, 0)
        builder.ball(
            squareness: soft, rows: 10, columns: 14, hip.moved(0, -0.1, 0).scaled(0.068, 0.13, 0.075), armour)
        builder.ball(
            squareness: soft, rows: 10, columns: 14, hip.moved(0, -0.29, 0).scaled(0.058, 0.12, 0.062),
            shaded(armour, 0.85))
        builder.ball(
            squareness: soft, rows: 8, columns: 14, hip.moved(0, -0.41, 0.04).scaled(0.062, 0.035, 0.11), cloth)
        let lift = random.float(-0.1...0.7)
        let shoulder = at.moved(side * 0.185, 0.72, 0)
        builder.ball(squareness: soft, rows: 10, columns: 14, shoulder.scaled(0.085, 0.075, 0.085), armour)
        let arm = shoulder.turned(x: -lift).turned(z: side * 0.16)
        builder.ball(
            squareness: soft, rows: 10, columns: 12, arm.moved(0, -0.13, 0).scaled(0.05, 0.11, 0.05),
            shaded(armour, 0.9))
        let elbow = arm.moved(0, -0.23, 0).turned(x: -lift * 0.8)
        builder.ball(
            squareness: soft, rows: 10, columns: 12, elbow.moved(0, -0.09, 0).scaled(0.046, 0.11, 0.046), armour)
        builder.ball(rows: 8, columns: 12, elbow.moved(0, -0.21, 0).scaled(0.045), hand)
        if side > 0 {
            addHeldThing(elbow.moved(0, -0.22, 0.02))
        } else if reading.has("knight", "warrior") {
            addRoundShield(elbow.moved(-0.05, -0.14, 0))
        }
    }

    private mutating func addHead(_ at: Transform, robot: Bool, skin: Surface) {
        if reading.has("astronaut", "explorer") {
            builder.ball(at.scaled(0.13), primary)
            builder.ball(
                at.moved(0, 0.005, 0.045).scaled(0.1, 0.085, 0.1),
                .plain(Color(hex: 0xD79B3C), Material(metallic: 1, roughness: 0.08)))
        } else if reading.has("knight", "samurai", "warrior", "soldier") {
            builder.ball(squareness: 0.8, at.scaled(0.11, 0.13, 0.115), primary)
            builder.box(0.17, 0.022, 0.1, at.moved(0, 0.015, 0.075), dark)
            builder.box(0.02, 0.16, 0.03, at.moved(0, 0, 0.115), shaded(primary, 0.8))
            let plume = (0...10).map { step -> Vector3 in
                let t = Float(step) / 10
                return Vector3(0, 0.12 + 0.12 * sin(t * 2.2), 0.02 - t * 0.26)
            }
            builder.tube(plume, radius: { 0.014 + 0.035 * sin($0 * .pi) }, at, secondary)
        } else if robot {
            builder.ball(squareness: 0.3, at.scaled(0.125, 0.1, 0.105), primary)
            for side in [Float(-1), 1] {
                builder.ball(
                    rows: 8, columns: 12, at.moved(side * 0.05, 0.015, 0.1).scaled(0.026),
                    .plain(Color(hex: 0x7FE6F2), .glowing))
                builder.cylinder(
                    radius: 0.03, height: 0.03, at.moved(side * 0.14, 0, 0).turned(z: side * -.pi / 2), dark)
            }
            builder.cylinder(radius: 0.007, height: 0.12, count: 8, at.moved(0, 0.1, 0), dark)
            builder.ball(
                rows: 8, columns: 12, at.moved(0, 0.23, 0).scaled(0.022), .plain(Color(hex: 0xFF7A5C), .glowing))
        } else {
            builder.ball(at.scaled(0.1, 0.12, 0.105), skin)
            builder.lathe([(0.17, 0.05), (0.16, 0.075), (0.09, 0.1), (0.05, 0.22), (0, 0.34)], at, secondary)
            builder.ball(at.moved(0, -0.09, 0.07).scaled(0.07, 0.1, 0.04), .plain(Color(hex: 0xE7E2D8), .matte))
        }
    }

    private mutating func addHeldThing(_ hand: Transform) {
        let grip = hand.turned(x: 1.35)
        if reading.has("wizard", "monk", "explorer", "astronaut") {
            builder.cylinder(
                radius: 0.014, height: 0.8, count: 10, grip.moved(0, -0.3, 0), .plain(Color(hex: 0x6B4A2E), .satin))
            builder.ball(grip.moved(0, 0.54, 0).scaled(0.05), .plain(reading.accent.color, .glowing))
        } else {
            let steel = Surface.plain(Color(hex: 0xC3C9D0), .metal)
            builder.plate(
                [(0.022, 0), (0.02, 0.42), (0, 0.5), (-0.02, 0.42), (-0.022, 0)], depth: 0.012, grip.moved(0, 0.06, 0),
                steel)
            builder.box(0.13, 0.02, 0.03, grip.moved(0, 0.055, 0), accent)
            builder.cylinder(
                radius: 0.014, height: 0.1, count: 10, grip.moved(0, -0.05, 0), .plain(Color(hex: 0x4A3322), .satin))
        }
    }

    private mutating func addRoundShield(_ at: Transform) {
        let face = at.turned(z: .pi / 2).turned(x: -0.4)
        builder.lathe([(0.17, 0), (0.165, 0.025), (0.1, 0.045), (0, 0.055)], face, secondary)
        builder.ring(radius: 0.165, thickness: 0.014, face.moved(0, 0.012, 0), primary)
        builder.ball(face.moved(0, 0.05, 0).scaled(0.04), primary)
    }
}
