import Foundation
import ModelViewer

/// An encoder for Niantic's SPZ format for Gaussian splats, version 2: a gzip file with a 16-byte header and one block
/// each of positions, alphas, colors, scales and rotations. No spherical harmonics; X right, Y up, Z back.
package enum SPZ {
    /// SPZ has no registered media type.
    package static let contentType = "application/octet-stream"

    /// The uncompressed bytes of a splat: 9 of position, 1 of alpha, 3 each of color, scale and rotation.
    static let bytesPerSplat = 19
    static let headerLength = 16
    /// Positions are multiples of 1/4096 m, up to 2 km from the origin.
    static let fractionalBits: UInt8 = 12

    static func header(count: Int) -> [UInt8] {
        var writer = ByteWriter()
        writer.add(UInt32(0x5053_474E))
        writer.add(UInt32(2))
        writer.add(UInt32(count))
        writer.add([0, fractionalBits, 0, 0] as [UInt8])
        return writer.bytes
    }

    /// A position along one axis, from meters to steps.
    static func steps(_ metres: Float) -> Float { metres * Float(1 << fractionalBits) }

    /// An sRGB channel, 0 to 1, as the byte of the constant harmonic; not yet clamped.
    static func color(_ value: Float) -> Float { ((value - 0.5) / 0.282_094_8 * 0.15 + 0.5) * 255 }

    /// The standard deviation along one axis in meters, encoded as its logarithm in steps of 1/16.
    static func scale(_ metres: Float) -> UInt8 {
        UInt8(min(max(((log(max(metres, 1e-9)) + 10) * 16).rounded(), 0), 255))
    }

    /// The rotation from the Z axis to `normal`: x, y and z of a quaternion whose w is not negative.
    static func rotation(to normal: Vector3) -> (UInt8, UInt8, UInt8) {
        // Half a turn about X, because the rotation axis is undefined for opposite directions.
        var (x, y) = (Float(1), Float(0))
        if normal.z > -0.9999 {
            let length = (normal.y * normal.y + normal.x * normal.x + (1 + normal.z) * (1 + normal.z)).squareRoot()
            (x, y) = (-normal.y / length, normal.x / length)
        }
        func byte(_ value: Float) -> UInt8 { UInt8(min(max((value * 127.5 + 127.5).rounded(), 0), 255)) }
        return (byte(x), byte(y), byte(0))
    }
}
