import Pictures
import TerminalCore
import Testing

@Suite struct ImageMethodTests {
    private static let kitty = ["TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"]
    private static let plain = ["TERM": "xterm-256color"]

    @Test(
        arguments: [
            (ImagesRequest.auto, kitty, .kitty(.direct), "kitty pictures: TERM=xterm-kitty"),
            (.auto, ["TERM": "xterm-ghostty"], .kitty(.direct), "kitty pictures: TERM=xterm-ghostty"),
            (
                .auto, ["TERM": "xterm-256color", "TERM_PROGRAM": "ghostty"], .kitty(.direct),
                "kitty pictures: TERM_PROGRAM=ghostty"
            ),
            (
                .auto, ["TERM": "xterm-256color", "KITTY_WINDOW_ID": "3"], .kitty(.direct),
                "kitty pictures: KITTY_WINDOW_ID is set"
            ),
            (.auto, plain, .cells, "characters: TERM=xterm-256color is not known to show kitty pictures"),
            (.auto, [:], .cells, "characters: TERM is not set"),
            (
                .auto, ["TERM": "xterm-256color", "KITTY_WINDOW_ID": "3", "TERM_PROGRAM": "WezTerm"], .cells,
                "characters: TERM=xterm-256color is not known to show kitty pictures"
            ),
            (
                .auto, ["TERM": "xterm-256color", "KITTY_WINDOW_ID": "3", "KONSOLE_VERSION": "230800"], .cells,
                "characters: TERM=xterm-256color is not known to show kitty pictures"
            ),
            (
                .auto, ["TERM": "tmux-256color", "TMUX": "/tmp/x", "KITTY_WINDOW_ID": "3"], .cells,
                "characters: inside tmux; where it and its terminal can, ask for --images=kitty"
            ),
            (.auto, ["TERM": "screen", "STY": "1.x"], .cells, "characters: inside GNU screen"),
            (.cells, kitty, .cells, "characters: asked for"),
            (.none, kitty, .none, "no pictures: asked for"),
            (.kitty, plain, .kitty(.direct), "kitty pictures: asked for"),
            (
                .kitty, ["TERM": "tmux-256color", "TMUX": "/tmp/x"], .kitty(.tmux),
                "kitty pictures: asked for; tmux needs `set -g allow-passthrough on`"
            ),
        ] as [(ImagesRequest, [String: String], ImageMethod.Way, String)])
    func theWayAndItsReason(
        request: ImagesRequest, environment: [String: String], way: ImageMethod.Way, reason: String
    ) {
        let method = ImageMethod(request: request, environment: environment, depth: .direct, isUnicode: true)
        #expect(method.way == way && method.reason == reason)
    }

    @Test(arguments: [(ColorDepth.ansi16, true), (.monochrome, true), (.direct, false)])
    func pixelsNeedColorsAndUnicode(depth: ColorDepth, isUnicode: Bool) {
        for request in [ImagesRequest.auto, .kitty] {
            let method = ImageMethod(request: request, environment: Self.kitty, depth: depth, isUnicode: isUnicode)
            #expect(method.way == .cells)
            #expect(method.reason.hasSuffix(isUnicode ? "need 256 colors" : "need a UTF-8 locale"))
        }
    }
}
