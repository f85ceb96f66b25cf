/// The rest of an escape sequence that timed out: dropped whenever it arrives, never read as keys.
struct LateSequence: Equatable {
    private enum Kind: Equatable {
        /// A final byte, as of `ESC [ 1 ; 5 A` and `ESC O A`.
        case control
        case bytes(Int)
        /// BEL, or Escape and a backslash.
        case string(hasEscape: Bool)
    }

    private var kind: Kind

    /// - Parameter begun: The beginning of the sequence, at least its two introducing bytes, optionally after an
    ///   Escape.
    init(_ begun: ArraySlice<UInt8>) {
        let sequence = begun.dropFirst().first == 0x1B ? begun.dropFirst() : begun
        let second = sequence[sequence.startIndex + 1]
        let body = sequence.dropFirst(2)
        switch (second, body.first) {
        case (UInt8(ascii: "["), UInt8(ascii: "[")): kind = .bytes(1)
        case (UInt8(ascii: "["), UInt8(ascii: "M")): kind = .bytes(4 - body.count)
        case (UInt8(ascii: "["), _), (UInt8(ascii: "O"), _): kind = .control
        default: kind = .string(hasEscape: body.last == 0x1B)
        }
    }

    /// Finds the bytes that belong to the sequence.
    ///
    /// - Returns: Their number, and whether the sequence is over; a byte that fits no sequence also ends it.
    mutating func drop(_ bytes: ArraySlice<UInt8>) -> (count: Int, isOver: Bool) {
        for (count, byte) in bytes.enumerated() {
            switch (kind, byte) {
            case (.string(hasEscape: true), UInt8(ascii: "\\")), (.string, 0x07): return (count + 1, true)
            case (.string(hasEscape: true), _): return (max(0, count - 1), true)
            case (.string, 0x1B): kind = .string(hasEscape: true)
            case (_, ..<0x20), (_, 0x7F): return (count, true)
            case (.control, 0x40...0xFF), (.bytes(1), _): return (count + 1, true)
            case (.bytes(let left), _): kind = .bytes(left - 1)
            case (.control, _), (.string, _): break
            }
        }
        return (bytes.count, false)
    }
}
