package import TerminalCore

/// A canvas as reviewable text: its glyphs, then a letter per cell for its style, then the letters.
///
/// A change of color appears as a changed letter. The right half of a wide glyph has no character in the first part and
/// a `.` in the second.
package struct ScreenText: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    package init(_ canvas: Canvas) {
        var letters: [Style: Character] = [:]
        var legend: [String] = []
        let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        var glyphs: [String] = []
        var styles: [String] = []
        for row in 0..<canvas.size.rows {
            var glyphLine = ""
            var styleLine = ""
            for column in 0..<canvas.size.columns {
                let cell = canvas[column, row]
                if cell.isContinuation {
                    styleLine.append(".")
                    continue
                }
                glyphLine += cell.glyph.text
                if letters[cell.style] == nil {
                    let letter = alphabet[letters.count % alphabet.count]
                    letters[cell.style] = letter
                    legend.append("\(letter) \(Self.describe(cell.style))")
                }
                styleLine.append(letters[cell.style] ?? "?")
            }
            glyphs.append(Self.trimmed(glyphLine))
            styles.append(styleLine)
        }
        description = (glyphs + [""] + styles + [""] + legend).joined(separator: "\n") + "\n"
    }

    /// The glyphs, with rows trimmed at their ends.
    package static func glyphs(of canvas: Canvas) -> [String] {
        (0..<canvas.size.rows).map { row in
            trimmed(
                (0..<canvas.size.columns).map { canvas[$0, row] }.filter { !$0.isContinuation }.map(\.glyph.text)
                    .joined())
        }
    }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }

    private static func describe(_ style: Style) -> String {
        let names: [(TextAttributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"), (.reverse, "reverse"),
        ]
        let attributes = names.filter { style.attributes.contains($0.0) }.map { " \($0.1)" }.joined()
        return "\(describe(style.foreground)) on \(describe(style.background))\(attributes)"
    }

    private static func describe(_ color: Color) -> String {
        switch color {
        case .terminalDefault: return "default"
        case .palette(let index): return "palette \(index)"
        case .rgb(let red, let green, let blue):
            return "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }
}
