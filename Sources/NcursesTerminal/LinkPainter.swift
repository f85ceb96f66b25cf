import TerminalCore

/// Adds hyperlinks, which ncurses does not support: rewrites the text of linked cells between the terminal's own
/// sequences, in the same position and look, and restores cursor and colors.
///
/// Only links that ncurses may have overwritten are rewritten: a frame without a change costs no byte.
struct LinkPainter {
    private let encoding: ColorEncoding
    private let sequences: (@Sendable (_ address: String) -> (opening: [UInt8], closing: [UInt8])?)?
    /// The canvas on the terminal; nil after a clear.
    private var shown: Canvas?

    init(
        encoding: ColorEncoding,
        sequences: (@Sendable (_ address: String) -> (opening: [UInt8], closing: [UInt8])?)?
    ) {
        self.encoding = encoding
        self.sequences = sequences
    }

    mutating func invalidate() {
        shown = nil
    }

    /// Returns the bytes to write after ncurses has drawn the canvas, of which `size` is visible; empty if no link
    /// changed.
    mutating func bytes(for canvas: Canvas, size: Size) -> [UInt8] {
        guard let sequences else { return [] }
        let before = shown.flatMap { $0.size == canvas.size ? $0 : nil }
        defer { shown = canvas }
        let oldLinks = before?.links ?? []
        guard !canvas.links.isEmpty || !oldLinks.isEmpty else { return [] }
        let kept = Set(canvas.links)
        var result: [UInt8] = []
        var touched: Set<Int> = []
        // Cells that ncurses did not rewrite keep their old link.
        for link in oldLinks where !kept.contains(link) {
            result += unlinked(link, from: before, on: canvas, size)
            touched.insert(link.row)
        }
        let known = Set(oldLinks)
        for link in canvas.links {
            // ncurses may rewrite unchanged cells of a row to move across them.
            let isDrawn = known.contains(link) && !touched.contains(link.row)
            guard !isDrawn || before.map({ $0.differs(from: canvas, inRow: link.row) }) ?? true else { continue }
            guard let text = text(link, on: canvas, size), let around = sequences(link.address)
            else { continue }
            result += Self.placed(link, around.opening + text + around.closing)
        }
        return result
    }

    /// Rewrites the unchanged cells of a link without the link; ncurses wrote the others.
    private func unlinked(_ link: CanvasLink, from before: Canvas?, on canvas: Canvas, _ size: Size) -> [UInt8] {
        guard let before else { return [] }
        return (link.column..<(link.column + link.columns)).flatMap { column -> [UInt8] in
            guard before[column, link.row] == canvas[column, link.row] else { return [] }
            let cell = CanvasLink(column: column, row: link.row, columns: 1, address: "")
            return text(cell, on: canvas, size).map { Self.placed(cell, $0) } ?? []
        }
    }

    /// Returns the styled text of the cells; nil if they hold more than plain text.
    private func text(_ link: CanvasLink, on canvas: Canvas, _ size: Size) -> [UInt8]? {
        guard link.row < size.rows, link.column + link.columns <= size.columns else { return nil }
        var result: [UInt8] = []
        var style: Style?
        for column in link.column..<(link.column + link.columns) {
            let cell = canvas[column, link.row]
            let glyph = cell.glyph
            guard !cell.isContinuation, glyph.marks == .zero, glyph.columns == 1,
                (0x20..<0x7F).contains(glyph.base.value) || glyph.base == "…"
            else { return nil }
            if cell.style != style { result += look(cell.style) }
            style = cell.style
            result += Array(String(glyph.base).utf8)
        }
        return result
    }

    /// Returns the sequence for a style, as ncurses draws it.
    private func look(_ style: Style) -> [UInt8] {
        var numbers = ["0"]
        let attributes: [(TextAttributes, String)] = [
            (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
        ]
        for (attribute, number) in attributes where style.attributes.contains(attribute) { numbers.append(number) }
        numbers += color(encoding.number(of: style.foreground), base: 30)
        numbers += color(encoding.number(of: style.background), base: 40)
        return Array("\u{1B}[\(numbers.joined(separator: ";"))m".utf8)
    }

    private func color(_ number: Int32, base: Int32) -> [String] {
        switch number {
        case ..<0: []
        case 0..<8: ["\(base + number)"]
        case _ where encoding.depth == .direct:
            ["\(base + 8)", "2", "\(number >> 16 & 255)", "\(number >> 8 & 255)", "\(number & 255)"]
        case 8..<16: ["\(base + 52 + number)"]
        default: ["\(base + 8)", "5", "\(number)"]
        }
    }

    /// Positions the bytes; restores cursor and look afterward.
    private static func placed(_ link: CanvasLink, _ bytes: [UInt8]) -> [UInt8] {
        Array("\u{1B}7\u{1B}[\(link.row + 1);\(link.column + 1)H".utf8) + bytes + Array("\u{1B}8".utf8)
    }
}

extension Canvas {
    /// Whether a row looks different; both canvases have the same size.
    fileprivate func differs(from other: Canvas, inRow row: Int) -> Bool {
        guard (0..<size.rows).contains(row) else { return false }
        let range = (row * size.columns)..<((row + 1) * size.columns)
        return cells[range] != other.cells[range]
    }
}
