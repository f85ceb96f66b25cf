import TerminalCore
import Testing

@testable import Dashboard

struct TextEditorTests {
    /// The text with `|` at the cursor.
    static func shown(_ editor: TextEditor) -> String {
        String(editor.text.prefix(editor.cursor)) + "|" + String(editor.text.dropFirst(editor.cursor))
    }

    /// An editor whose cursor is where the text has `|`.
    static func editor(_ text: String) -> TextEditor {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false)
        var editor = TextEditor(text: parts.joined(), limit: 100)
        editor.cursor = parts[0].count
        return editor
    }

    @Test func itStartsAtTheEndOfItsText() {
        #expect(Self.shown(TextEditor(text: "abc", limit: 10)) == "abc|")
        #expect(Self.shown(TextEditor(limit: 10)) == "|")
    }

    @Test(arguments: [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("a\u{85}b\u{2028}c\u{2029}d\u{0B}e", "a\nb\nc\nd\ne"), ("a\tb", "a b"),
        ("\u{1B}[31mred\u{7}", "red"), ("a\u{0}b\u{7F}c\u{84}d", "abcd"), ("safe\u{202E}evil\u{2066}", "safeevil"),
        ("zero\u{200B}width\u{FEFF}", "zerowidth"), ("hid\u{E0041}den", "hidden"), ("👨‍👩‍👧 ❤️ e\u{301}", "👨‍👩‍👧 ❤️ e\u{301}"),
        ("می‌خواهم", "می‌خواهم"), ("\r\n\r\n", "\n\n"),
    ])
    func whatIsInsertedIsCleaned(pasted: String, kept: String) {
        var editor = TextEditor(limit: 100)
        editor.insert(pasted)
        #expect(editor.text.unicodeScalars.elementsEqual(kept.unicodeScalars))
        #expect(TextEditor(text: pasted, limit: 100).text == editor.text)
    }

    @Test func insertingGoesToTheCursor() {
        var editor = Self.editor("ab|cd")
        editor.insert("12\n3")
        #expect(Self.shown(editor) == "ab12\n3|cd")
    }

    @Test func anAccentJoinsTheLetterBeforeIt() {
        var editor = Self.editor("e|x")
        editor.insert("\u{301}")
        #expect(Self.shown(editor) == "e\u{301}|x")
        editor.deleteBackward()
        #expect(Self.shown(editor) == "|x")
    }

    @Test func theCursorGoesBehindWhatDeletingJoins() {
        var editor = Self.editor("🇩|a🇪")
        editor.deleteForward()
        #expect(Self.shown(editor) == "🇩🇪|")
    }

    @Test func lengthCountsUnicodeScalars() {
        #expect(TextEditor(text: "e\u{301}👨‍👩‍👧", limit: 10).length == 7)
    }

    @Test func tooMuchTextIsKeptAndFlagged() {
        var editor = TextEditor(text: "1234", limit: 5)
        #expect(!editor.isOverLimit)
        editor.insert("5")
        #expect(!editor.isOverLimit)
        editor.insert("6789")
        #expect(editor.isOverLimit)
        #expect(editor.text == "123456789")
        #expect(editor.limit == 5)
    }
}
