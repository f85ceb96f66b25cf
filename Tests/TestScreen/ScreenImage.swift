package import TerminalCore

/// A canvas as text with SGR sequences, for a terminal or a picture.
package enum ScreenImage {
    /// One line per row; each line ends with all attributes off.
    package static func escapeCoded(_ canvas: Canvas) -> String {
        var lines: [String] = []
        for row in 0..<canvas.size.rows {
            var line = ""
            var style: Style?
            for column in 0..<canvas.size.columns {
                let cell = canvas[column, row]
                if cell.isContinuation { continue }
                if cell.style != style {
                    line += sequence(cell.style)
                    style = cell.style
                }
                line += cell.glyph.text
            }
            lines.append(line + "\u{1B}[0m")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func sequence(_ style: Style) -> String {
        var codes = ["0"]
        let attributes: [(TextAttributes, String)] = [
            (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
        ]
        codes += attributes.filter { style.attributes.contains($0.0) }.map(\.1)
        codes += code(style.foreground, base: 38) + code(style.background, base: 48)
        return "\u{1B}[\(codes.joined(separator: ";"))m"
    }

    private static func code(_ color: Color, base: Int) -> [String] {
        switch color {
        case .terminalDefault: []
        case .palette(let index): ["\(base);5;\(index)"]
        case .rgb(let red, let green, let blue): ["\(base);2;\(red);\(green);\(blue)"]
        }
    }
}
