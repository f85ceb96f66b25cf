import TerminalCore
import Testing

@testable import Dashboard

struct TextEditorLayoutTests {
    private static func layout(_ text: String, columns: Int, rows: Int = 20) -> (lines: [String], cursor: Point) {
        let layout = TextEditorTests.editor(text).layout(columns: columns, rows: rows)
        return (layout.lines.map(\.string), layout.cursor)
    }

    @Test(
        arguments: [
            ("", 10, [""]), ("one two", 10, ["one two"]), ("one two", 7, ["one ", "two"]), ("one two", 8, ["one two"]),
            ("a\n\nb", 5, ["a", "", "b"]), ("a\n", 5, ["a", ""]), ("abcdefgh", 5, ["abcd", "efgh"]),
            ("ab cdefgh", 5, ["ab ", "cdef", "gh"]), ("abcd efgh", 5, ["abcd ", "efgh"]),
            ("abcd  e", 5, ["abcd ", " e"]), ("漢字漢字", 5, ["漢字", "漢字"]), ("a漢字", 5, ["a漢", "字"]),
            (" abc漢", 5, [" ", "abc", "漢"]), ("abc", 1, ["a", "b", "c"]),
            ("e\u{301}e\u{301}e\u{301}", 3, ["e\u{301}e\u{301}", "e\u{301}"]),
        ] as [(String, Int, [String])])
    func linesBreakBehindSpacesAndInsideLongWords(text: String, columns: Int, lines: [String]) {
        #expect(Self.layout(text + "|", columns: columns).lines == lines)
    }

    @Test(arguments: [
        ("|", 10, 0, 0), ("ab|c", 10, 2, 0), ("abc|", 10, 3, 0), ("a\n|", 10, 0, 1), ("a|\nb", 10, 1, 0),
        ("one |two", 7, 0, 1), ("one| two", 7, 3, 0), ("one two|", 7, 3, 1), ("漢|字", 10, 2, 0), ("漢字|", 5, 4, 0),
        ("abcd|", 5, 4, 0), ("abcd |", 5, 4, 0), ("abcd |e", 5, 0, 1), ("e\u{301}|", 5, 1, 0),
    ])
    func theCursorIsWhereTypingGoes(text: String, columns: Int, column: Int, row: Int) {
        #expect(Self.layout(text, columns: columns).cursor == Point(column: column, row: row))
    }

    @Test func aLongTextShowsTheLinesAroundTheCursor() {
        let text = (0..<10).map { $0 == 5 ? "5|" : "\($0)" }.joined(separator: "\n")
        let layout = Self.layout(text, columns: 10, rows: 4)
        #expect(layout.lines == ["3", "4", "5", "6"])
        #expect(layout.cursor == Point(column: 1, row: 2))
    }

    @Test func theEndsOfALongTextFillTheField() {
        let lines = (0..<10).map(String.init).joined(separator: "\n")
        #expect(Self.layout(lines + "|", columns: 10, rows: 3).lines == ["7", "8", "9"])
        #expect(Self.layout("|" + lines, columns: 10, rows: 3).lines == ["0", "1", "2"])
    }

    @Test func aFieldWithoutRoomStillShowsSomething() {
        let layout = Self.layout("ab\ncd|", columns: 0, rows: -1)
        #expect(layout.lines == ["d"])
        #expect(layout.cursor == Point(column: 0, row: 0))
    }

    @Test func upAndDownReturnToTheirColumn() {
        var editor = TextEditorTests.editor("long line\nab\nanother l|ine")
        editor.moveVertically(by: -1, columns: 40)
        #expect(TextEditorTests.shown(editor) == "long line\nab|\nanother line")
        editor.moveVertically(by: -1, columns: 40)
        #expect(TextEditorTests.shown(editor) == "long line|\nab\nanother line")
        editor.moveVertically(by: 2, columns: 40)
        #expect(TextEditorTests.shown(editor) == "long line\nab\nanother l|ine")
    }

    @Test func anyOtherMoveForgetsTheColumn() {
        var editor = TextEditorTests.editor("ab\nabcdef|")
        editor.moveVertically(by: -1, columns: 40)
        editor.move(by: -1)
        editor.moveVertically(by: 1, columns: 40)
        #expect(TextEditorTests.shown(editor) == "ab\na|bcdef")
    }

    @Test func upAndDownGoByTheLinesThatAreDrawn() {
        var editor = TextEditorTests.editor("one two three|")
        editor.moveVertically(by: -1, columns: 7)
        #expect(TextEditorTests.shown(editor) == "one two| three")
        editor.moveVertically(by: -1, columns: 7)
        #expect(TextEditorTests.shown(editor) == "one| two three")
    }

    @Test func withoutAWidthUpAndDownGoByLineBreaks() {
        var editor = TextEditorTests.editor("one two three\nx|")
        editor.moveVertically(by: -1, columns: nil)
        #expect(TextEditorTests.shown(editor) == "o|ne two three\nx")
    }

    @Test func wideCharactersKeepTheColumnOnTheScreen() {
        var editor = TextEditorTests.editor("abcd\n漢字|")
        editor.moveVertically(by: -1, columns: 20)
        #expect(TextEditorTests.shown(editor) == "abcd|\n漢字")
        editor = TextEditorTests.editor("漢字\nabc|")
        editor.moveVertically(by: -1, columns: 20)
        #expect(TextEditorTests.shown(editor) == "漢|字\nabc")
    }

    @Test func beyondTheFirstAndLastLineAreTheEndsOfTheText() {
        var editor = TextEditorTests.editor("ab|c")
        editor.moveVertically(by: -1, columns: 20)
        #expect(TextEditorTests.shown(editor) == "|abc")
        editor.moveVertically(by: 1, columns: 20)
        #expect(TextEditorTests.shown(editor) == "abc|")
    }
}
