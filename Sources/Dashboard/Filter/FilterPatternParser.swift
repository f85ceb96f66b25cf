import TerminalCore

struct FilterPatternParser {
    /// The deepest nesting of parentheses.
    private static let depthLimit = 32
    private static let countLimit = 200

    private var rest: Substring.UnicodeScalarView
    private var depth = 0

    /// - Throws: A description of the syntax error, such as an unclosed parenthesis.
    static func parse(_ text: String) throws(FilterError) -> FilterPatternTree {
        var parser = FilterPatternParser(rest: text[...].unicodeScalars)
        let tree = try parser.choice()
        guard parser.rest.isEmpty else { throw FilterError("The expression closes a parenthesis that is not open.") }
        return tree
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == scalar else { return false }
        rest.removeFirst()
        return true
    }

    // MARK: Structure

    private mutating func choice() throws(FilterError) -> FilterPatternTree {
        var parts = [try sequence()]
        while take("|") { parts.append(try sequence()) }
        return parts.count == 1 ? parts[0] : .choice(parts)
    }

    private mutating func sequence() throws(FilterError) -> FilterPatternTree {
        var parts: [FilterPatternTree] = []
        while let scalar = rest.first, scalar != "|", scalar != ")" {
            var part = try atom()
            while let (least, most) = try count() { part = .repeated(part, least, most) }
            parts.append(part)
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func atom() throws(FilterError) -> FilterPatternTree {
        guard let scalar = rest.popFirst() else { return .empty }
        switch scalar {
        case "(": return try group()
        case "[": return try characterClass()
        case ".": return .character(ascii: FilterPattern.Bytes(0x01...0x7F))
        case "^": return .begin
        case "$": return .end
        case "\\": return try escape()
        case "*", "+", "?", "{":
            throw FilterError(
                "There is nothing before “\(String(scalar))” to repeat; write \\\(String(scalar)) for the character itself."
            )
        default: return Self.literal(scalar)
        }
    }

    private mutating func group() throws(FilterError) -> FilterPatternTree {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            throw FilterError("The expression has too many parentheses inside each other.")
        }
        if take("?") {
            guard take(":") else { throw FilterError("Of groups that begin with “(?” only “(?:” is known.") }
        }
        let tree = try choice()
        guard take(")") else { throw FilterError("A parenthesis is not closed; write \\( for the character itself.") }
        return tree
    }

    /// The repetition of the preceding part; nil if there is none.
    private mutating func count() throws(FilterError) -> (Int, Int?)? {
        var result: (Int, Int?)
        if take("*") {
            result = (0, nil)
        } else if take("+") {
            result = (1, nil)
        } else if take("?") {
            result = (0, 1)
        } else if rest.first == "{" {
            result = try braces()
        } else {
            return nil
        }
        // A lazy repetition matches the same texts.
        if rest.first == "?" { rest.removeFirst() }
        return result
    }

    private mutating func braces() throws(FilterError) -> (Int, Int?) {
        rest.removeFirst()
        let least = number()
        var most = least
        if take(",") { most = number() }
        guard take("}"), let least else {
            throw FilterError("Braces hold a count, as in {3} or {2,5}; write \\{ for the character itself.")
        }
        guard least <= Self.countLimit, (most ?? 0) <= Self.countLimit, most.map({ $0 >= least }) ?? true else {
            throw FilterError("The count in braces is out of order or above \(Self.countLimit).")
        }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let scalar = rest.first, ("0"..."9").contains(scalar) {
            value = min((value ?? 0) * 10 + Int(scalar.value - 0x30), Self.countLimit + 1)
            rest.removeFirst()
        }
        return value
    }

    // MARK: Characters

    private mutating func escape() throws(FilterError) -> FilterPatternTree {
        guard let scalar = rest.popFirst() else {
            throw FilterError("The expression ends in a backslash; write two for the character itself.")
        }
        if let bytes = Self.named(scalar) { return .bytes(bytes) }
        if let opposite = Self.named(Unicode.Scalar(scalar.value | 0x20) ?? scalar), ("A"..."Z").contains(scalar) {
            return .character(ascii: opposite.opposite)
        }
        return Self.literal(try Self.plain(scalar))
    }

    private mutating func characterClass() throws(FilterError) -> FilterPatternTree {
        let isInverse = take("^")
        var bytes = FilterPattern.Bytes()
        var others: [FilterPatternTree] = []
        var isFirst = true
        while let scalar = rest.popFirst() {
            if scalar == "]", !isFirst {
                guard isInverse else { return others.isEmpty ? .bytes(bytes) : .choice([.bytes(bytes)] + others) }
                guard others.isEmpty else {
                    throw FilterError("After [^ only letters of ASCII are known.")
                }
                return .character(ascii: bytes.opposite)
            }
            isFirst = false
            if scalar == "\\", let named = rest.first.flatMap(Self.named) {
                rest.removeFirst()
                bytes = bytes.union(named)
                continue
            }
            let low = scalar == "\\" ? try Self.plain(rest.popFirst() ?? "\\") : scalar
            guard let high = try rangeEnd(after: low) else {
                if low.isASCII { Self.insert(low, low, into: &bytes) } else { others.append(Self.literal(low)) }
                continue
            }
            Self.insert(low, high, into: &bytes)
        }
        throw FilterError("A bracket is not closed; write \\[ for the character itself.")
    }

    private mutating func rangeEnd(after low: Unicode.Scalar) throws(FilterError) -> Unicode.Scalar? {
        guard rest.first == "-", let second = rest.dropFirst().first, second != "]" else { return nil }
        rest.removeFirst()
        rest.removeFirst()
        let high = second == "\\" ? try Self.plain(rest.popFirst() ?? "\\") : second
        guard low.isASCII, high.isASCII, low <= high else {
            throw FilterError("A range in brackets goes from a smaller to a larger character of ASCII, as in [a-z].")
        }
        return high
    }

    /// Inserts a range in lower case, because the texts are in lower case.
    private static func insert(_ low: Unicode.Scalar, _ high: Unicode.Scalar, into bytes: inout FilterPattern.Bytes) {
        for value in UInt8(low.value)...UInt8(high.value) {
            let folded = (0x41...0x5A).contains(value) ? value | 0x20 : value
            bytes.insert(folded...folded)
        }
    }

    private static func named(_ scalar: Unicode.Scalar) -> FilterPattern.Bytes? {
        switch scalar {
        case "d": FilterPattern.Bytes(0x30...0x39)
        case "w": FilterPattern.Bytes(0x30...0x39, 0x61...0x7A, 0x5F...0x5F)
        case "s": FilterPattern.Bytes(0x09...0x0D, 0x20...0x20)
        default: nil
        }
    }

    /// Returns an escaped character that stands for itself.
    private static func plain(_ scalar: Unicode.Scalar) throws(FilterError) -> Unicode.Scalar {
        if scalar.isASCII, ByteSearch.isWordByte(UInt8(scalar.value)) {
            throw FilterError(
                "“\\\(String(scalar))” is not known; there are \\d, \\w, \\s and their opposites \\D, \\W, \\S.")
        }
        return scalar
    }

    private static func literal(_ scalar: Unicode.Scalar) -> FilterPatternTree {
        let bytes = FoldedText.bytes(String(scalar)).map { FilterPatternTree.bytes(FilterPattern.Bytes($0...$0)) }
        return bytes.count == 1 ? bytes[0] : .sequence(bytes)
    }
}
