import CNcurses
import TerminalCore

/// Draws a canvas with ncurses: writes the cells that changed, and lets ncurses minimize the bytes.
///
/// Belongs to the thread that owns curses.
struct CanvasPainter {
    private let window: UnsafeMutablePointer<WINDOW>
    private let encoding: ColorEncoding
    private let glyphs: GlyphEncoding
    private var pairs: ColorPairs
    /// The canvas on screen; nil if unknown, so that everything must be drawn.
    private var shown: Canvas?
    /// Whether the terminal's content is also unknown, so that ncurses must clear it.
    private var mustClear = false
    /// Whether cells on screen use pair numbers that now mean other colors.
    private var hasStalePairs = false
    /// Adds hyperlinks after ncurses has drawn.
    private(set) var links: LinkPainter

    init(
        window: UnsafeMutablePointer<WINDOW>, encoding: ColorEncoding, glyphs: GlyphEncoding, pairCapacity: Int32,
        links: LinkPainter
    ) {
        self.links = links
        self.window = window
        self.encoding = encoding
        self.glyphs = glyphs
        pairs = ColorPairs(capacity: pairCapacity)
    }

    /// Invalidates the screen: the next canvas is drawn whole on a cleared terminal.
    mutating func invalidate() {
        shown = nil
        links.invalidate()
        mustClear = true
    }

    /// Passes changes to ncurses, which sends them with the next `doupdate`.
    /// - Returns: Whether anything changed.
    mutating func paint(_ canvas: Canvas) -> Bool {
        if shown == canvas { return false }
        if !hasStalePairs, let shown, shown.size == canvas.size, put(canvas, unlike: shown) == nil {
            self.shown = canvas
        } else {
            paintWhole(canvas)
        }
        wnoutrefresh(window)
        return true
    }

    /// Returns the sequences for links of the last painted canvas, to be written after the next `doupdate`.
    mutating func linkBytes() -> [UInt8] {
        guard let shown else { return [] }
        return links.bytes(for: shown, size: Size(columns: Int(getmaxx(window)), rows: Int(getmaxy(window))))
    }

    /// Draws every cell with newly numbered pairs.
    private mutating func paintWhole(_ canvas: Canvas) {
        werase(window)
        if !pairs.isEmpty { resetPairs() }
        if mustClear {
            clearok(window, true)
            links.invalidate()
        }
        hasStalePairs = false
        var next = 0
        while let stop = put(canvas, from: next) {
            // The canvas needs more pairs than exist. Flush the cells drawn so far: their colors are right on the
            // terminal, only the pair numbers that ncurses remembers are not.
            wnoutrefresh(window)
            doupdate()
            resetPairs()
            clearok(mintop_curscr(), false)
            clearok(window, false)
            untouchwin(window)
            hasStalePairs = true
            next = stop
        }
        shown = canvas
        mustClear = false
    }

    /// Writes all cells, or those that differ, into the window.
    ///
    /// - Returns: The index of the first cell for which no pair was left; nil if all are written.
    private mutating func put(_ canvas: Canvas, unlike old: Canvas? = nil, from start: Int = 0) -> Int? {
        let columns = canvas.size.columns
        let (width, height) = (Int(getmaxx(window)), Int(getmaxy(window)))
        let limits = Size(columns: min(columns, width), rows: min(canvas.size.rows, height))
        guard columns > 0 else { return nil }
        for index in start..<max(start, limits.rows * columns) {
            let cell = canvas.cells[index]
            if cell.isContinuation || index % columns >= limits.columns { continue }
            if let old, old.cells[index] == cell { continue }
            guard let pair = pairNumber(cell.style) else { return index }
            put(cell, column: index % columns, row: index / columns, endColumn: limits.columns, pair: pair)
        }
        return nil
    }

    private func put(_ cell: Cell, column: Int, row: Int, endColumn: Int, pair: Int32) {
        let attributes = Self.attributes(cell.style.attributes)
        var drawable = glyphs.drawable(cell.glyph)
        if cell.glyph.columns == 2, column + 1 >= endColumn {
            // ncurses would wrap a wide character that does not fit.
            drawable = .init(base: 0x20, marks: .zero, needsBlank: false)
        }
        // ncurses returns ERR for the last cell of the screen although it writes it; other errors have no remedy.
        let marks = drawable.marks
        _ = mintop_put_cell(
            window, Int32(row), Int32(column), drawable.base, marks[0], marks[1], marks[2], marks[3], attributes, pair)
        if drawable.needsBlank {
            _ = mintop_put_cell(window, Int32(row), Int32(column + 1), 0x20, 0, 0, 0, 0, attributes, pair)
        }
    }

    private mutating func pairNumber(_ style: Style) -> Int32? {
        guard encoding.depth != .monochrome else { return 0 }
        return pairs.number(
            foreground: encoding.number(of: style.foreground), background: encoding.number(of: style.background)
        ) { number, foreground, background in
            // Fails only for colors outside the terminal's range, which the encoding does not produce.
            _ = init_extended_pair(number, foreground, background)
        }
    }

    private mutating func resetPairs() {
        reset_color_pairs()
        pairs.reset()
        mustClear = true
    }

    private static func attributes(_ attributes: TextAttributes) -> attr_t {
        var result: attr_t = 0
        if attributes.contains(.bold) { result |= MINTOP_BOLD }
        if attributes.contains(.dim) { result |= MINTOP_DIM }
        if attributes.contains(.italic) { result |= MINTOP_ITALIC }
        if attributes.contains(.underline) { result |= MINTOP_UNDERLINE }
        if attributes.contains(.reverse) { result |= MINTOP_REVERSE }
        return result
    }
}
