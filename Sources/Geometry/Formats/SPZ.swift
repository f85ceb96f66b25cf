import Foundation

/// Compressed Gaussian splats in Niantic's public SPZ format, version 2: a gzip file of a header of 16 bytes and one
/// run each of positions, alphas, colours, scales and rotations. Without spherical harmonics; X right, Y up, Z back.
package enum SPZ {
    /// SPZ has no registered media type.
    package static let contentType = "application/octet-stream"

    /// Bytes of a splat before compression: 9 of position, 1 of alpha, 3 each of colour, scale and rotation.
    static let bytesPerSplat = 19
    static let headerLength = 16
    /// Positions count in steps of 1/4096 m and reach 2 km from the origin.
    static let fractionalBits: UInt8 = 12

    /// The header before compression.
    static func header(count: Int) -> [UInt8] {
        var writer = ByteWriter()
        writer.add(UInt32(0x5053_474E))
        writer.add(UInt32(2))
        writer.add(UInt32(count))
        writer.add([0, fractionalBits, 0, 0] as [UInt8])
        return writer.bytes
    }

    /// A position along one axis in metres in the steps that it is counted in.
    static func steps(_ metres: Float) -> Float { metres * Float(1 << fractionalBits) }

    /// One channel of an sRGB colour, 0 to 1, as the byte of the colour's constant harmonic; not yet cut to a byte.
    static func colour(_ value: Float) -> Float { ((value - 0.5) / 0.282_094_8 * 0.15 + 0.5) * 255 }

    /// The standard deviation along one axis, in metres above 0: its logarithm in steps of a sixteenth.
    static func scale(_ metres: Float) -> UInt8 {
        UInt8(min(max(((log(max(metres, 1e-9)) + 10) * 16).rounded(), 0), 255))
    }

    /// The turn that takes the Z axis to `normal`: a quaternion's x, y and z where w is not negative.
    static func rotation(to normal: Vector3) -> (UInt8, UInt8, UInt8) {
        // Half a turn about X, where the axis between the two is not defined.
        var (x, y) = (Float(1), Float(0))
        if normal.z > -0.9999 {
            let length = (normal.y * normal.y + normal.x * normal.x + (1 + normal.z) * (1 + normal.z)).squareRoot()
            (x, y) = (-normal.y / length, normal.x / length)
        }
        func byte(_ value: Float) -> UInt8 { UInt8(min(max((value * 127.5 + 127.5).rounded(), 0), 255)) }
        return (byte(x), byte(y), byte(0))
    }
}
