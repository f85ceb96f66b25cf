extension SafeText {
    /// Returns the text as lines of at most that many columns, broken at its line breaks and at spaces.
    ///
    /// A word wider than the line is cut. Empty text gives one empty line. Tabs become spaces.
    /// The text keeps its line breaks; there is at least one line, and a width below 1 counts as 1.
    package static func wrapped(_ text: some StringProtocol, columns: Int) -> [SafeText] {
        let width = max(1, columns)
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .flatMap { wrap(SafeText($0), width: width) }
    }

    /// Returns the cleaned lines of the text, unwrapped.
    package static func lines(of text: some StringProtocol) -> [SafeText] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { SafeText($0) }
    }

    private static func wrap(_ line: SafeText, width: Int) -> [SafeText] {
        guard line.columns > width else { return [line] }
        var lines: [SafeText] = []
        var current = ""
        var used = 0
        // The position of the last space in `current`, to break there, and the columns before it.
        var lastSpace: (end: String.Index, columns: Int)?
        line.forEachGlyph { glyph in
            // Only for a wide character in a line of one column.
            let glyph = glyph.columns <= width ? glyph : .ellipsis
            if used + glyph.columns > width {
                if glyph.base == " " {
                    lines.append(SafeText(alreadyClean: current))
                    (current, used, lastSpace) = ("", 0, nil)
                    return
                }
                if let space = lastSpace {
                    lines.append(SafeText(alreadyClean: String(current[..<space.end])))
                    current = String(current[current.index(after: space.end)...])
                    used -= space.columns + 1
                } else {
                    lines.append(SafeText(alreadyClean: current))
                    (current, used) = ("", 0)
                }
                lastSpace = nil
            }
            if glyph.base == " ", !current.isEmpty { lastSpace = (current.endIndex, used) }
            current += glyph.text
            used += glyph.columns
        }
        lines.append(SafeText(alreadyClean: current))
        return lines
    }
}
