extension FilterPattern {
    struct Bytes: Sendable, Hashable {
        private var bits: SIMD4<UInt64> = .zero

        init() {}

        init(_ ranges: ClosedRange<UInt8>...) {
            for range in ranges { insert(range) }
        }

        /// The separator after each field.
        static let zero = Bytes(0...0)
        /// All bytes that texts contain.
        static let any = Bytes(1...255)
        /// The first bytes of characters outside ASCII.
        static let leading = Bytes(0xC2...0xF4)
        /// The continuation bytes of characters outside ASCII.
        static let following = Bytes(0x80...0xBF)

        mutating func insert(_ range: ClosedRange<UInt8>) {
            for byte in range { bits[Int(byte) >> 6] |= 1 << UInt64(byte & 63) }
        }

        func union(_ other: Bytes) -> Bytes {
            var result = self
            result.bits |= other.bits
            return result
        }

        /// The ASCII characters that are not in the set, except zero, which no text contains.
        var opposite: Bytes {
            var result = Bytes()
            for byte in UInt8(1)...0x7F where !contains(byte) { result.insert(byte...byte) }
            return result
        }

        func contains(_ byte: UInt8) -> Bool {
            bits[Int(byte) >> 6] >> UInt64(byte & 63) & 1 == 1
        }

        var ranges: [ClosedRange<UInt8>] {
            (UInt8(0)...255).filter(contains).reduce(into: []) { ranges, byte in
                if let last = ranges.last, last.upperBound + 1 == byte {
                    ranges[ranges.count - 1] = last.lowerBound...byte
                } else {
                    ranges.append(byte...byte)
                }
            }
        }
    }
}
