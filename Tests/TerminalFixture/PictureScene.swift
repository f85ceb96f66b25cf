import NcursesTerminal
import TerminalCore

/// A picture drawn by the terminal, with text on its right: `t` sends its data, any other key draws the same again.
struct PictureScene: Scene {
    private let depth: ColorDepth

    init(_ terminal: Terminal) async {
        depth = await terminal.depth
    }

    mutating func receive(_ event: TerminalEvent, on terminal: Terminal) async {
        guard event == .key(.character("t")) else { return }
        await terminal.send(Array("\u{1B}_Ga=T,U=1,q=2,i=42,m=0;AAAA\u{1B}\\".utf8))
    }

    func draw(_ size: Size) -> Canvas {
        var canvas = Canvas(size: size)
        let color: Color = depth == .direct ? .rgb(0, 0, 42) : .palette(42)
        let marks: [Unicode.Scalar] = ["\u{305}", "\u{30D}", "\u{30E}"]
        for row in 0..<2 {
            for column in 0..<3 {
                guard let glyph = Glyph(picturePart: [marks[row], marks[column]]) else { continue }
                canvas.put(Cell(glyph: glyph, style: Style(foreground: color)), column: column, row: row)
            }
            canvas.write("beside", column: 3, row: row, style: .plain)
        }
        return canvas
    }
}
