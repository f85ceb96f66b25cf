/// The width of characters on a terminal, from our own table so that no locale changes a screen.
///
/// The table contains as spacing only characters to which the C library (glibc 2.36, C.UTF-8) gives the same width, so
/// that a canvas and ncurses never disagree.
package enum TextWidth {
    /// The treatment of a scalar by cleaning.
    enum Kind: UInt32 {
        /// A character of one column.
        case single = 0
        /// A character of two columns: East Asian wide and full width, and emoji.
        case double = 1
        /// A combining mark: no column, drawn on the character before it.
        case mark = 2
        /// White space or a line break: one space.
        case blank = 3
        /// A control, joiner, selector, skin tone or other invisible character: removed.
        case dropped = 4
        /// Unassigned, private, malformed, or of disputed width: shown as U+FFFD.
        case unknown = 5
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
        if (0x20...0x7E).contains(scalar.value) { return .single }
        // The last run that starts at or before the scalar; the first one starts at 0.
        let wanted = scalar.value << 3 | 7
        var low = 0
        var high = runs.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if runs[middle] <= wanted { low = middle } else { high = middle }
        }
        return Kind(rawValue: runs[low] & 7) ?? .unknown
    }
}
