import CPseudoTerminal

/// An emulated xterm, as far as ncurses uses it.
package struct ScreenEmulator: Sendable {
    package internal(set) var columns: Int
    package internal(set) var rows: Int
    /// Row by row.
    package internal(set) var cells: [[ScreenCell]]
    package internal(set) var cursor = (column: 0, row: 0)
    /// The private modes that are on: 1049 the alternate screen, 25 the cursor, 1000 and 1006 the mouse, 2004 pastes.
    package internal(set) var modes: Set<Int> = [25, 7]
    package internal(set) var title = ""
    package internal(set) var bellCount = 0
    /// The operating system commands that are queries, without their framing: `11;?`.
    package internal(set) var questions: [String] = []

    var look = ScreenLook()
    var scrollTop = 0
    var scrollBottom: Int
    var savedCursor = (column: 0, row: 0)
    var savedLook = ScreenLook()
    /// Whether the last column was written, so that the next character wraps.
    var wrapsNext = false
    var isInserting = false
    var lastCharacter: Unicode.Scalar = " "
    var normalCells: [[ScreenCell]]?
    private var parser = EscapeParser()

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        scrollBottom = rows - 1
        cells = Self.blank(columns: columns, rows: rows)
    }

    package var isAlternate: Bool { normalCells != nil }
    package var isCursorShown: Bool { modes.contains(25) }

    /// The text of a row without trailing blanks.
    package func text(row: Int) -> String {
        guard cells.indices.contains(row) else { return "" }
        let text = cells[row].map(\.text).joined()
        return String(text.reversed().drop { $0 == " " }.reversed())
    }

    /// All rows, without trailing blanks and blank rows at the end.
    package var text: String {
        var lines = (0..<rows).map { text(row: $0) }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    /// Changes the size; cuts the rest, as xterm does.
    package mutating func resize(columns: Int, rows: Int) {
        func fitted(_ cells: [[ScreenCell]]) -> [[ScreenCell]] {
            (0..<rows).map { row in
                let old = row < cells.count ? cells[row] : []
                return (0..<columns).map { $0 < old.count ? old[$0] : ScreenCell() }
            }
        }
        cells = fitted(cells)
        normalCells = normalCells.map(fitted)
        (self.columns, self.rows) = (columns, rows)
        (scrollTop, scrollBottom) = (0, rows - 1)
        cursor = (min(cursor.column, columns - 1), min(cursor.row, rows - 1))
        wrapsNext = false
    }

    /// Applies the bytes.
    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            for action in parser.step(byte) { perform(action) }
        }
    }

    static func blank(columns: Int, rows: Int) -> [[ScreenCell]] {
        Array(repeating: Array(repeating: ScreenCell(), count: columns), count: rows)
    }

    private mutating func perform(_ action: EscapeParser.Action) {
        switch action {
        case .print(let scalar): print(scalar)
        case .control(let byte): control(byte)
        case .escape(let byte): escape(byte)
        case .sequence(let sequence): perform(sequence)
        case .string(let text):
            if text.hasPrefix("2;") || text.hasPrefix("0;") { title = String(text.dropFirst(2)) }
            if text.hasSuffix(";?") { questions.append(text) }
        }
    }

    mutating func print(_ scalar: Unicode.Scalar) {
        let width = Int(mintop_pty_width(scalar.value))
        if width <= 0 {
            let column = wrapsNext ? cursor.column : cursor.column - 1
            let base = column > 0 && cells[cursor.row][column].text.isEmpty ? column - 1 : column
            if width == 0, base >= 0 { cells[cursor.row][base].text.unicodeScalars.append(scalar) }
            return
        }
        if (wrapsNext || cursor.column + width > columns), modes.contains(7) {
            cursor.column = 0
            lineFeed()
        }
        wrapsNext = false
        if isInserting { insertBlanks(width) }
        put(ScreenCell(text: String(Character(scalar)), look: look), column: cursor.column)
        if width == 2 { put(ScreenCell(text: "", look: look), column: cursor.column + 1, isRightHalf: true) }
        lastCharacter = scalar
        if cursor.column + width >= columns {
            cursor.column = columns - 1
            wrapsNext = true
        } else {
            cursor.column += width
        }
    }

    /// Sets a cell; removes a wide character of which it covers one half.
    private mutating func put(_ cell: ScreenCell, column: Int, isRightHalf: Bool = false) {
        guard column < columns else { return }
        let row = cursor.row
        if !isRightHalf, cells[row][column].text.isEmpty, column > 0 { cells[row][column - 1].text = " " }
        cells[row][column] = cell
        let next = column + 1
        if next < columns, cells[row][next].text.isEmpty, !cell.text.isEmpty { cells[row][next].text = " " }
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x07: bellCount += 1
        case 0x08:
            cursor.column = max(0, cursor.column - 1)
            wrapsNext = false
        case 0x09:
            cursor.column = min(columns - 1, (cursor.column / 8 + 1) * 8)
            wrapsNext = false
        case 0x0A, 0x0B, 0x0C: lineFeed()
        case 0x0D:
            cursor.column = 0
            wrapsNext = false
        default: break
        }
    }

    private mutating func escape(_ byte: UInt8) {
        switch Unicode.Scalar(byte) {
        case "7": (savedCursor, savedLook) = (cursor, look)
        case "8": (cursor, look, wrapsNext) = (savedCursor, savedLook, false)
        case "D": lineFeed()
        case "E":
            cursor.column = 0
            lineFeed()
        case "M":
            if cursor.row == scrollTop { scroll(-1) } else { cursor.row = max(0, cursor.row - 1) }
        default: break
        }
    }

    mutating func lineFeed() {
        wrapsNext = false
        if cursor.row == scrollBottom { scroll(1) } else { cursor.row = min(rows - 1, cursor.row + 1) }
    }

    /// Scrolls the region up, or down if negative.
    mutating func scroll(_ count: Int, from top: Int? = nil) {
        let top = top ?? scrollTop
        for _ in 0..<min(abs(count), scrollBottom - top + 1) {
            let blank = Array(repeating: erased, count: columns)
            if count > 0 {
                cells.remove(at: top)
                cells.insert(blank, at: scrollBottom)
            } else {
                cells.remove(at: scrollBottom)
                cells.insert(blank, at: top)
            }
        }
    }

    /// An erased cell keeps the background.
    var erased: ScreenCell { ScreenCell(text: " ", look: ScreenLook(background: look.background)) }

    mutating func insertBlanks(_ count: Int) {
        let count = min(count, columns - cursor.column)
        cells[cursor.row].insert(contentsOf: Array(repeating: erased, count: count), at: cursor.column)
        cells[cursor.row].removeLast(count)
    }
}
