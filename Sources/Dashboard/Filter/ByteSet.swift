/// The bytes that occur in a text, as 64 bits. Letters and digits have their own bits; other bytes share bits. A text
/// that lacks a bit of a term cannot contain the term, so most texts need no search.
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

    /// Whether no other byte shares the bit of a byte.
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
