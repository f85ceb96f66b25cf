/// What stands in one cell: a spacing character and up to four combining marks.
///
/// Never a control character, a joiner, a variation selector or a bidirectional control: `SafeText` keeps those out.
package struct Glyph: Sendable, Hashable {
    /// The spacing character.
    package let base: Unicode.Scalar
    /// Combining marks in order, zero where there is none.
    package let marks: SIMD4<UInt32>
    /// How many columns it takes: 1 or 2.
    package let columns: Int

    init(base: Unicode.Scalar, marks: SIMD4<UInt32>, columns: Int) {
        self.base = base
        self.marks = marks
        self.columns = columns
    }

    /// An empty cell.
    package static let space = Glyph(base: " ", marks: .zero, columns: 1)

    /// What stands for text that was left out.
    static let ellipsis = Glyph(base: "…", marks: .zero, columns: 1)

    /// The glyph as text.
    package var text: String {
        var scalars = String.UnicodeScalarView()
        scalars.append(base)
        for index in 0..<4 {
            if let mark = Unicode.Scalar(marks[index]), mark.value != 0 { scalars.append(mark) }
        }
        return String(scalars)
    }
}

/// One cell of a canvas.
package struct Cell: Sendable, Hashable {
    package var glyph: Glyph
    package var style: Style
    /// Whether it is the right half of the wide glyph to its left; then `glyph` is a space that is not drawn.
    package var isContinuation: Bool

    package init(glyph: Glyph = .space, style: Style = .plain, isContinuation: Bool = false) {
        self.glyph = glyph
        self.style = style
        self.isContinuation = isContinuation
    }
}
