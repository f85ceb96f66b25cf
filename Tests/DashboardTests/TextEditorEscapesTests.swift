import Dashboard
import Testing

struct TextEditorEscapesTests {
    @Test(arguments: [
        ("\u{1B}[31mred\u{1B}[0m", "red"), ("\u{1B}]0;title\u{7}text", "text"),
        ("\u{1B}]8;;http://x\u{1B}\\link", "link"),
        ("\u{9B}1;31mred", "red"), ("\u{90}payload\u{9C}after", "after"), ("a\u{1B}(Bb", "ab"), ("tail\u{1B}", "tail"),
        ("\u{1B}]never ended\nnext line", "\nnext line"), ("\u{1B}[", ""), ("no escapes", "no escapes"),
    ])
    func aSequenceGoesWhole(_ pasted: String, _ kept: String) {
        #expect(TextEditor(text: pasted, limit: 100).text == kept)
    }
}
