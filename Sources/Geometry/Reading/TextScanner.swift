/// Scans words and numbers of a text file as bytes: no locale, no regular expressions, linear time.
struct TextScanner {
    private let bytes: [UInt8]
    private var at = 0
    /// Counted from 1.
    private(set) var line = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { at >= bytes.count }

    /// Whether the current line or the file has no further word.
    var isAtLineEnd: Bool {
        mutating get {
            skipSpaces()
            return isAtEnd || bytes[at] == 10 || bytes[at] == 13
        }
    }

    /// Moves past the next line feed.
    mutating func skipLine() {
        while at < bytes.count, bytes[at] != 10 {
            // A backslash at the end continues a line.
            if bytes[at] == 92, let next = continuation() {
                at = next
                line += 1
            } else {
                at += 1
            }
        }
        if at < bytes.count {
            at += 1
            line += 1
        }
    }

    mutating func wordInLine() -> ArraySlice<UInt8>? {
        skipSpaces()
        let start = at
        while at < bytes.count, bytes[at] > 32 { at += 1 }
        return at > start ? bytes[start..<at] : nil
    }

    /// The next word on any line, in lower case; nil at the end.
    mutating func word() -> String? {
        while at < bytes.count, bytes[at] <= 32 {
            if bytes[at] == 10 { line += 1 }
            at += 1
        }
        guard let word = wordInLine() else { return nil }
        return word.count <= 16 ? String(decoding: word, as: UTF8.self).lowercased() : ""
    }

    /// The rest of the line without surrounding spaces.
    mutating func rest() -> String {
        skipSpaces()
        let start = at
        while at < bytes.count, bytes[at] != 10, bytes[at] != 13 { at += 1 }
        var end = at
        while end > start, bytes[end - 1] <= 32 { end -= 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// The next decimal number of the line; nil without moving if there is none.
    mutating func number() -> Float? {
        skipSpaces()
        let start = at
        guard let value = bytes.withUnsafeBufferPointer({ Self.number($0, &at) }), at >= bytes.count || bytes[at] <= 32
        else {
            at = start
            return nil
        }
        return value
    }

    private mutating func skipSpaces() {
        while at < bytes.count {
            if bytes[at] == 32 || bytes[at] == 9 {
                at += 1
            } else if bytes[at] == 92, let next = continuation() {
                at = next
                line += 1
            } else {
                return
            }
        }
    }

    /// The start of the next line if the backslash here continues this one.
    private func continuation() -> Int? {
        if at + 1 < bytes.count, bytes[at + 1] == 10 { return at + 2 }
        if at + 2 < bytes.count, bytes[at + 1] == 13, bytes[at + 2] == 10 { return at + 3 }
        return nil
    }

    /// Parses sign, digits, point, digits and exponent, accurate to the last bit or two of a Float.
    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Float? {
        let end = bytes.count
        var isNegative = false
        if at < end, bytes[at] == 45 || bytes[at] == 43 {
            isNegative = bytes[at] == 45
            at += 1
        }
        var mantissa: UInt64 = 0
        var power = 0
        var digits = 0
        var isPastPoint = false
        while at < end {
            let byte = bytes[at]
            if byte >= 48, byte <= 57 {
                digits += 1
                if mantissa < 100_000_000_000_000_000 {
                    mantissa = mantissa * 10 + UInt64(byte - 48)
                    if isPastPoint { power -= 1 }
                } else if !isPastPoint {
                    power += 1
                }
            } else if byte == 46, !isPastPoint {
                isPastPoint = true
            } else {
                break
            }
            at += 1
        }
        guard digits > 0 else { return nil }
        if at < end, bytes[at] | 32 == 101 { power += exponent(bytes, &at) }
        let value = scaled(Double(mantissa), power)
        return Float(isNegative ? -value : value)
    }

    private static func exponent(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int {
        at += 1
        var isNegative = false
        if at < bytes.count, bytes[at] == 45 || bytes[at] == 43 {
            isNegative = bytes[at] == 45
            at += 1
        }
        var value = 0
        while at < bytes.count, bytes[at] >= 48, bytes[at] <= 57 {
            value = min(value * 10 + Int(bytes[at] - 48), 10_000)
            at += 1
        }
        return isNegative ? -value : value
    }

    private static func scaled(_ mantissa: Double, _ power: Int) -> Double {
        if power == 0 || mantissa == 0 { return mantissa }
        if power < 0, power >= -22 { return mantissa / powers[-power] }
        if power > 0, power <= 22 { return mantissa * powers[power] }
        guard power > -60 else { return 0 }
        guard power < 60 else { return .infinity }
        if power < 0 { return mantissa / powers[22] / scaled(1, -power - 22) }
        return mantissa * powers[22] * scaled(1, power - 22)
    }

    /// Exact as Double.
    private static let powers: [Double] = (0...22).map { exponent in
        (0..<exponent).reduce(1.0) { value, _ in value * 10 }
    }
}
