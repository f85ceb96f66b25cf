import HTTPTransport
import Testing

@Suite struct ServerTextTests {
    @Test(
        arguments: [
            ("fine", "fine"), ("  two\n\n lines\t", "two lines"), ("\u{1B}[31mred\u{7}", "[31mred"),
            ("a\u{202E}b", "a b"), ("", nil), (" \u{7}\n", nil), (nil, nil),
            ("key s3cret, s3cret", "key (API key), (API key)"),
        ] as [(String?, String?)])
    func aTextIsOneHarmlessLine(_ text: String?, _ expected: String?) {
        #expect(ServerText.clean(text, hiding: "s3cret") == expected)
    }

    @Test func aLongTextIsCut() {
        let text = ServerText.clean(String(repeating: "x", count: 1000), hiding: nil)
        #expect(text == String(repeating: "x", count: ServerText.limit) + "…")
    }
}
