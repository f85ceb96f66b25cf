/// Text that a person writes over several lines, with the place where typing goes.
///
/// The text holds no control character but line breaks (always `\n`) and nothing invisible but joiners and variation
/// selectors, so what is sent is what was seen. The cursor stands before or after a whole character, never inside one.
/// A text longer than the limit is kept and flagged, so that nothing a person pasted is lost.
package struct TextEditor: Sendable, Hashable {
    /// What was written.
    package internal(set) var text: String
    /// The most Unicode scalars the text should have.
    package let limit: Int
    /// How many characters stand before the cursor: 0 to the number of characters.
    var cursor: Int
    /// The column that moving up and down returns to after shorter lines; nil after any other edit or move.
    var stickyColumn: Int?

    /// Starts with that text, cleaned, and the cursor at its end.
    package init(text: String = "", limit: Int) {
        self.text = Self.cleaned(text)
        self.limit = limit
        cursor = self.text.count
    }

    /// The number of Unicode scalars, which is what a limit of the server counts.
    package var length: Int { text.unicodeScalars.count }

    /// Whether the cursor stands behind the last character.
    package var isAtEnd: Bool { cursor == text.count }

    /// Whether the text is longer than the limit.
    package var isOverLimit: Bool { length > limit }

    /// Inserts typed or pasted text at the cursor and moves behind it.
    ///
    /// CRLF and every other line break become `\n`, a tab becomes a space, escape sequences and other control and
    /// invisible characters are dropped.
    package mutating func insert(_ text: String) {
        replace(cursor..<cursor, with: Self.cleaned(text))
    }

    /// Replaces the characters of that range with clean text and puts the cursor behind it.
    ///
    /// What is joined may become one character (a letter and an accent); the cursor then goes behind that one.
    mutating func replace(_ range: Range<Int>, with new: String) {
        stickyColumn = nil
        guard !range.isEmpty || !new.isEmpty else { return }
        let start = text.index(text.startIndex, offsetBy: range.lowerBound)
        let end = text.index(start, offsetBy: range.count)
        let scalarsBefore = text.unicodeScalars.distance(from: text.startIndex, to: start) + new.unicodeScalars.count
        text = String(text[..<start]) + new + String(text[end...])
        cursor = 0
        var passed = 0
        for character in text {
            guard passed < scalarsBefore else { break }
            passed += character.unicodeScalars.count
            cursor += 1
        }
    }

    /// The text as an editor holds it.
    static func cleaned(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in withoutEscapeSequences(text).unicodeScalars {
            defer { previous = scalar }
            switch scalar.value {
            case 0x0A where previous == "\r": continue
            case 0x0A...0x0D, 0x85, 0x2028, 0x2029: result.append("\n")
            case 0x09: result.append(" ")
            // The joiners of emoji and of scripts, and the selectors of emoji: parts of visible characters.
            case 0x200C, 0x200D, 0xFE00...0xFE0F: result.append(scalar)
            default:
                let properties = scalar.properties
                if properties.generalCategory != .control, !properties.isDefaultIgnorableCodePoint {
                    result.append(scalar)
                }
            }
        }
        return String(result)
    }
}
