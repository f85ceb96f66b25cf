import TerminalCore
import Testing

@Suite struct GlyphTests {
    @Test(arguments: ["a", "█", "▀", "─", "◆", "漢"] as [Unicode.Scalar])
    func aSymbolIsWhatItsTextWouldBe(symbol: Unicode.Scalar) throws {
        let glyph = try #require(Glyph(symbol: symbol))
        #expect([glyph] == SafeText(String(symbol)).glyphs)
    }

    @Test(arguments: ["\u{1B}", "\n", "\u{301}", "\u{200D}", "\u{202E}", "\u{10EEEE}", "\u{E000}"] as [Unicode.Scalar])
    func whatTextMayNotHoldIsNoSymbol(symbol: Unicode.Scalar) {
        #expect(Glyph(symbol: symbol) == nil)
    }

    @Test func aPartOfAPictureHasOneToFourMarks() throws {
        let mark: Unicode.Scalar = "\u{305}"
        let glyph = try #require(Glyph(picturePart: [mark, "\u{30D}"]))
        #expect(glyph.text == "\u{10EEEE}\u{305}\u{30D}" && glyph.columns == 1)
        #expect(Glyph(picturePart: []) == nil)
        #expect(Glyph(picturePart: [mark, mark, mark, mark, mark]) == nil)
        #expect(Glyph(picturePart: [mark, "a"]) == nil)
    }

    @Test func noTextBecomesAPartOfAPicture() {
        #expect(SafeText("\u{10EEEE}\u{305}\u{30D}").glyphs.allSatisfy { $0.base != "\u{10EEEE}" })
    }
}
