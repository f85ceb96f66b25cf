import CScreen

/// The screen of a terminal, kept by libvterm, which shares no code with the program that draws on it.
package final class ScreenEmulator {
    package private(set) var columns: Int
    package private(set) var rows: Int
    private let screen: OpaquePointer
    /// The cells since the last change; nil until they are read.
    private var readCells: [[ScreenCell]]?

    package init(columns: Int, rows: Int) {
        (self.columns, self.rows) = (columns, rows)
        screen = mintop_screen_new(Int32(columns), Int32(rows))
    }

    deinit {
        mintop_screen_free(screen)
    }

    /// Applies the bytes.
    package func feed(_ bytes: [UInt8]) {
        readCells = nil
        mintop_screen_feed(screen, bytes, bytes.count)
    }

    package func resize(columns: Int, rows: Int) {
        readCells = nil
        (self.columns, self.rows) = (columns, rows)
        mintop_screen_resize(screen, Int32(columns), Int32(rows))
    }

    // MARK: Content

    /// Row by row.
    package var cells: [[ScreenCell]] {
        if let readCells { return readCells }
        let cells = (0..<rows).map { row in (0..<columns).map { cell(column: $0, row: row) } }
        readCells = cells
        return cells
    }

    private func cell(column: Int, row: Int) -> ScreenCell {
        let cell = mintop_screen_get(screen, Int32(column), Int32(row))
        var text = ""
        withUnsafeBytes(of: cell.characters) { bytes in
            let characters = bytes.bindMemory(to: UInt32.self)
            if characters[0] == 0 { text = " " }
            for character in characters.prefix(while: { $0 != 0 }) {
                if let scalar = Unicode.Scalar(character) { text.unicodeScalars.append(scalar) }
            }
        }
        var look = ScreenLook(
            foreground: cell.foreground < 0 ? nil : Int(cell.foreground),
            background: cell.background < 0 ? nil : Int(cell.background))
        if cell.bold { look.attributes.insert(1) }
        if cell.italic { look.attributes.insert(3) }
        if cell.underline { look.attributes.insert(4) }
        if cell.reverse { look.attributes.insert(7) }
        return ScreenCell(text: text, look: look)
    }

    /// The text of a row without trailing blanks.
    package func text(row: Int) -> String {
        guard (0..<rows).contains(row) else { return "" }
        return String(unsafeUninitializedCapacity: columns * 24 + 24) {
            mintop_screen_text(
                screen, Int32(row), UnsafeMutableRawPointer($0.baseAddress)?.assumingMemoryBound(to: CChar.self),
                $0.count)
        }
    }

    /// All rows, without trailing blanks and blank rows at the end.
    package var text: String {
        var lines = (0..<rows).map { text(row: $0) }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    package var cursor: (column: Int, row: Int) {
        var (column, row) = (Int32(0), Int32(0))
        mintop_screen_cursor(screen, &column, &row)
        return (Int(column), Int(row))
    }

    // MARK: Modes

    /// Whether a private mode is on: 1049 the alternate screen, 25 the cursor, 1000 and 1006 the mouse, 2004 pastes.
    package func hasMode(_ mode: Int) -> Bool {
        mintop_screen_mode(screen, Int32(mode))
    }

    /// The private modes that are on.
    package var modes: Set<Int> { Set((0..<4096).filter(hasMode)) }

    package var isAlternate: Bool { hasMode(1049) }
    package var isCursorShown: Bool { hasMode(25) }

    package var title: String { String(cString: mintop_screen_title(screen)) }
    package var bellCount: Int { Int(mintop_screen_bells(screen)) }
    /// The operating system commands that are queries, without their framing: `11;?`.
    package var questions: [String] {
        String(cString: mintop_screen_questions(screen)).split(separator: "\n").map(String.init)
    }
}
