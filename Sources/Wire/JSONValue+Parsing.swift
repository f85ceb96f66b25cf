package import BoundedJSON

extension JSONValue {
    /// Parses a whole UTF-8 document in linear time. The first of several members with one name counts; a number beyond
    /// the range of `Double` is null.
    ///
    /// - Throws: `JSONFault.tooDeep`, `.tooManyValues` or `.malformed`.
    package init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONFault) {
        try JSONScan.check(bytes, limits)
        var parser = JSONParser(bytes)
        self = try parser.document()
    }
}

/// A recursive parser of RFC 8259. `JSONScan` bounds its depth beforehand.
private struct JSONParser {
    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    }

    mutating func document() throws(JSONFault) -> JSONValue {
        let value = try value()
        skipSpace()
        guard at == bytes.count else { throw .malformed }
        return value
    }

    /// The next byte; 0 at the end, a byte that no document contains.
    private var byte: UInt8 { at < bytes.count ? bytes[at] : 0 }

    private mutating func skipSpace() {
        while byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    /// Skips spaces, then the byte if it is next.
    private mutating func skips(_ wanted: UInt8) -> Bool {
        skipSpace()
        guard byte == wanted else { return false }
        at += 1
        return true
    }

    private mutating func value() throws(JSONFault) -> JSONValue {
        skipSpace()
        switch byte {
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: return try number()
        }
    }

    private mutating func object() throws(JSONFault) -> [String: JSONValue] {
        at += 1
        var members: [String: JSONValue] = [:]
        if skips(UInt8(ascii: "}")) { return members }
        repeat {
            skipSpace()
            let name = try string()
            guard skips(UInt8(ascii: ":")) else { throw .malformed }
            let member = try value()
            if members[name] == nil { members[name] = member }
        } while skips(UInt8(ascii: ","))
        guard skips(UInt8(ascii: "}")) else { throw .malformed }
        return members
    }

    private mutating func array() throws(JSONFault) -> [JSONValue] {
        at += 1
        var elements: [JSONValue] = []
        if skips(UInt8(ascii: "]")) { return elements }
        repeat { elements.append(try value()) } while skips(UInt8(ascii: ","))
        guard skips(UInt8(ascii: "]")) else { throw .malformed }
        return elements
    }

    private mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        let end = at + word.utf8CodeUnitCount
        guard end <= bytes.count,
            bytes[at..<end].elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: end - at))
        else { throw .malformed }
        at = end
        return value
    }

    private mutating func string() throws(JSONFault) -> String {
        guard byte == UInt8(ascii: "\"") else { throw .malformed }
        at += 1
        let start = at
        while isPlain { at += 1 }
        var text = try text(bytes[start..<at])
        if byte == UInt8(ascii: "\\") { text += try escapedRest() }
        guard byte == UInt8(ascii: "\"") else { throw .malformed }
        at += 1
        return text
    }

    /// Whether the next byte is an unescaped part of a string.
    private var isPlain: Bool {
        at < bytes.count && bytes[at] >= 0x20 && bytes[at] != UInt8(ascii: "\"") && bytes[at] != UInt8(ascii: "\\")
    }

    /// The rest of a string from its first escape.
    private mutating func escapedRest() throws(JSONFault) -> String {
        var units: [UInt8] = []
        while true {
            if isPlain {
                units.append(bytes[at])
                at += 1
            } else if byte == UInt8(ascii: "\\"), let code = UTF8.encode(try escaped()) {
                units.append(contentsOf: code)
            } else {
                return try text(units)
            }
        }
    }

    private func text(_ units: some Sequence<UInt8>) throws(JSONFault) -> String {
        guard let text = String(validating: units, as: UTF8.self) else { throw .malformed }
        return text
    }

    private mutating func escaped() throws(JSONFault) -> Unicode.Scalar {
        at += 2
        guard at <= bytes.count else { throw .malformed }
        switch bytes[at - 1] {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicode()
        default: throw .malformed
        }
    }

    /// The scalar of four hexadecimal digits, or of a surrogate pair.
    private mutating func unicode() throws(JSONFault) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first), at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
            bytes[at + 1] == UInt8(ascii: "u")
        else { throw .malformed }
        at += 2
        let second = try hexadecimal()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
        else { throw .malformed }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONFault) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt16(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt16(byte - UInt8(ascii: "A") + 10)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt16(byte - UInt8(ascii: "a") + 10)
            default: throw .malformed
            }
            at += 1
        }
        return value
    }

    private mutating func number() throws(JSONFault) -> JSONValue {
        let start = at
        if byte == UInt8(ascii: "-") { at += 1 }
        let isZero = byte == UInt8(ascii: "0")
        let wholeDigits = skipDigits()
        guard wholeDigits > 0, !isZero || wholeDigits == 1 else { throw .malformed }
        let wholeEnd = at
        if byte == UInt8(ascii: ".") {
            at += 1
            guard skipDigits() > 0 else { throw .malformed }
        }
        if byte | 0x20 == UInt8(ascii: "e") {
            at += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { at += 1 }
            guard skipDigits() > 0 else { throw .malformed }
        }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if at == wholeEnd, let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else { return .null }
        return Int64(exactly: number).map(JSONValue.integer) ?? .number(number)
    }

    private mutating func skipDigits() -> Int {
        let start = at
        while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { at += 1 }
        return at - start
    }
}
