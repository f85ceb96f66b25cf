/// Text without anything a terminal obeys: safe to draw, copy, print or put into an escape sequence.
///
/// `init(_:)` accepts any text. It drops control characters (C0, C1, DEL), bidirectional controls, zero-width
/// characters, joiners and variation selectors, and turns line breaks and tabs into single spaces. It keeps at most
/// four combining marks on a character, and only the first picture of a joined cluster, because terminals disagree
/// about the width of the rest: a family emoji becomes its first member without a skin tone, a flag its two letters.
/// Characters of unknown width become U+FFFD. Cleaning twice changes nothing. Interpolated values are cleaned too, so
/// `"\(name) is gone"` is safe for any `name`.
package struct SafeText: Sendable, Hashable {
    /// The cleaned text; one line.
    package let string: String

    package init(_ text: some StringProtocol) {
        string = Self.clean(text)
    }

    init(alreadyClean string: String) {
        self.string = string
    }

    package static let empty = SafeText(alreadyClean: "")

    package var isEmpty: Bool { string.isEmpty }

    /// The width in terminal columns.
    package var columns: Int {
        let bytes = string.utf8
        if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.count }
        return string.unicodeScalars.reduce(0) { $0 + TextWidth.columns(of: $1) }
    }

    package static func + (left: SafeText, right: SafeText) -> SafeText {
        SafeText(alreadyClean: left.string + right.string)
    }

    package var glyphs: [Glyph] {
        var result: [Glyph] = []
        result.reserveCapacity(string.utf8.count)
        forEachGlyph { result.append($0) }
        return result
    }

    package func forEachGlyph(_ body: (Glyph) -> Void) {
        var base: Unicode.Scalar?
        var marks = SIMD4<UInt32>.zero
        var markCount = 0
        func flush() {
            guard let base else { return }
            body(Glyph(base: base, marks: marks, columns: TextWidth.columns(of: base)))
        }
        for scalar in string.unicodeScalars {
            if TextWidth.columns(of: scalar) == 0 {
                guard markCount < 4 else { continue }
                marks[markCount] = scalar.value
                markCount += 1
            } else {
                flush()
                base = scalar
                marks = .zero
                markCount = 0
            }
        }
        flush()
    }

    /// The longest prefix of at most that many columns; a cut text ends in `…`.
    package func clipped(to limit: Int) -> SafeText {
        guard limit > 0 else { return .empty }
        // A column takes at least one byte, so a short text needs no counting.
        if string.utf8.count <= limit { return self }
        let scalars = string.unicodeScalars
        var used = 0
        // The position to cut before the ellipsis; marks belong to the character before them.
        var cut = scalars.startIndex
        for index in scalars.indices {
            let columns = TextWidth.columns(of: scalars[index])
            if columns > 0, used <= limit - 1 { cut = index }
            used += columns
            if used > limit { return SafeText(alreadyClean: String(scalars[..<cut]) + "…") }
        }
        return self
    }

    package func repeated(_ count: Int) -> SafeText {
        SafeText(alreadyClean: String(repeating: string, count: max(0, count)))
    }
}

extension SafeText: ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) {
        self.init(value)
    }

    package init(stringInterpolation: DefaultStringInterpolation) {
        self.init(String(stringInterpolation: stringInterpolation))
    }
}

extension SafeText: CustomStringConvertible {
    package var description: String { string }
}
