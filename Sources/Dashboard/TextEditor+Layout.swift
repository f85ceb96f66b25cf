package import TerminalCore

extension TextEditor {
    /// The part of the text to draw in a field of that size, and where the cursor is in it.
    ///
    /// Lines are broken after spaces, or inside a word that is wider than the field, one column short of the width: the
    /// cursor behind the last character always has a cell. Of a longer text the lines around the cursor are given.
    /// - Parameters:
    ///   - columns: The width of the field; less than 1 counts as 1.
    ///   - rows: Its height; less than 1 counts as 1.
    /// - Returns: One to `rows` lines of at most `columns` columns, and the cursor's cell, which is inside the field.
    package func layout(columns: Int, rows: Int) -> (lines: [SafeText], cursor: Point) {
        let (columns, rows) = (max(1, columns), max(1, rows))
        let characters = Array(text)
        let lines = Self.visualLines(of: characters, columns: columns)
        let current = Self.line(at: cursor, in: lines)
        // The cursor's line stays in the middle, so that what comes before and after it is seen.
        let top = max(0, min(current - rows / 2, lines.count - rows))
        let shown = lines[top..<min(top + rows, lines.count)]
        let column = Self.width(of: characters[lines[current].lowerBound..<cursor])
        return (
            shown.map { SafeText(String(characters[$0])).clipped(to: columns) },
            Point(column: min(column, columns - 1), row: current - top)
        )
    }

    /// Moves the cursor by that many lines of the layout, and returns to its column after shorter ones.
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

    /// The ranges of the lines as they are drawn, without line breaks; at least one.
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
        // Where the last space of the line ends, and how many columns come before that place.
        var lastBreak: (position: Int, used: Int)?
        for position in range {
            let width = width(of: characters[position])
            while used + width > limit, position > start, !hangs(characters[position], used: used, limit: limit) {
                // What comes behind the break may still be too wide, so it is looked at once more.
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

    /// A space behind a full line stands in the column that is kept free.
    private static func hangs(_ character: Character, used: Int, limit: Int) -> Bool {
        character == " " && used == limit
    }

    private static func line(at position: Int, in lines: [Range<Int>]) -> Int {
        max(0, (lines.lastIndex { $0.lowerBound <= position }) ?? 0)
    }

    /// The place in the line that is nearest to the column, from the left.
    private static func position(
        at column: Int, in line: Range<Int>, of characters: [Character], isLast: Bool
    ) -> Int {
        var used = 0
        for position in line {
            let width = width(of: characters[position])
            if used + width > column { return position }
            used += width
        }
        // The end of a line that is broken without a line break is the start of the next one.
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
