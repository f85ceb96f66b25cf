import NcursesTerminal
import TerminalCore

/// A list with a selection bar: `j` moves it, any other key draws the same again.
struct ListScene: Scene {
    private var selected = 0

    mutating func receive(_ event: TerminalEvent, on terminal: Terminal) async {
        if event == .key(.character("j")) { selected += 1 }
    }

    func draw(_ size: Size) -> Canvas {
        var canvas = Canvas(size: size)
        for row in 0..<size.rows {
            let style = row == selected ? Style(background: .palette(4)).adding(.bold) : Style(foreground: .palette(7))
            canvas.fill(Rect(column: 0, row: row, columns: size.columns, rows: 1), style)
            canvas.write("◐ row \(row) of a list with 漢字 in it", column: 0, row: row, style: style)
        }
        return canvas
    }
}

/// Every cell in its own colors: `n` inverts them, `s` changes the colors of some cells with the same text.
struct PairsScene: Scene {
    private var isTurned = false
    private var isShifted = false

    mutating func receive(_ event: TerminalEvent, on terminal: Terminal) async {
        if event == .key(.character("n")) { isTurned.toggle() }
        if event == .key(.character("s")) { isShifted.toggle() }
    }

    /// The cells of `s`: they get the pair numbers that follow after all 65,535 were used once.
    private func shifted(_ size: Size) -> Range<Int> {
        let start = max(0, size.columns * size.rows - 65_535)
        return start..<(start + 100)
    }

    func draw(_ size: Size) -> Canvas {
        var canvas = Canvas(size: size)
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                let red = UInt8(truncatingIfNeeded: column)
                let green = UInt8(truncatingIfNeeded: row)
                let isOther = isShifted && shifted(size).contains(row * size.columns + column)
                let blue = UInt8((isOther ? 200 : 100) + column / 256)
                let one = Color.rgb(red, green, blue)
                let other = Color.rgb(green, blue, red)
                let style = Style(foreground: isTurned ? other : one, background: isTurned ? one : other)
                canvas.write(isTurned ? "y" : "x", column: column, row: row, style: style)
            }
        }
        return canvas
    }
}

/// A frame around lines in several scripts: wrong widths bend its right border.
struct ScriptsScene: Scene {
    static let lines: [SafeText] = [
        "plain ASCII", "漢字かな交じり文", "한국어 텍스트", "e\u{301}a\u{308}o\u{302} marks", "👩‍👩‍👧 🚀 ❤️ ⚡️ 🇩🇪", "हिन्दी में", "ไทยน้ำ",
        "العربية", "\u{1CD00}\u{E0B0} unknown", "█▓▒░ ◐◆✔✖",
    ]

    mutating func receive(_ event: TerminalEvent, on terminal: Terminal) async {}

    func draw(_ size: Size) -> Canvas {
        var canvas = Canvas(size: size)
        canvas.frame(Rect(column: 0, row: 0, columns: 40, rows: Self.lines.count + 2), style: .plain)
        for (row, line) in Self.lines.enumerated() {
            canvas.write(line, column: 2, row: row + 1, style: .plain)
        }
        return canvas
    }
}
