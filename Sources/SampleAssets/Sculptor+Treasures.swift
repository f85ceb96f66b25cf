import Foundation
import ModelViewer

extension Sculptor {
    mutating func addCrystal(_ at: Transform) {
        let rock = Surface.mottled(Color(hex: 0x5B5660), seed: random.next(), strength: 0.7, .matte)
        builder.ball(squareness: 0.9, rows: 10, columns: 14, at.moved(0, 0.05, 0).scaled(0.44, 0.14, 0.38), rock)
        for index in 0..<random.integer(8...13) {
            let big = index == 0
            let lean = big ? Float(0.08) : random.float(0.2...0.75)
            let shard = at.turned(y: random.float(0...6.28)).moved(0, 0.06, big ? 0 : random.float(0.04...0.2)).turned(
                x: lean)
            let (tall, wide) = (
                big ? Float(0.9) : random.float(0.25...0.6), big ? Float(0.13) : random.float(0.04...0.09)
            )
            let hue = [
                reading.primary.color, reading.secondary.color, reading.primary.color.mixed(with: .white, 0.3),
            ][index % 3]
            let base = at.origin.y
            let gem = Surface(material: Material(metallic: 0.1, roughness: 0.1, glow: .white * 0.25)) {
                hue * (0.55 + 0.6 * min(max($0.y - base, 0), 1))
            }
            // Flat shading needs separate vertices for each side of the prism.
            let sides = 6
            for side in 0..<sides {
                let (from, to) = (Float(side) / Float(sides) * 2 * .pi, Float(side + 1) / Float(sides) * 2 * .pi)
                addFacet(shard, from, to, wide, tall, gem)
            }
        }
    }

    private mutating func addFacet(
        _ at: Transform, _ from: Float, _ to: Float, _ wide: Float, _ tall: Float, _ surface: Surface
    ) {
        func corner(_ angle: Float, _ radius: Float, _ y: Float) -> Vector3 {
            Vector3(cos(angle) * radius, y, sin(angle) * radius)
        }
        let (a, b) = (corner(from, wide * 0.8, 0), corner(to, wide * 0.8, 0))
        let (c, d) = (corner(from, wide, tall * 0.78), corner(to, wide, tall * 0.78))
        let tip = Vector3(0, tall, 0)
        builder.part(surface.material) { builder in
            for face in [[a, c, b], [b, c, d], [c, tip, d]] {
                let normal = (face[1] - face[0]).cross(face[2] - face[0]).normalized
                let corners = face.map { builder.vertex($0, normal, at, surface) }
                builder.triangle(corners[0], corners[1], corners[2])
            }
        }
    }

    mutating func addBlade(_ at: Transform) {
        let stone = Surface.mottled(Color(hex: 0x7E7B76), seed: random.next(), strength: 0.5, .matte)
        builder.ball(squareness: 0.75, at.moved(0, 0.03, 0).scaled(0.3, 0.15, 0.26), stone)
        let sword = at.moved(0, 0.06, 0).turned(z: random.float(-0.1...0.1)).turned(y: random.float(-0.5...0.5))
        let steel = Surface.plain(
            reading.primary.material.metallic > 0.5 ? reading.primary.color : Color(hex: 0xC3C9D0), .metal)
        let width = random.float(0.045...0.075)
        builder.plate(
            [(width, 0), (width * 0.9, 0.66), (-width * 0.9, 0.66), (-width, 0), (0, -0.08)], depth: 0.026, sword, steel
        )
        builder.box(width * 0.5, 0.5, 0.034, sword.moved(0, 0.36, 0), shaded(steel, 0.6))
        let guardPath = (0...12).map { step -> Vector3 in
            let t = Float(step) / 6 - 1
            return Vector3(t * 0.2, 0.67 - 0.05 * t * t, 0)
        }
        builder.tube(guardPath, radius: { 0.022 + 0.02 * abs($0 - 0.5) }, sword, secondary)
        builder.cylinder(
            radius: 0.03, top: 0.026, height: 0.22, sword.moved(0, 0.68, 0),
            .banded(Color(hex: 0x4A3020), Color(hex: 0x7A5233), count: 30, .satin))
        builder.ball(sword.moved(0, 0.93, 0).scaled(0.048), secondary)
        builder.ball(
            rows: 10, columns: 14, sword.moved(0, 0.67, 0.03).scaled(0.03),
            .plain(reading.accent.color, Material(metallic: 0, roughness: 0.08, glow: .white * 0.3)))
    }

    mutating func addChest(_ at: Transform) {
        if reading.has("book") { return addBooks(at) }
        if reading.has("barrel") { return addBarrel(at) }
        let (width, height, depth) = (random.float(0.8...1), random.float(0.3...0.42), random.float(0.5...0.6))
        builder.box(width, height, depth, at.moved(0, height / 2, 0), primary)
        let lid = at.moved(0, height, -depth / 2).turned(x: -random.float(0.0...0.7)).moved(0, 0, depth / 2)
        let arch = (0...12).map { step -> (x: Float, y: Float) in
            let angle = Float(step) / 12 * .pi
            return (cos(angle) * depth / 2, sin(angle) * depth * 0.42)
        }
        builder.plate(arch, depth: width, lid.turned(y: .pi / 2), primary)
        for offset in [-0.4, 0, 0.4] as [Float] {
            let band = arch.map { (x: $0.x * 1.04, y: $0.y * 1.04) }
            builder.plate(band, depth: 0.07, lid.moved(offset * width, 0, 0).turned(y: .pi / 2), secondary)
            builder.box(0.07, height, depth * 1.03, at.moved(offset * width, height / 2, 0), secondary)
        }
        builder.box(0.12, 0.14, 0.05, at.moved(0, height * 0.86, depth / 2), .plain(Color(hex: 0xD9AE4E), .metal))
        builder.box(0.025, 0.06, 0.06, at.moved(0, height * 0.84, depth / 2), dark)
        for _ in 0..<26 {
            let coin = at.moved(
                random.float(-0.36...0.36) * width, height + random.float(-0.01...0.05),
                random.float(-0.4...0.4) * depth)
            builder.cylinder(
                radius: 0.05, height: 0.014, count: 14, coin.turned(x: random.float(-0.5...0.5)),
                .plain(Color(hex: 0xE6BC4C), .metal))
        }
    }

    private mutating func addBooks(_ at: Transform) {
        var y: Float = 0
        for index in 0..<random.integer(3...5) {
            let (w, t, d) = (random.float(0.55...0.75), random.float(0.08...0.15), random.float(0.4...0.5))
            let book = at.moved(random.float(-0.05...0.05), y, 0).turned(y: random.float(-0.4...0.4))
            let cover = [primary, secondary, accent][index % 3]
            builder.box(w, t * 0.14, d, book.moved(0, t * 0.07, 0), cover)
            builder.box(
                w * 0.96, t * 0.72, d * 0.94, book.moved(0.012, t / 2, 0), .plain(Color(hex: 0xEBE0C4), .matte))
            builder.box(w, t * 0.14, d, book.moved(0, t * 0.93, 0), cover)
            builder.box(0.03, t, d, book.moved(-w / 2, t / 2, 0), cover)
            y += t
        }
    }

    private mutating func addBarrel(_ at: Transform) {
        let profile = (0...12).map { step -> (radius: Float, y: Float) in
            let t = Float(step) / 12
            return (0.3 + 0.09 * sin(t * .pi), t * 0.9)
        }
        builder.lathe([(0, 0)] + profile + [(0.27, 0.9), (0.27, 0.86), (0, 0.86)], at, primary)
        for y in [0.1, 0.3, 0.6, 0.8] as [Float] {
            builder.ring(
                radius: 0.305 + 0.09 * sin(y / 0.9 * .pi), thickness: 0.018, at.moved(0, y, 0),
                .plain(Color(hex: 0x6A6D72), .wornMetal))
        }
    }
}
