import CTerminal

/// The treatment of characters by cleaning and drawing, from Unicode's properties and the width of the C library, so
/// that a canvas and ncurses never disagree.
///
/// The C library is asked in the locale C.UTF-8, so the user's locale changes no screen.
package enum TextWidth {
    /// The treatment of a scalar by cleaning.
    enum Kind {
        /// A character of one column.
        case single
        /// A character of two columns: East Asian wide and full width, and emoji.
        case double
        /// A combining mark: no column, drawn on the character before it.
        case mark
        /// White space or a line break: one space.
        case blank
        /// A control, joiner, selector, skin tone or other invisible character: removed.
        case dropped
        /// Unassigned, private, malformed, or of disputed width: shown as U+FFFD.
        case unknown
    }

    /// The columns of a scalar of cleaned text: 0 for a combining mark, 1, or 2.
    package static func columns(of scalar: Unicode.Scalar) -> Int {
        guard scalar.value >= 0x300 else { return 1 }
        return switch kind(of: scalar) {
        case .double: 2
        case .mark: 0
        case .single, .blank, .dropped, .unknown: 1
        }
    }

    static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar.value {
        case 0x20...0x7E: return .single
        case 0x09...0x0D, 0x85, 0x2028, 0x2029, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F: return .blank
        case 0xAD, 0x1F3FB...0x1F3FF: return .dropped
        // Circled numbers and hexagrams: two columns for the C library, one by East Asian Width before Unicode 16.
        case 0x3248...0x324F, 0x4DC0...0x4DFF: return .unknown
        default: break
        }
        let properties = scalar.properties
        if properties.isDefaultIgnorableCodePoint { return .dropped }
        let width = mintop_utf8_width(scalar.value)
        switch (properties.generalCategory, scalar.value) {
        case (.control, _), (.format, _): return .dropped
        case (.unassigned, _), (.privateUse, _): return .unknown
        // The last two ranges are vowels and finals of Hangul, which join the syllable before them.
        case (.nonspacingMark, _), (.enclosingMark, _), (_, 0x1160...0x11FF), (_, 0xD7B0...0xD7FF):
            return width == 0 ? .mark : .unknown
        default: break
        }
        let isRegionalIndicator = (0x1F1E6...0x1F1FF).contains(scalar.value)
        if properties.isEmojiPresentation, width != 2, !isRegionalIndicator { return .unknown }
        return width == 1 ? .single : width == 2 ? .double : .unknown
    }
}
