/// Splits a terminal's output into characters and sequences.
struct EscapeParser: Sendable {
    /// `ESC [ marker parameters final`
    struct ControlSequence: Equatable {
        var marker: Unicode.Scalar?
        var parameters: [Int] = []
        var hasColons = false
        var final: Unicode.Scalar = " "

        /// 0 if missing.
        func parameter(_ index: Int) -> Int {
            index < parameters.count ? parameters[index] : 0
        }
    }

    enum Action: Equatable {
        case print(Unicode.Scalar)
        case control(UInt8)
        case escape(UInt8)
        case sequence(ControlSequence)
        /// The content of an operating system command (a title).
        case string(String)
    }

    private enum State {
        case ground, escape, charset, sequence, string, stringEscape
    }

    private var state = State.ground
    private var collected: [UInt8] = []

    mutating func step(_ byte: UInt8) -> [Action] {
        switch state {
        case .ground: return ground(byte)
        case .escape: return escape(byte)
        case .charset:
            state = .ground
            return []
        case .sequence:
            collected.append(byte)
            guard (0x40...0x7E).contains(byte) else { return [] }
            state = .ground
            return [.sequence(Self.sequence(collected))]
        case .string:
            if byte == 0x07 { return endString() }
            if byte == 0x1B { state = .stringEscape } else { collected.append(byte) }
            return []
        case .stringEscape: return endString()
        }
    }

    private mutating func ground(_ byte: UInt8) -> [Action] {
        if byte == 0x1B {
            state = .escape
            collected = []
            return []
        }
        if byte < 0x20 || byte == 0x7F { return [.control(byte)] }
        if byte < 0x80 { return [.print(Unicode.Scalar(byte))] }
        if byte >= 0xC0 { collected = [] }
        collected.append(byte)
        let expected = collected[0] >= 0xF0 ? 4 : collected[0] >= 0xE0 ? 3 : 2
        guard collected.count >= expected else { return [] }
        defer { collected = [] }
        return String(decoding: collected, as: UTF8.self).unicodeScalars.map { .print($0) }
    }

    private mutating func escape(_ byte: UInt8) -> [Action] {
        collected = []
        switch Unicode.Scalar(byte) {
        case "[": state = .sequence
        case "]", "P", "_", "^", "X": state = .string
        case "(", ")", "*", "+", "#", "%", " ": state = .charset
        default:
            state = .ground
            return [.escape(byte)]
        }
        return []
    }

    private mutating func endString() -> [Action] {
        state = .ground
        return [.string(String(decoding: collected, as: UTF8.self))]
    }

    private static func sequence(_ bytes: [UInt8]) -> ControlSequence {
        var result = ControlSequence()
        var body = bytes.dropLast()
        if let first = body.first, (0x3C...0x3F).contains(first) {
            result.marker = Unicode.Scalar(first)
            body = body.dropFirst()
        }
        if let last = bytes.last { result.final = Unicode.Scalar(last) }
        result.hasColons = body.contains(UInt8(ascii: ":"))
        // With an intermediate byte it is a different sequence with the same letter.
        if body.contains(where: { (0x20...0x2F).contains($0) }) { result.final = "?" }
        if !body.isEmpty {
            result.parameters = body.split(omittingEmptySubsequences: false) { $0 == 0x3B || $0 == 0x3A }
                .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
        }
        return result
    }
}
