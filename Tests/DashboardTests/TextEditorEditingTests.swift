import TerminalCore
import Testing

@testable import Dashboard

struct TextEditorEditingTests {
    private static func result(_ text: String, _ edit: (inout TextEditor) -> Void) -> String {
        var editor = TextEditorTests.editor(text)
        edit(&editor)
        return TextEditorTests.shown(editor)
    }

    @Test(arguments: [
        ("ab|c", "a|c"), ("|abc", "|abc"), ("a\n|b", "a|b"), ("👨‍👩‍👧|x", "|x"), ("e\u{301}|", "|"), ("🇩🇪🇫🇷|", "🇩🇪|"),
    ])
    func backspaceTakesAWholeCharacter(before: String, after: String) {
        #expect(Self.result(before) { $0.deleteBackward() } == after)
    }

    @Test(arguments: [("ab|c", "ab|"), ("abc|", "abc|"), ("a|\nb", "a|b"), ("|👨‍👩‍👧x", "|x")])
    func deleteTakesTheNextCharacter(before: String, after: String) {
        #expect(Self.result(before) { $0.deleteForward() } == after)
    }

    @Test(arguments: [
        ("one two|", "one |"), ("one two  |x", "one |x"), ("one|", "|"), ("|one", "|one"), ("a\nb|", "a\n|"),
        ("a\n|b", "|b"), ("don't-stop|", "|"),
    ])
    func deletingAWordGoesToTheWhiteSpaceBeforeIt(before: String, after: String) {
        #expect(Self.result(before) { $0.deleteWordBackward() } == after)
    }

    @Test(arguments: [("a|bc\nd", "a|\nd"), ("abc|\nd", "abc|d"), ("abc|", "abc|"), ("|", "|"), ("\n|ab", "\n|")])
    func killingToTheEndTakesTheLineBreakWhenThereIsNothingElse(before: String, after: String) {
        #expect(Self.result(before) { $0.deleteToLineEnd() } == after)
    }

    @Test(arguments: [("x\nab|c", "x\n|c"), ("x\n|abc", "x|abc"), ("|abc", "|abc"), ("abc|", "|")])
    func killingToTheStartTakesTheLineBreakWhenThereIsNothingElse(before: String, after: String) {
        #expect(Self.result(before) { $0.deleteToLineStart() } == after)
    }

    @Test(arguments: [
        ("one two|", "one |two"), ("one |two", "|one two"), ("one, |two", "|one, two"), ("|one", "|one"),
        ("snake_case|", "|snake_case"), ("a\n b|", "a\n |b"), ("größe|", "|größe"),
    ])
    func aWordToTheLeft(before: String, after: String) {
        #expect(Self.result(before) { $0.moveWordLeft() } == after)
    }

    @Test(arguments: [
        ("|one two", "one| two"), ("one| two", "one two|"), ("one|, two", "one, two|"), ("one|", "one|"),
        ("a|\n b", "a\n b|"),
    ])
    func aWordToTheRight(before: String, after: String) {
        #expect(Self.result(before) { $0.moveWordRight() } == after)
    }

    @Test(arguments: [
        ("ab\ncd|\ne", "ab\n|cd\ne", "ab\ncd|\ne"), ("a|b", "|ab", "ab|"), ("|", "|", "|"), ("a\n|", "a\n|", "a\n|"),
    ])
    func homeAndEndStayInTheLine(before: String, home: String, end: String) {
        #expect(Self.result(before) { $0.moveToLineStart() } == home)
        #expect(Self.result(before) { $0.moveToLineEnd() } == end)
    }

    @Test func movingEndsAtTheEnds() {
        #expect(Self.result("a|b") { $0.move(by: -5) } == "|ab")
        #expect(Self.result("a|b") { $0.move(by: 5) } == "ab|")
        #expect(Self.result("a\n|b") { $0.moveToStart() } == "|a\nb")
        #expect(Self.result("|a\nb") { $0.moveToEnd() } == "a\nb|")
    }
}
