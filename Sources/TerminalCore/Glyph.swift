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

    /// A character that is drawn for its shape, as pictures made of cells do.
    /// nil for everything that `SafeText` would not keep as it is, and for combining marks.
    package init?(symbol: Unicode.Scalar) {
        let columns: Int
        switch TextWidth.kind(of: symbol) {
        case .single: columns = 1
        case .double: columns = 2
        case .mark, .blank, .dropped, .unknown: return nil
        }
        self.init(base: symbol, marks: .zero, columns: columns)
    }

    /// A cell of a picture that the terminal draws by itself, in terminals that know the kitty graphics protocol.
    ///
    /// The private character U+10EEEE, one column wide: `SafeText` never lets it through, so no text can show a picture.
    /// - Parameter marks: One to four combining marks that say which part of the picture; anything else makes nil.
    package init?(picturePart marks: [Unicode.Scalar]) {
        guard (1...4).contains(marks.count), marks.allSatisfy({ TextWidth.kind(of: $0) == .mark }) else { return nil }
        var values = SIMD4<UInt32>.zero
        for (index, mark) in marks.enumerated() {
            values[index] = mark.value
        }
        self.init(base: "\u{10EEEE}", marks: values, columns: 1)
    }

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
