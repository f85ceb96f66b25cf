import Glibc

/// An expression that is nothing but texts in a row with anything between them, such as `fog.*lamp` or `o.*o.`: what
/// most expressions are while they are typed. It needs no machine.
struct FilterPieces: Sendable, Hashable {
    /// The bytes of all texts, one after the other.
    private let bytes: [UInt8]
    /// How many bytes each text has; none is empty.
    private let lengths: [Int]
    private let rarest: [Int]
    /// How many characters have to follow the last text.
    private let tail: Int

    /// Nil for an expression that is something else.
    init?(_ parts: [FilterPatternTree]) {
        var texts: [[UInt8]] = []
        var (isGap, tail) = (true, 0)
        for part in parts {
            if part == .repeated(.anything, 0, nil) {
                isGap = true
            } else if part == .anything {
                tail += 1
            } else if tail == 0, let text = part.plainBytes, !text.isEmpty {
                if isGap { texts.append(text) } else { texts[texts.count - 1] += text }
                isGap = false
            } else {
                return nil
            }
        }
        guard !texts.isEmpty else { return nil }
        bytes = texts.flatMap(\.self)
        lengths = texts.map(\.count)
        rarest = texts.map(ByteSearch.rarest)
        self.tail = tail
    }

    /// Calls the closure with what tells whether one field has a match; it is valid in there alone.
    func withMatcher<Result>(_ body: ((UnsafeBufferPointer<UInt8>) -> Bool) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            body { text in
                // What begins first leaves most for what follows, so nothing has to be tried twice.
                var (index, offset) = (0, 0)
                for (length, rarest) in zip(lengths, rarest) {
                    let wanted = UnsafeBufferPointer(rebasing: bytes[offset..<(offset + length)])
                    guard let found = ByteSearch.first(wanted, in: text, from: index, rarest: rarest) else {
                        return false
                    }
                    index = found + length
                    offset += length
                }
                return tail == 0 || characters(text, from: index) >= tail
            }
        }
    }

    private func characters(_ text: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
        var (count, index) = (0, index)
        while index < text.count, count < tail {
            if text[index] & 0xC0 != 0x80 { count += 1 }
            index += 1
        }
        return count
    }
}
