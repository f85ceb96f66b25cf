import Testing

@testable import TerminalCore

@Suite struct CanvasTests {
    private let marked = Style(foreground: .palette(1))

    /// The rows as text; a right half of a wide glyph is `<`.
    private func rows(_ canvas: Canvas) -> [String] {
        (0..<canvas.size.rows).map { row in
            (0..<canvas.size.columns).map { column in
                let cell = canvas[column, row]
                return cell.isContinuation ? "<" : cell.glyph.text
            }.joined()
        }
    }

    /// Checks that each wide glyph has its right half and each right half its glyph.
    private func expectWholeGlyphs(_ canvas: Canvas, _ comment: Comment) {
        for row in 0..<canvas.size.rows {
            for column in 0..<canvas.size.columns {
                let isWide = canvas[column, row].glyph.columns == 2
                let next = column + 1 < canvas.size.columns && canvas[column + 1, row].isContinuation
                #expect(isWide == next, comment)
            }
            #expect(!canvas[0, row].isContinuation, comment)
        }
    }

    @Test func writingIsCutAtTheRightEdgeWithAnEllipsis() {
        var canvas = Canvas(size: Size(columns: 6, rows: 2))
        #expect(canvas.write("hello there", column: 1, row: 0, style: .plain) == 5)
        #expect(canvas.write("ab", column: 0, row: 1, limit: 1, style: .plain) == 1)
        #expect(rows(canvas) == [" hell…", "…     "])
    }

    @Test(arguments: [(-1, 0), (6, 0), (0, -1), (0, 2), (Int.min / 2, 0), (0, Int.max)])
    func writingOutsideTheGridDrawsNothingThere(column: Int, row: Int) {
        var canvas = Canvas(size: Size(columns: 6, rows: 2))
        canvas.write("x", column: column, row: row, style: .plain)
        #expect(canvas == Canvas(size: Size(columns: 6, rows: 2)))
    }

    @Test func aWideGlyphThatDoesNotFitIsCut() {
        var canvas = Canvas(size: Size(columns: 4, rows: 2))
        canvas.write("漢字漢", column: 0, row: 0, style: .plain)
        canvas.write("漢x", column: -1, row: 1, style: .plain)
        #expect(rows(canvas) == ["漢<… ", " x  "])
        expectWholeGlyphs(canvas, "cut")
    }

    @Test(arguments: [0, 1, 2, 3])
    func coveringOneHalfOfAWideGlyphBlanksTheOther(column: Int) {
        for text in ["x", "漢"] as [SafeText] {
            var canvas = Canvas(size: Size(columns: 5, rows: 1))
            canvas.write("漢字", column: 0, row: 0, style: .plain)
            canvas.write(text, column: column, row: 0, style: marked)
            expectWholeGlyphs(canvas, "\(text) at \(column)")
            #expect(canvas[column, 0].glyph == text.glyphs.first)
        }
    }

    @Test func copyingCellByCellKeepsWideGlyphs() {
        var source = Canvas(size: Size(columns: 6, rows: 1))
        source.write("a漢b字", column: 0, row: 0, style: marked)
        var copy = Canvas(size: Size(columns: 6, rows: 1))
        for column in 0..<6 { copy.put(source[column, 0], column: column, row: 0) }
        #expect(copy == source)
        for column in 0..<6 { copy.put(source[column, 0], column: column - 2, row: 0) }
        expectWholeGlyphs(copy, "shifted")
        #expect(rows(copy)[0].hasPrefix(" b字<"))
    }

    @Test(arguments: [
        Rect(column: -3, row: -3, columns: 5, rows: 5), Rect(column: 100, row: 100, columns: 5, rows: 5),
        Rect(column: -10, row: 0, columns: 2, rows: 2), Rect(column: 2, row: 1, columns: 1_000_000, rows: 1_000_000),
        Rect(column: 0, row: 0, columns: 0, rows: 0),
    ])
    func rectanglesAreClippedToTheGrid(area: Rect) {
        let size = Size(columns: 4, rows: 3)
        for change in 0..<3 {
            var canvas = Canvas(size: size)
            switch change {
            case 0: canvas.fill(area, marked.on(.palette(2)))
            case 1: canvas.tint(area, .palette(2))
            default: canvas.restyle(area) { $0.on(.palette(2)) }
            }
            for row in 0..<3 {
                for column in 0..<4 {
                    let isInside = area.contains(Point(column: column, row: row))
                    #expect((canvas[column, row].style.background == .palette(2)) == isInside)
                }
            }
        }
    }

    @Test func tintingKeepsTextAndForeground() {
        var canvas = Canvas(size: Size(columns: 2, rows: 1))
        canvas.write("ab", column: 0, row: 0, style: marked)
        canvas.tint(canvas.bounds, .rgb(1, 2, 3))
        #expect(rows(canvas) == ["ab"])
        #expect(canvas[0, 0].style == marked.on(.rgb(1, 2, 3)))
    }

    @Test func fillingBlanksHalvesAtItsBorder() {
        var canvas = Canvas(size: Size(columns: 6, rows: 1))
        canvas.write("漢字漢", column: 0, row: 0, style: .plain)
        canvas.fill(Rect(column: 1, row: 0, columns: 4, rows: 1), marked)
        #expect(rows(canvas) == ["      "])
        expectWholeGlyphs(canvas, "filled")
    }

    @Test func writingToTheRightEndsThere() {
        var canvas = Canvas(size: Size(columns: 6, rows: 1))
        canvas.writeRight("12345", endColumn: 6, row: 0, limit: 3, style: .plain)
        #expect(rows(canvas) == ["   12…"])
    }

    @Test(arguments: [(0, 0), (1, 5), (5, 1)])
    func aFrameSmallerThanTwoByTwoDrawsNothing(columns: Int, rows: Int) {
        var canvas = Canvas(size: Size(columns: 6, rows: 6))
        canvas.frame(Rect(column: 0, row: 0, columns: columns, rows: rows), style: marked)
        #expect(canvas == Canvas(size: Size(columns: 6, rows: 6)))
    }

    @Test func framesAreDrawnInsideTheRectangle() {
        var canvas = Canvas(size: Size(columns: 4, rows: 3))
        canvas.frame(canvas.bounds, style: .plain)
        #expect(rows(canvas) == ["╭──╮", "│  │", "╰──╯"])
        canvas.frame(canvas.bounds, .ascii, style: .plain)
        #expect(rows(canvas) == ["+--+", "|  |", "+--+"])
    }
}
