/// Which bytes a text has, in 64 bits: letters and digits exactly, the others by groups. A text without one of a term's
/// bits cannot hold the term, which spares looking at most texts.
struct ByteSet: Sendable, Hashable {
    private(set) var bits: UInt64 = 0

    init() {}

    init(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { insert(byte) }
    }

    mutating func insert(_ byte: UInt8) {
        bits |= 1 << Self.bit(of: byte)
    }

    func isSuperset(of other: ByteSet) -> Bool {
        other.bits & ~bits == 0
    }

    /// Whether a byte has a bit of its own.
    static func isExact(_ byte: UInt8) -> Bool {
        bit(of: byte) < 36
    }

    private static func bit(of byte: UInt8) -> UInt64 {
        switch byte {
        case 0x61...0x7A: UInt64(byte - 0x61)
        case 0x30...0x39: UInt64(byte - 0x30 + 26)
        default: UInt64(36 + byte % 28)
        }
    }
}
