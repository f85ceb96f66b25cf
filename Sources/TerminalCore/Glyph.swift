/// The content of a cell: a spacing character and up to four combining marks.
///
/// Never a control character, a joiner, a variation selector or a bidirectional control: `SafeText` removes those.
package struct Glyph: Sendable, Hashable {
    package let base: Unicode.Scalar
    /// The combining marks in order; zero for none.
    package let marks: SIMD4<UInt32>
    /// The width in columns: 1 or 2.
    package let columns: Int

    init(base: Unicode.Scalar, marks: SIMD4<UInt32>, columns: Int) {
        self.base = base
        self.marks = marks
        self.columns = columns
    }

    package static let space = Glyph(base: " ", marks: .zero, columns: 1)

    static let ellipsis = Glyph(base: "…", marks: .zero, columns: 1)

    /// A character drawn for its shape, as in cell pictures; nil for combining marks and everything that `SafeText`
    /// would change.
    package init?(symbol: Unicode.Scalar) {
        let columns: Int
        switch TextWidth.kind(of: symbol) {
        case .single: columns = 1
        case .double: columns = 2
        case .mark, .blank, .dropped, .unknown: return nil
        }
        self.init(base: symbol, marks: .zero, columns: columns)
    }

    /// A cell of a picture drawn by the terminal, with the kitty graphics protocol.
    ///
    /// The private character U+10EEEE, one column wide: `SafeText` removes it, so no text can show a picture.
    /// - Parameter marks: One to four combining marks that select the part of the picture; nil for any other number.
    package init?(picturePart marks: [Unicode.Scalar]) {
        guard (1...4).contains(marks.count), marks.allSatisfy({ TextWidth.kind(of: $0) == .mark }) else { return nil }
        var values = SIMD4<UInt32>.zero
        for (index, mark) in marks.enumerated() {
            values[index] = mark.value
        }
        self.init(base: "\u{10EEEE}", marks: values, columns: 1)
    }

    package var text: String {
        var scalars = String.UnicodeScalarView()
        scalars.append(base)
        for index in 0..<4 {
            if let mark = Unicode.Scalar(marks[index]), mark.value != 0 { scalars.append(mark) }
        }
        return String(scalars)
    }
}

package struct Cell: Sendable, Hashable {
    package var glyph: Glyph
    package var style: Style
    /// Whether this is the right half of the wide glyph to its left; `glyph` is then a space that is not drawn.
    package var isContinuation: Bool

    package init(glyph: Glyph = .space, style: Style = .plain, isContinuation: Bool = false) {
        self.glyph = glyph
        self.style = style
        self.isContinuation = isContinuation
    }
}
