/// A multi-line text input with a cursor.
///
/// The text contains no control characters except line breaks (always `\n`) and no invisible characters except joiners
/// and variation selectors, so that the text sent is the text seen. The cursor is always between whole characters. A
/// text over the limit is kept and flagged, so that no pasted text is lost.
package struct TextEditor: Sendable, Hashable {
    package internal(set) var text: String
    /// The maximum number of Unicode scalars allowed.
    package let limit: Int
    /// The number of characters before the cursor.
    var cursor: Int
    /// The column to return to when moving up and down; nil after any other edit or move.
    var stickyColumn: Int?

    /// Creates an editor with the cleaned text and the cursor at its end.
    package init(text: String = "", limit: Int) {
        self.text = Self.cleaned(text)
        self.limit = limit
        cursor = self.text.count
    }

    /// The number of Unicode scalars, the unit of the server's limits.
    package var length: Int { text.unicodeScalars.count }

    package var isAtEnd: Bool { cursor == text.count }

    package var isOverLimit: Bool { length > limit }

    /// Inserts typed or pasted text at the cursor and moves behind it.
    ///
    /// Every line break becomes `\n` and a tab becomes a space. Escape sequences and other control and invisible
    /// characters are dropped.
    package mutating func insert(_ text: String) {
        replace(cursor..<cursor, with: Self.cleaned(text))
    }

    /// Replaces a range of characters with clean text and moves the cursor behind it.
    ///
    /// If the new text combines with its neighbors to one character (a letter and an accent), the cursor moves behind
    /// that character.
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

    /// The text without the characters that an editor does not allow.
    static func cleaned(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in withoutEscapeSequences(text).unicodeScalars {
            defer { previous = scalar }
            switch scalar.value {
            case 0x0A where previous == "\r": continue
            case 0x0A...0x0D, 0x85, 0x2028, 0x2029: result.append("\n")
            case 0x09: result.append(" ")
            // Joiners and variation selectors, which are parts of visible characters.
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
