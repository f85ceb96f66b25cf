import Testing

@testable import TerminalCore

@Suite struct SafeTextLinesTests {
    @Test(arguments: [
        ("", 5, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 8, ["one two", "three"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("a\nb\r\n\nc", 5, ["a", "b", "", "c"]),
        ("漢字かな", 3, ["漢", "字", "か", "な"]),
        ("漢a", 1, ["…", "a"]),
        ("ab", 0, ["a", "b"]),
        ("tab\there", 4, ["tab", "here"]),
        ("x\u{1B}[31m y", 4, ["x[31", "m y"]),
    ])
    func wrappingBreaksAtLineBreaksThenSpacesThenAnywhere(raw: String, columns: Int, lines: [String]) {
        #expect(SafeText.wrapped(raw, columns: columns).map(\.string) == lines)
    }

    @Test func noWrappedLineIsWiderThanAsked() {
        let text = "The quick 🦊 jumps over 漢字かな交じり文 and a veryveryverylongword e\u{301}e\u{301}e\u{301} end"
        for columns in 1...30 {
            for line in SafeText.wrapped(text, columns: columns) {
                #expect(line.columns <= columns)
            }
        }
    }

    @Test func linesAreCleanedOneByOne() {
        #expect(SafeText.lines(of: "a\u{7}\nb\tc").map(\.string) == ["a", "b c"])
    }
}
