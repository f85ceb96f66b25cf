import Foundation
import ModelViewer

extension Sculptor {
    mutating func addFurniture(_ at: Transform) {
        if reading.has("table", "desk") { return addTable(at) }
        let soft = reading.has("sofa", "armchair", "throne")
        let width: Float = reading.has("sofa", "bench") ? 0.95 : 0.5
        let seat: Float = 0.4
        for (x, z) in [(-1, -1), (1, -1), (-1, 1), (1, 1)] as [(Float, Float)] {
            builder.lathe(
                [(0, 0), (0.02, 0), (0.032, 0.1), (0.024, 0.2), (0.034, seat)], count: 16,
                at.moved(x * (width / 2 - 0.05), 0, z * 0.19), primary)
        }
        builder.ball(squareness: 0.25, at.moved(0, seat, 0).scaled(width / 2, soft ? 0.08 : 0.03, 0.24), primary)
        builder.ball(
            squareness: 0.4, at.moved(0, seat + (soft ? 0.1 : 0.045), 0.01).scaled(width / 2 - 0.03, 0.05, 0.21),
            secondary)
        let back = at.moved(0, seat + 0.02, -0.22).turned(x: -0.14)
        if soft {
            builder.ball(squareness: 0.4, back.moved(0, 0.26, 0).scaled(width / 2, 0.27, 0.07), secondary)
            for side in [Float(-1), 1] {
                builder.ball(
                    squareness: 0.45, at.moved(side * width / 2, seat + 0.1, 0).scaled(0.06, 0.13, 0.23), secondary)
            }
        } else {
            for slat in 0..<5 {
                let x = (Float(slat) / 4 - 0.5) * (width - 0.08)
                builder.cylinder(radius: 0.014, height: 0.42, count: 12, back.moved(x, 0, 0), primary)
            }
            builder.ball(squareness: 0.35, back.moved(0, 0.44, 0).scaled(width / 2, 0.06, 0.026), primary)
        }
    }

    private mutating func addTable(_ at: Transform) {
        builder.lathe([(0, 0.5), (0.5, 0.5), (0.52, 0.52), (0.5, 0.545), (0, 0.545)], count: 56, at, primary)
        builder.lathe(
            [(0, 0), (0.24, 0), (0.22, 0.03), (0.06, 0.08), (0.04, 0.2), (0.07, 0.32), (0.045, 0.46), (0.16, 0.5)], at,
            secondary)
        builder.lathe(
            [(0, 0.55), (0.07, 0.55), (0.1, 0.66), (0.05, 0.76), (0.065, 0.8)], at.moved(0.14, 0, 0.05), accent)
        builder.lathe(
            [(0.02, 0.55), (0.14, 0.56), (0.16, 0.58), (0.12, 0.575), (0, 0.565)], at.moved(-0.2, 0, 0.1), accent)
        for _ in 0..<3 {
            builder.ball(
                rows: 10, columns: 14,
                at.moved(-0.2 + random.float(-0.06...0.06), 0.61, 0.1 + random.float(-0.06...0.06)).scaled(0.045),
                .plain(Color(hex: 0xC8432F), .glazed))
        }
    }

    mutating func addMusic(_ at: Transform) {
        if reading.has("radio", "gramophone", "accordion") { return addRadio(at) }
        if reading.has("drum") { return addDrum(at) }
        let body = at.moved(0, 0.06, 0).turned(x: -0.12)
        let outline = (0..<40).map { step -> (x: Float, y: Float) in
            let angle = Float(step) / 40 * 2 * .pi
            let waist = 1 - 0.2 * exp(-pow(sin(angle) * 3 - 0.35, 2))
            return (cos(angle) * 0.22 * waist * (sin(angle) > 0.3 ? 0.86 : 1), 0.28 + sin(angle) * 0.27)
        }
        let shifted = outline.map { (x: $0.x, y: $0.y - 0.28) }
        builder.plate(shifted, depth: 0.11, body.moved(0, 0.28, 0), primary)
        builder.plate(
            shifted.map { (x: $0.x * 0.94, y: $0.y * 0.95) }, depth: 0.118, body.moved(0, 0.28, 0),
            .grained(reading.secondary.color.mixed(with: Color(hex: 0xD9A766), 0.6), seed: random.next(), .glazed))
        builder.cylinder(radius: 0.07, height: 0.008, count: 32, body.moved(0, 0.36, 0.056).turned(x: .pi / 2), dark)
        builder.ring(radius: 0.074, thickness: 0.008, body.moved(0, 0.36, 0.06).turned(x: .pi / 2), accent)
        builder.box(0.055, 0.56, 0.04, body.moved(0, 0.76, 0.05), shaded(primary, 0.55))
        builder.box(0.09, 0.15, 0.03, body.moved(0, 1.1, 0.045), primary)
        builder.box(0.14, 0.02, 0.02, body.moved(0, 0.14, 0.066), dark)
        for string in 0..<6 {
            let x = (Float(string) - 2.5) * 0.008
            builder.tube(
                [Vector3(x, 0.14, 0.08), Vector3(x, 1.06, 0.076)], sides: 5, radius: { _ in 0.0014 }, body,
                .plain(Color(hex: 0xD9D9D9), .metal))
            let side: Float = string < 3 ? -1 : 1
            builder.ball(
                rows: 6, columns: 8, body.moved(side * 0.06, 1.06 + Float(string % 3) * 0.045, 0.045).scaled(0.017),
                .plain(Color(hex: 0xE0C070), .metal))
        }
    }

    private mutating func addRadio(_ at: Transform) {
        builder.ball(squareness: 0.28, rows: 16, columns: 28, at.moved(0, 0.3, 0).scaled(0.46, 0.28, 0.17), primary)
        builder.cylinder(
            radius: 0.19, height: 0.02, count: 40, at.moved(-0.18, 0.3, 0.163).turned(x: .pi / 2), secondary)
        for ring in 1...5 {
            builder.ring(
                radius: Float(ring) * 0.034, thickness: 0.006, at.moved(-0.18, 0.3, 0.185).turned(x: .pi / 2), dark)
        }
        builder.box(0.26, 0.1, 0.02, at.moved(0.23, 0.4, 0.168), warmGlow)
        builder.box(
            0.01, 0.1, 0.024, at.moved(0.2 + random.float(-0.06...0.1), 0.4, 0.17),
            .plain(Color(hex: 0xC8322B), .satin))
        for knob in 0..<2 {
            builder.cylinder(
                radius: 0.052, top: 0.044, height: 0.05,
                at.moved(0.15 + Float(knob) * 0.16, 0.2, 0.16).turned(x: .pi / 2), accent)
        }
        builder.tube(
            [Vector3(0.3, 0.55, -0.05), Vector3(0.48, 1.0, -0.1)], sides: 8, radius: { _ in 0.009 }, at,
            .plain(Color(hex: 0xD0D3D8), .metal))
        let handle = (0...12).map {
            Vector3(cos(Float($0) / 12 * .pi) * 0.3, 0.55 + sin(Float($0) / 12 * .pi) * 0.13, 0)
        }
        builder.tube(handle, radius: { _ in 0.02 }, at, secondary)
        for side in [Float(-1), 1] { builder.box(0.1, 0.04, 0.2, at.moved(side * 0.3, 0.02, 0), dark) }
    }

    private mutating func addDrum(_ at: Transform) {
        builder.lathe(
            [(0, 0), (0.34, 0), (0.36, 0.02), (0.33, 0.3), (0.36, 0.58), (0.34, 0.6)], count: 48, at, primary)
        builder.lathe([(0.34, 0.6), (0.33, 0.615), (0, 0.62)], count: 48, at, .plain(Color(hex: 0xEFE6D2), .matte))
        for y in [0.03, 0.57] as [Float] {
            builder.ring(radius: 0.365, thickness: 0.022, count: 48, at.moved(0, y, 0), secondary)
        }
        for cord in 0..<14 {
            let (a, b) = (Float(cord) / 14 * 2 * .pi, (Float(cord) + 0.5) / 14 * 2 * .pi)
            let (low, high) = (Vector3(cos(a) * 0.37, 0.05, sin(a) * 0.37), Vector3(cos(b) * 0.37, 0.55, sin(b) * 0.37))
            let next = Vector3(cos(a + 2 * .pi / 14) * 0.37, 0.05, sin(a + 2 * .pi / 14) * 0.37)
            builder.tube([low, high, next], sides: 6, radius: { _ in 0.009 }, at, accent)
        }
    }
}
