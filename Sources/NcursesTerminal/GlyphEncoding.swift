import TerminalCore

struct GlyphEncoding: Hashable {
    /// Whether the C library writes UTF-8; otherwise all text becomes ASCII.
    let isUnicode: Bool

    /// The characters for a cell of ncurses, which takes exactly `columns`.
    struct Drawable: Hashable {
        var base: UInt32
        var marks: SIMD4<UInt32>
        /// Whether a blank must follow because the character is narrower than the glyph's cells.
        var needsBlank: Bool
    }

    func drawable(_ glyph: Glyph) -> Drawable {
        let base = glyph.base.value
        if (0x20..<0x7F).contains(base), glyph.marks == .zero {
            return Drawable(base: base, marks: .zero, needsBlank: false)
        }
        guard isUnicode else {
            return Drawable(base: Self.ascii(base), marks: .zero, needsBlank: glyph.columns == 2)
        }
        return Drawable(base: base, marks: glyph.marks, needsBlank: false)
    }

    private static func ascii(_ base: UInt32) -> UInt32 {
        let letter: Unicode.Scalar =
            switch base {
            case 0x20..<0x7F: Unicode.Scalar(base) ?? "?"
            case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2550, 0x2010...0x2015: "-"
            case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2551: "|"
            case 0x250C...0x254B, 0x2552...0x257F: "+"
            case 0x2580...0x259F: "#"
            case 0x2026: "."
            case 0x2018, 0x2019: "'"
            case 0x201C, 0x201D: "\""
            case 0x2022, 0x25A0...0x25FF: "*"
            case 0x2248: "~"
            case 0x2713, 0x2714: "v"
            case 0x2715...0x2718: "x"
            case 0x2190: "<"
            case 0x2192: ">"
            default: "?"
            }
        return letter.value
    }
}
