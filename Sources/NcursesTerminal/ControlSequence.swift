import TerminalCore

/// Parses the sequences `ESC [ …` and `ESC O …` by their grammar, known or not.
struct ControlSequence {
    /// `<`, `=`, `>` or `?` in a private sequence.
    private var marker: UInt8?
    private var parameters: [Int] = []
    private var final: UInt8 = 0

    /// Returns the step for the beginning of the bytes, which start with the two bytes of the introducer.
    static func step(_ bytes: ArraySlice<UInt8>) -> InputDecoder.Step {
        let isSingleShift = bytes[bytes.startIndex + 1] == UInt8(ascii: "O")
        var body = bytes.dropFirst(2)
        guard let first = body.first else { return .incomplete }
        // F1 to F5 of the Linux console: ESC [ [ A
        if !isSingleShift, first == UInt8(ascii: "[") {
            guard let letter = body.dropFirst().first else { return .incomplete }
            guard (0x41...0x45).contains(letter) else { return .skip(letter < 0x20 ? 3 : 4) }
            return .event(.key(Key(.function(Int(letter) - 0x40))), count: 4)
        }
        // The older mouse report has three bytes after the letter instead of parameters.
        if !isSingleShift, first == UInt8(ascii: "M") { return plainMouse(bytes) }
        var sequence = ControlSequence()
        if (0x3C...0x3F).contains(first) {
            sequence.marker = first
            body = body.dropFirst()
        }
        let digits = body.prefix { (0x30...0x3F).contains($0) }
        let intermediates = body.dropFirst(digits.count).prefix { (0x20...0x2F).contains($0) }
        guard let final = body.dropFirst(digits.count + intermediates.count).first else {
            return .incomplete
        }
        let count = body.startIndex - bytes.startIndex + digits.count + intermediates.count + 1
        // A byte that belongs to no sequence ends it and is read again.
        guard (0x40...0x7E).contains(final) else { return .skip(count - 1) }
        sequence.parameters = digits.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map(number)
        sequence.final = final
        guard intermediates.isEmpty else { return .skip(count) }
        if sequence.marker == nil, sequence.parameters == [200], final == UInt8(ascii: "~") {
            return .pasteBegins(count: count)
        }
        guard let event = sequence.event(isSingleShift: isSingleShift) else { return .skip(count) }
        return .event(event, count: count)
    }

    /// A parameter up to its first colon; 0 if empty or not a number.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.prefix { $0 != UInt8(ascii: ":") }.reduce(0) { value, digit in
            (0x30...0x39).contains(digit) ? min(value * 10 + Int(digit) - 0x30, 1 << 24) : value
        }
    }

    private func parameter(_ index: Int) -> Int {
        index < parameters.count ? parameters[index] : 0
    }

    private func event(isSingleShift: Bool) -> TerminalEvent? {
        if marker == UInt8(ascii: "<"), final == UInt8(ascii: "M") || final == UInt8(ascii: "m") {
            return Self.mouse(
                parameter(0), column: parameter(1), row: parameter(2), isRelease: final == UInt8(ascii: "m"))
        }
        guard marker == nil else { return nil }
        let letter = Unicode.Scalar(final)
        switch letter {
        case "~": return tildeKey.map { .key($0) }
        case "u": return Self.key(code: parameter(0), modifiers: parameter(1)).map { .key($0) }
        default: break
        }
        guard let code = Self.letterKeys[letter] ?? (isSingleShift ? Self.keypadKeys[letter] : nil) else { return nil }
        // A cursor position report looks like F3 with modifiers; it must not be read as a key.
        if letter == "R", parameters.count == 2 { return nil }
        let modifiers = parameters.count >= 2 ? parameter(1) : isSingleShift ? parameter(0) : 0
        return .key(Key(code, Self.modifiers(modifiers)))
    }

    private static let letterKeys: [Unicode.Scalar: KeyCode] = [
        "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .backTab, "P": .function(1),
        "Q": .function(2), "R": .function(3), "S": .function(4),
    ]

    /// The numeric keypad in application mode.
    private static let keypadKeys: [Unicode.Scalar: KeyCode] = [
        "M": .enter, "j": .character("*"), "k": .character("+"), "l": .character(","), "m": .character("-"),
        "n": .character("."), "o": .character("/"), "p": .character("0"), "q": .character("1"), "r": .character("2"),
        "s": .character("3"), "t": .character("4"), "u": .character("5"), "v": .character("6"), "w": .character("7"),
        "x": .character("8"), "y": .character("9"), "X": .character("="),
    ]

    private static let tildeKeys: [Int: KeyCode] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end, 11: .function(1),
        12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5), 17: .function(6), 18: .function(7),
        19: .function(8), 20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12),
        25: .function(13), 26: .function(14), 28: .function(15), 29: .function(16), 31: .function(17),
        32: .function(18), 33: .function(19), 34: .function(20),
    ]

    private var tildeKey: Key? {
        // xterm's modifyOtherKeys: ESC [ 27 ; modifiers ; code ~
        if parameter(0) == 27 { return Self.key(code: parameter(2), modifiers: parameter(1)) }
        return Self.tildeKeys[parameter(0)].map { Key($0, Self.modifiers(parameter(1))) }
    }

    /// The modifiers; the parameter is one more than the bits 1 Shift, 2 Alt, 4 Ctrl.
    private static func modifiers(_ parameter: Int) -> KeyModifiers {
        let bits = max(0, parameter - 1)
        var result: KeyModifiers = []
        if bits & 1 != 0 { result.insert(.shift) }
        if bits & 2 != 0 { result.insert(.alt) }
        if bits & 4 != 0 { result.insert(.control) }
        return result
    }

    private static func key(code: Int, modifiers parameter: Int) -> Key? {
        var modifiers = modifiers(parameter)
        switch code {
        case 9: return modifiers.contains(.shift) ? Key(.backTab) : Key(.tab, modifiers)
        case 13: return Key(.enter, modifiers)
        case 27: return Key(.escape, modifiers)
        case 8, 127: return Key(.backspace, modifiers)
        // Keys without a character use codes from U+E000.
        case 0x20..<0x7F, 0xA0..<0xE000, 0x10000...0x10FFFF: break
        default: return nil
        }
        guard let scalar = Unicode.Scalar(UInt32(code)) else { return nil }
        let character = Character(scalar)
        if modifiers.contains(.shift), !modifiers.contains(.control), let upper = character.uppercased().first {
            modifiers.remove(.shift)
            return Key(.character(upper), modifiers)
        }
        let lower = modifiers.contains(.control) ? character.lowercased().first : nil
        return Key(.character(lower ?? character), modifiers)
    }

    private static func plainMouse(_ bytes: ArraySlice<UInt8>) -> InputDecoder.Step {
        let report = bytes.dropFirst(3).prefix(3)
        guard report.count == 3, let button = report.first, let row = report.last else {
            return .incomplete
        }
        let column = Int(report[report.startIndex + 1]) - 32
        let code = Int(button) - 32
        let isRelease = code & 0b1110_0011 == 3
        guard let event = mouse(isRelease ? 0 : code, column: column, row: Int(row) - 32, isRelease: isRelease) else {
            return .skip(6)
        }
        return .event(event, count: 6)
    }

    /// The event of a mouse report; nil for buttons other than the left one and the wheel, and for motion without it.
    ///
    /// The code has the button in bits 0 and 1, modifiers in 2 to 4, motion in 5 and the wheel in 6; positions start at
    /// 1.
    private static func mouse(_ code: Int, column: Int, row: Int, isRelease: Bool) -> TerminalEvent? {
        guard column >= 1, row >= 1 else { return nil }
        let at = Point(column: column - 1, row: row - 1)
        switch code & ~0b1_1100 {
        case 0: return .mouse(MouseEvent(isRelease ? .release : .press, at: at))
        case 32: return isRelease ? nil : .mouse(MouseEvent(.drag, at: at))
        case 64: return isRelease ? nil : .mouse(MouseEvent(.wheelUp, at: at))
        case 65: return isRelease ? nil : .mouse(MouseEvent(.wheelDown, at: at))
        default: return nil
        }
    }
}
