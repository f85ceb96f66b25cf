import Foundation
import ModelViewer

/// A byte buffer that stores numbers in little-endian order.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    var count: Int { bytes.count }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    mutating func add<Value: FixedWidthInteger>(_ value: Value) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ value: Float) { add(value.bitPattern) }

    mutating func add(_ value: Double) { add(value.bitPattern) }

    mutating func add(_ v: Vector3) {
        add(v.x)
        add(v.y)
        add(v.z)
    }

    mutating func add(_ data: some Sequence<UInt8>) { bytes.append(contentsOf: data) }

    mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func addZeros(_ count: Int) { bytes.append(contentsOf: repeatElement(0, count: count)) }

    /// Pads with `filler` to a multiple of `step` bytes.
    mutating func pad(to step: Int, with filler: UInt8 = 0) {
        bytes.append(contentsOf: repeatElement(filler, count: (step - bytes.count % step) % step))
    }

    /// Overwrites four existing bytes.
    mutating func set(_ value: UInt32, at offset: Int) {
        for byte in 0..<4 { bytes[offset + byte] = UInt8(truncatingIfNeeded: value >> UInt32(8 * byte)) }
    }
}

extension ByteWriter {
    /// Adds decimal numbers separated by `separator`, each with at most `places` fraction digits; a value that is not
    /// finite becomes 0.
    mutating func addDecimals(_ values: [Float], separator: String = " ", places: Int = 5) {
        let scale = pow(10, Double(places))
        let texts = values.map { value -> String in
            let rounded = (Double(value) * scale).rounded() / scale
            return Int(exactly: rounded).map(String.init) ?? (rounded.isFinite ? "\(rounded)" : "0")
        }
        add(texts.joined(separator: separator))
    }
}
