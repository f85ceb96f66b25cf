import ModelViewer

/// An encoder for binary STL, by 3D Systems' "StereoLithography Interface Specification".
///
/// The format defines neither units nor axes; programs assume millimeters and Z up. Each triangle's mean color is in
/// its attribute, as VisCAM and most viewers read it: bit 15 set, then five bits each of red, green and blue.
package enum STL {
    package static let contentType = "model/stl"

    /// The encoded mesh; always 84 + 50 bytes per triangle.
    package static func encode(_ mesh: Mesh) -> [UInt8] {
        var writer = ByteWriter()
        writer.reserve(84 + mesh.triangleCount * 50)
        // A binary file must not start with "solid", which marks the text form.
        writer.add("Binary STL, millimetres, Z up")
        writer.addZeros(80 - writer.count)
        writer.add(UInt32(mesh.triangleCount))
        for at in stride(from: 0, to: mesh.indices.count, by: 3) {
            let corners = (0..<3).map { Int(mesh.indices[at + $0]) }
            let places = corners.map { upright(mesh.positions[$0]) * 1_000 }
            let face = (places[1] - places[0]).cross(places[2] - places[0])
            // A triangle without area has no normal; the format requires zeros.
            writer.add(face.length > 0 ? face * (1 / face.length) : .zero)
            for place in places { writer.add(place) }
            let sum = corners.reduce(Color.black) { $0 + mesh.colors[$1] }
            writer.add(attribute(sum * (1 / 3)))
        }
        return writer.bytes
    }

    private static func upright(_ v: Vector3) -> Vector3 { Vector3(v.x, -v.z, v.y) }

    private static func attribute(_ color: Color) -> UInt16 {
        let levels = color.encoded.channels.map { UInt16((min(max($0, 0), 1) * 31).rounded()) }
        return 0x8000 | levels[0] << 10 | levels[1] << 5 | levels[2]
    }
}
