import TerminalCore
import Testing

@testable import Dashboard

struct TextEditorKeysTests {
    @Test(
        arguments: [
            (.character("x"), "one tx|wo\nthree"), (.character("é"), "one té|wo\nthree"),
            (Key(.enter), "one t\n|wo\nthree"),
            (Key(.enter, .alt), "one t\n|wo\nthree"), (Key(.backspace), "one |wo\nthree"),
            (.control("h"), "one |wo\nthree"),
            (Key(.delete), "one t|o\nthree"), (Key(.left), "one |two\nthree"), (.control("b"), "one |two\nthree"),
            (Key(.right), "one tw|o\nthree"), (.control("f"), "one tw|o\nthree"), (Key(.home), "|one two\nthree"),
            (.control("a"), "|one two\nthree"), (Key(.end), "one two|\nthree"), (.control("e"), "one two|\nthree"),
            (Key(.home, .control), "|one two\nthree"), (Key(.end, .control), "one two\nthree|"),
            (Key(.left, .control), "one |two\nthree"), (Key(.character("b"), .alt), "one |two\nthree"),
            (Key(.right, .control), "one two|\nthree"), (Key(.character("f"), .alt), "one two|\nthree"),
            (.control("w"), "one |wo\nthree"), (Key(.backspace, .alt), "one |wo\nthree"),
            (.control("k"), "one t|\nthree"),
            (.control("u"), "|wo\nthree"), (Key(.down), "one two\nthree|"), (.control("n"), "one two\nthree|"),
            (Key(.up), "|one two\nthree"), (.control("p"), "|one two\nthree"),
        ] as [(Key, String)])
    func eachKeyDoesItsEdit(key: Key, result: String) {
        var editor = TextEditorTests.editor("one t|wo\nthree")
        let isHandled = editor.handle(key, columns: 40)
        #expect(isHandled)
        #expect(TextEditorTests.shown(editor) == result)
    }

    @Test(arguments: [
        Key(.tab), Key(.backTab), Key(.escape), Key(.pageUp), Key(.pageDown), Key(.function(1)), Key(.insert),
        .control("d"), .control("c"), .control("s"), Key(.character("x"), .alt), Key(.up, .control),
    ])
    func everyOtherKeyIsLeftToOthers(key: Key) {
        var editor = TextEditorTests.editor("a|b")
        let before = editor
        let isHandled = editor.handle(key)
        #expect(!isHandled)
        #expect(editor == before)
    }

    @Test func aKeyThatChangesNothingIsStillItsKey() {
        var editor = TextEditor(limit: 10)
        for key in [Key(.backspace), Key(.up), Key(.right), .control("k")] {
            let isHandled = editor.handle(key)
            #expect(isHandled)
        }
        #expect(editor.text.isEmpty)
    }
}
