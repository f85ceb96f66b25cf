extension ScreenEmulator {
    mutating func perform(_ sequence: EscapeParser.ControlSequence) {
        if sequence.marker == "?" {
            if sequence.final == "h" || sequence.final == "l" {
                for mode in sequence.parameters { setMode(mode, sequence.final == "h") }
            }
            return
        }
        guard sequence.marker == nil else { return }
        let count = max(1, sequence.parameter(0))
        if move(sequence.final, count, sequence) || edit(sequence.final, count, sequence) { return }
        switch sequence.final {
        case "m": setLook(sequence)
        case "r":
            let top = max(0, sequence.parameter(0) - 1)
            let bottom = sequence.parameter(1) == 0 ? rows - 1 : min(rows - 1, sequence.parameter(1) - 1)
            // Like terminals: lines the program assumed beyond the screen are no region.
            guard top < bottom else { return }
            (scrollTop, scrollBottom) = (top, bottom)
            (cursor, wrapsNext) = ((0, 0), false)
        case "h", "l":
            if sequence.parameters.contains(4) { isInserting = sequence.final == "h" }
        default: break
        }
    }

    private mutating func move(_ final: Unicode.Scalar, _ count: Int, _ sequence: EscapeParser.ControlSequence) -> Bool
    {
        switch final {
        case "A": cursor.row = max(cursor.row >= scrollTop ? scrollTop : 0, cursor.row - count)
        case "B", "e": cursor.row = min(cursor.row <= scrollBottom ? scrollBottom : rows - 1, cursor.row + count)
        case "C", "a": cursor.column = min(columns - 1, cursor.column + count)
        case "D": cursor.column = max(0, cursor.column - count)
        case "E": cursor = (0, min(rows - 1, cursor.row + count))
        case "F": cursor = (0, max(0, cursor.row - count))
        case "G", "`": cursor.column = min(columns - 1, count - 1)
        case "d": cursor.row = min(rows - 1, count - 1)
        case "H", "f": cursor = (min(columns - 1, max(1, sequence.parameter(1)) - 1), min(rows - 1, count - 1))
        case "I": cursor.column = min(columns - 1, (cursor.column / 8 + count) * 8)
        case "Z": cursor.column = max(0, ((cursor.column + 7) / 8 - count) * 8)
        default: return false
        }
        wrapsNext = false
        return true
    }

    private mutating func edit(_ final: Unicode.Scalar, _ count: Int, _ sequence: EscapeParser.ControlSequence) -> Bool
    {
        let (column, row) = cursor
        switch final {
        case "@": insertBlanks(count)
        case "P":
            let count = min(count, columns - column)
            cells[row].removeSubrange(column..<(column + count))
            cells[row].append(contentsOf: Array(repeating: erased, count: count))
        case "X": erase(row: row, column..<min(columns, column + count))
        case "K":
            switch sequence.parameter(0) {
            case 0: erase(row: row, column..<columns)
            case 1: erase(row: row, 0..<(column + 1))
            default: erase(row: row, 0..<columns)
            }
        case "J": eraseScreen(sequence.parameter(0))
        case "L": if (scrollTop...scrollBottom).contains(row) { scroll(-count, from: row) }
        case "M": if (scrollTop...scrollBottom).contains(row) { scroll(count, from: row) }
        case "S": scroll(count)
        case "T": scroll(-count)
        case "b": for _ in 0..<count { print(lastCharacter) }
        default: return false
        }
        return true
    }

    private mutating func erase(row: Int, _ range: Range<Int>) {
        for column in range { cells[row][column] = erased }
        wrapsNext = false
    }

    private mutating func eraseScreen(_ part: Int) {
        let row = cursor.row
        if part == 0 { erase(row: row, cursor.column..<columns) }
        if part == 1 { erase(row: row, 0..<(cursor.column + 1)) }
        let lines = part == 0 ? (row + 1)..<rows : part == 1 ? 0..<row : 0..<rows
        for line in lines { erase(row: line, 0..<columns) }
    }

    private mutating func setMode(_ mode: Int, _ isOn: Bool) {
        if isOn { modes.insert(mode) } else { modes.remove(mode) }
        guard mode == 1049 || mode == 47 || mode == 1047 else { return }
        if isOn, normalCells == nil {
            (savedCursor, savedLook) = (cursor, look)
            normalCells = cells
            cells = Self.blank(columns: columns, rows: rows)
        } else if !isOn, let normal = normalCells {
            cells = normal
            normalCells = nil
            if mode == 1049 { (cursor, look) = (savedCursor, savedLook) }
        }
        wrapsNext = false
    }

    private mutating func setLook(_ sequence: EscapeParser.ControlSequence) {
        // 38:2::r:g:b has its colon form flattened by the parser, with an empty color space.
        var rest = (sequence.parameters.isEmpty ? [0] : sequence.parameters)[...]
        while let number = rest.popFirst() {
            switch number {
            case 0: look = ScreenLook()
            case 1, 2, 3, 4, 7: look.attributes.insert(number)
            case 22: look.attributes.subtract([1, 2])
            case 23, 24, 27: look.attributes.remove(number - 20)
            case 30...37: look.foreground = number - 30
            case 90...97: look.foreground = number - 90 + 8
            case 39: look.foreground = nil
            case 40...47: look.background = number - 40
            case 100...107: look.background = number - 100 + 8
            case 49: look.background = nil
            case 38: look.foreground = Self.color(&rest, hasColorSpace: sequence.hasColons)
            case 48: look.background = Self.color(&rest, hasColorSpace: sequence.hasColons)
            default: break
            }
        }
    }

    private static func color(_ rest: inout ArraySlice<Int>, hasColorSpace: Bool) -> Int? {
        switch rest.popFirst() {
        case 5: return rest.popFirst()
        case 2:
            // With colons a color space comes before the three channels.
            if hasColorSpace, rest.count >= 4 { _ = rest.popFirst() }
            guard let red = rest.popFirst(), let green = rest.popFirst(), let blue = rest.popFirst() else { return nil }
            return 0x1000000 + (red << 16 | green << 8 | blue)
        default: return nil
        }
    }
}
