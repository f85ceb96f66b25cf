package import TerminalCore

extension TextEditor {
    /// The visible part of the text in a field of that size, and the cell of the cursor inside the field.
    ///
    /// Lines are wrapped after spaces, or inside words that are too wide, one column short of the width, so that the
    /// cursor always has a cell. A longer text is scrolled to the cursor. At least one column and one row are used.
    package func layout(columns: Int, rows: Int) -> (lines: [SafeText], cursor: Point) {
        let (columns, rows) = (max(1, columns), max(1, rows))
        let characters = Array(text)
        let lines = Self.visualLines(of: characters, columns: columns)
        let current = Self.line(at: cursor, in: lines)
        // Keep the cursor's line in the middle, so that the lines around it are visible.
        let top = max(0, min(current - rows / 2, lines.count - rows))
        let shown = lines[top..<min(top + rows, lines.count)]
        let column = Self.width(of: characters[lines[current].lowerBound..<cursor])
        return (
            shown.map { SafeText(String(characters[$0])).clipped(to: columns) },
            Point(column: min(column, columns - 1), row: current - top)
        )
    }

    /// Moves the cursor by that many wrapped lines, and keeps its column across shorter lines.
    mutating func moveVertically(by count: Int, columns: Int?) {
        let characters = Array(text)
        let lines = Self.visualLines(of: characters, columns: columns ?? Int.max)
        let current = Self.line(at: cursor, in: lines)
        let wanted = stickyColumn ?? Self.width(of: characters[lines[current].lowerBound..<cursor])
        let target = current + count
        if target < 0 {
            cursor = 0
        } else if target >= lines.count {
            cursor = characters.count
        } else {
            cursor = Self.position(at: wanted, in: lines[target], of: characters, isLast: target == lines.count - 1)
        }
        stickyColumn = wanted
    }

    // MARK: Lines

    /// The ranges of the wrapped lines, without line breaks; at least one.
    private static func visualLines(of characters: [Character], columns: Int) -> [Range<Int>] {
        let limit = max(1, columns == Int.max ? columns : columns - 1)
        var lines: [Range<Int>] = []
        var start = 0
        while let end = characters[start...].firstIndex(of: "\n") {
            lines += wrapped(start..<end, of: characters, limit: limit)
            start = end + 1
        }
        return lines + wrapped(start..<characters.count, of: characters, limit: limit)
    }

    private static func wrapped(_ range: Range<Int>, of characters: [Character], limit: Int) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = range.lowerBound
        var used = 0
        // The end of the last space of the line, and the columns before it.
        var lastBreak: (position: Int, used: Int)?
        for position in range {
            let width = width(of: characters[position])
            while used + width > limit, position > start, !hangs(characters[position], used: used, limit: limit) {
                // The part after the break may still be too wide, so it is checked again.
                let end = lastBreak ?? (position, used)
                lines.append(start..<end.position)
                start = end.position
                used -= end.used
                lastBreak = nil
            }
            used += width
            if characters[position] == " " { lastBreak = (position + 1, used) }
        }
        lines.append(start..<range.upperBound)
        return lines
    }

    /// A space after a full line is drawn in the spare column.
    private static func hangs(_ character: Character, used: Int, limit: Int) -> Bool {
        character == " " && used == limit
    }

    private static func line(at position: Int, in lines: [Range<Int>]) -> Int {
        max(0, (lines.lastIndex { $0.lowerBound <= position }) ?? 0)
    }

    /// The position in the line at the column, rounded down.
    private static func position(
        at column: Int, in line: Range<Int>, of characters: [Character], isLast: Bool
    ) -> Int {
        var used = 0
        for position in line {
            let width = width(of: characters[position])
            if used + width > column { return position }
            used += width
        }
        // The end of a wrapped line is the start of the next one.
        let isBroken = !isLast && characters[line.upperBound] != "\n"
        return isBroken ? max(line.lowerBound, line.upperBound - 1) : line.upperBound
    }

    // MARK: Widths

    private static func width(of characters: ArraySlice<Character>) -> Int {
        characters.reduce(0) { $0 + width(of: $1) }
    }

    private static func width(of character: Character) -> Int {
        character.isASCII ? 1 : SafeText(String(character)).columns
    }
}
