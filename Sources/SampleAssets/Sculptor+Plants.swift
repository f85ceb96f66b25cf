import Foundation
import ModelViewer

extension Sculptor {
    mutating func addPlant(_ at: Transform) {
        let soil = Surface.mottled(Color(hex: 0x4A3526), seed: random.next(), .matte)
        builder.lathe(
            [(0, 0), (0.2, 0), (0.26, 0.22), (0.29, 0.23), (0.29, 0.28), (0.25, 0.28), (0.24, 0.25)], count: 44, at,
            secondary)
        builder.cylinder(radius: 0.25, height: 0.03, at.moved(0, 0.225, 0), soil)
        let top = at.moved(0, 0.25, 0)
        if reading.has("mushroom") || reading.words.isEmpty {
            for index in 0..<5 {
                addMushroom(
                    top.moved(random.float(-0.14...0.14), 0, random.float(-0.14...0.14)),
                    size: index == 0 ? 1 : random.float(0.35...0.7))
            }
        } else if reading.has("cactus", "succulent") {
            addCactus(top)
        } else if reading.has("flower", "sunflower") {
            for _ in 0..<5 { addFlower(top.moved(random.float(-0.1...0.1), 0, random.float(-0.1...0.1))) }
        } else {
            addTree(top)
        }
    }

    private mutating func addMushroom(_ at: Transform, size: Float) {
        let lean = at.turned(z: random.float(-0.2...0.2)).scaled(size)
        builder.lathe([(0.075, 0), (0.05, 0.16), (0.055, 0.42)], lean, .plain(Color(hex: 0xEDE3CF), .matte))
        let cap = lean.moved(0, 0.36, 0)
        let profile = (0...12).map { step -> (radius: Float, y: Float) in
            let angle = Float(step) / 12 * .pi / 2
            return (0.25 * cos(angle), 0.22 * sin(angle))
        }
        builder.lathe([(0.06, 0.06), (0.22, -0.02)] + profile, count: 32, cap, primary)
        for _ in 0..<9 {
            let (around, up) = (random.float(0...6.28), random.float(0.3...1.3))
            let spot = Vector3(0.25 * cos(up) * cos(around), 0.22 * sin(up), 0.25 * cos(up) * sin(around))
            builder.ball(
                rows: 6, columns: 10, cap.moved(spot.x, spot.y, spot.z).scaled(random.float(0.015...0.034)),
                .plain(Color(hex: 0xF6EEDD), .matte))
        }
    }

    private mutating func addCactus(_ at: Transform) {
        let green = Surface.mottled(Color(hex: 0x5B8C4A), seed: random.next(), strength: 0.4, .matte)
        builder.ball(rows: 20, columns: 26, at.moved(0, 0.32, 0).scaled(0.14, 0.36, 0.14), green)
        for (side, y) in [(-1, 0.26), (1, 0.38)] as [(Float, Float)] {
            let arm = [
                Vector3(side * 0.1, y, 0), Vector3(side * 0.22, y, 0), Vector3(side * 0.27, y + 0.06, 0),
                Vector3(side * 0.27, y + 0.24, 0),
            ]
            builder.tube(arm, sides: 14, radius: { _ in 0.062 }, at, green)
            builder.ball(rows: 8, columns: 14, at.moved(side * 0.27, y + 0.24, 0).scaled(0.062), green)
        }
        for _ in 0..<5 {
            builder.ball(
                rows: 8, columns: 10,
                at.moved(random.float(-0.06...0.06), 0.67, random.float(-0.06...0.06)).scaled(0.04), primary)
        }
    }

    private mutating func addFlower(_ at: Transform) {
        let height = random.float(0.35...0.7)
        let bend = random.float(-0.2...0.2)
        let stem = (0...8).map { Vector3(bend * pow(Float($0) / 8, 2), height * Float($0) / 8, 0) }
        builder.tube(stem, radius: { _ in 0.012 }, at, .plain(Color(hex: 0x5E8F45), .matte))
        let head = at.moved(bend, height, 0).turned(x: random.float(0.2...0.9)).turned(z: -bend)
        for petal in 0..<10 {
            let turn = head.turned(y: Float(petal) / 10 * 2 * .pi).moved(0, 0.01, 0.1)
            builder.ball(rows: 6, columns: 10, turn.scaled(0.035, 0.012, 0.075), primary)
        }
        builder.ball(rows: 8, columns: 14, head.scaled(0.06, 0.04, 0.06), .plain(Color(hex: 0x8A5A20), .matte))
    }

    private mutating func addTree(_ at: Transform) {
        let bark = Surface.grained(Color(hex: 0x6A4A32), seed: random.next(), .matte)
        let leafColor =
            reading.has("green", "moss", "mossy") || Vocabulary.colors.keys.contains(where: reading.words.contains)
            ? reading.primary.color : Color(hex: 0x5F8B45)
        let sway = random.float(-0.25...0.25)
        let trunk = (0...14).map { step -> Vector3 in
            let t = Float(step) / 14
            return Vector3(sway * sin(t * 3.4), t * 0.5, sway * 0.6 * sin(t * 2.1 + 1) - sway * 0.5)
        }
        builder.tube(trunk, sides: 12, radius: { 0.075 - 0.045 * $0 }, at, bark)
        for _ in 0..<9 {
            let start = trunk[random.integer(7...13)]
            let angle = random.float(0...6.28)
            let reach = random.float(0.14...0.32)
            let end = start + Vector3(cos(angle) * reach, random.float(0.05...0.24), sin(angle) * reach)
            builder.tube(
                [start, (start + end) * 0.5 + Vector3(0, 0.03, 0), end], sides: 7, radius: { 0.026 - 0.016 * $0 }, at,
                bark)
            let leaves = Surface.mottled(
                leafColor * random.float(0.75...1.2), seed: random.next(), strength: 0.7, .matte)
            for _ in 0..<3 {
                let size = random.float(0.07...0.14)
                let puff = at.moved(
                    end.x + random.float(-0.08...0.08), end.y + random.float(-0.02...0.07),
                    end.z + random.float(-0.08...0.08))
                builder.ball(rows: 7, columns: 11, puff.scaled(size * 1.2, size * 0.7, size * 1.2), leaves)
            }
        }
    }
}
