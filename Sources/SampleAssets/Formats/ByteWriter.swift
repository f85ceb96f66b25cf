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
    /// Adds a decimal number with at most `places` fraction digits; a value that is not finite becomes 0.
    ///
    /// Integer arithmetic gives the same text on every machine and is several times faster than `description`.
    mutating func addDecimal(_ value: Float, places: Int = 5) {
        let scale = (0..<places).reduce(1) { number, _ in number * 10 }
        let scaled = (Double(value) * Double(scale)).rounded()
        guard scaled.isFinite, abs(scaled) < 1e18 else { return add(UInt8(ascii: "0")) }
        let number = Int(scaled)
        if number < 0 { add(UInt8(ascii: "-")) }
        addDecimal(Int(number.magnitude) / scale)
        var rest = Int(number.magnitude) % scale
        guard rest > 0 else { return }
        add(UInt8(ascii: "."))
        var unit = scale / 10
        while rest > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(rest / unit))
            rest %= unit
            unit /= 10
        }
    }

    /// Adds a whole number from 0 as text.
    mutating func addDecimal(_ value: Int) {
        if value >= 10 { addDecimal(value / 10) }
        bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
    }

    /// Adds decimals separated by `separator`.
    mutating func addDecimals(_ values: [Float], separator: UInt8 = UInt8(ascii: " "), places: Int = 5) {
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(separator) }
            addDecimal(value, places: places)
        }
    }
}
