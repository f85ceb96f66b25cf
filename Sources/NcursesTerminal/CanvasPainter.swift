import CNcurses
import TerminalCore

/// Brings a canvas onto the screen of ncurses: writes the cells that changed since the last one, and lets ncurses find
/// the fewest bytes.
///
/// Belongs to the thread that owns curses.
struct CanvasPainter {
    private let window: UnsafeMutablePointer<WINDOW>
    private let encoding: ColorEncoding
    private let glyphs: GlyphEncoding
    private var pairs: ColorPairs
    /// What the screen shows; nil where that is not known and everything must be drawn.
    private var shown: Canvas?
    /// Whether the terminal's own content is unknown too, so that ncurses must clear it.
    private var mustClear = false
    /// Whether cells on the screen have numbers of pairs that mean other colours by now.
    private var hasStalePairs = false
    /// Makes links of what ncurses has drawn.
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

    /// Forgets what the screen shows: the next canvas is drawn whole, on a cleared terminal.
    mutating func invalidate() {
        shown = nil
        links.invalidate()
        mustClear = true
    }

    /// Hands what changed to ncurses, which sends it with the next `doupdate`.
    /// - Returns: Whether there was a change.
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

    /// What makes links of the canvas that was painted last, to be written after the next `doupdate`.
    mutating func linkBytes() -> [UInt8] {
        guard let shown else { return [] }
        return links.bytes(for: shown, size: Size(columns: Int(getmaxx(window)), rows: Int(getmaxy(window))))
    }

    /// Draws every cell, with pairs that start anew.
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
            // The canvas alone has more pairs than there are. What is drawn so far goes out; its colours are right on
            // the terminal, and only the numbers that ncurses remembers for it are not.
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

    /// Writes cells into the window, all of them or those that differ.
    ///
    /// - Returns: The index of the first cell for which no pair was left, nil when all are written.
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
            // ncurses would wrap a wide character that has no room.
            drawable = .init(base: 0x20, marks: .zero, needsBlank: false)
        }
        // ERR is what the last cell of the screen answers although it is written; elsewhere nothing can be done.
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
            // Fails for colours outside the terminal's range only, and the encoding has none.
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
