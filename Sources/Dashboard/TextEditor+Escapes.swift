extension TextEditor {
    /// The text without complete terminal escape sequences.
    ///
    /// Text copied from a colored log reads as it did on screen. Removes the sequences of ECMA-48: CSI up to its final
    /// byte, and strings (OSC, DCS, SOS, PM, APC) up to BEL or ST, or else to the end of the line.
    static func withoutEscapeSequences(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0 == "\u{1B}" || (0x80...0x9F).contains($0.value) }) else {
            return text
        }
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\u{1B}": skip(after: rest.popFirst(), &rest)
            case "\u{9B}": skipControl(&rest)
            case "\u{90}", "\u{98}", "\u{9D}", "\u{9E}", "\u{9F}": skipString(&rest)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private static func skip(after introducer: Unicode.Scalar?, _ rest: inout Substring.UnicodeScalarView) {
        switch introducer {
        case "[": skipControl(&rest)
        case "]", "P", "X", "^", "_": skipString(&rest)
        case let scalar? where (0x20...0x2F).contains(scalar.value): _ = rest.popFirst()
        default: break
        }
    }

    private static func skipControl(_ rest: inout Substring.UnicodeScalarView) {
        while let scalar = rest.first, (0x20...0x3F).contains(scalar.value) { rest.removeFirst() }
        if let scalar = rest.first, (0x40...0x7E).contains(scalar.value) { rest.removeFirst() }
    }

    private static func skipString(_ rest: inout Substring.UnicodeScalarView) {
        while let scalar = rest.first, scalar != "\n", scalar != "\r" {
            rest.removeFirst()
            if scalar == "\u{7}" || scalar == "\u{9C}" { return }
            if scalar == "\u{1B}", rest.first == "\\" {
                rest.removeFirst()
                return
            }
        }
    }
}
