import Testing
import TerminalCore

@testable import NcursesTerminal

@Suite struct GlyphEncodingTests {
    private func drawn(_ text: SafeText, isUnicode: Bool) -> String {
        var result = String.UnicodeScalarView()
        for glyph in text.glyphs {
            let drawable = GlyphEncoding(isUnicode: isUnicode).drawable(glyph)
            for value in [drawable.base, drawable.marks[0], drawable.marks[1]] where value != 0 {
                if let scalar = Unicode.Scalar(value) { result.append(scalar) }
            }
            if drawable.needsBlank { result.append(" ") }
        }
        return String(result)
    }

    @Test func unicodeIsDrawnAsItIs() {
        #expect(drawn("a漢e\u{301}─🚀", isUnicode: true) == "a漢e\u{301}─🚀")
    }

    @Test func withoutUnicodeTheNearestASCIIKeepsTheColumns() {
        #expect(drawn("╭─╮│…“x”→漢e\u{301}█◆", isUnicode: false) == "+-+|.\"x\">? e#*")
    }

    @Test func partsOfAPictureKeepTheirMarks() throws {
        let glyph = try #require(Glyph(picturePart: ["\u{305}", "\u{30D}"]))
        let drawable = GlyphEncoding(isUnicode: true).drawable(glyph)
        #expect(drawable == .init(base: 0x10EEEE, marks: [0x305, 0x30D, 0, 0], needsBlank: false))
        #expect(GlyphEncoding(isUnicode: false).drawable(glyph).base == 0x3F)
    }
}
