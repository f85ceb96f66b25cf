import TestTerminal
import Testing

@Suite struct ScreenEmulatorTests {
    private func screen(_ output: String, columns: Int = 10, rows: Int = 3) -> ScreenEmulator {
        let screen = ScreenEmulator(columns: columns, rows: rows)
        screen.feed(Array(output.utf8))
        return screen
    }

    @Test(arguments: [
        ("abc\r\ndef", "abc\ndef"), ("0123456789x", "0123456789\nx"), ("0123456789\rab", "ab23456789"),
        ("a\u{1B}[2;3Hb\u{1B}[Ac", "a  c\n  b"), ("abc\u{1B}[2D\u{1B}[Kx", "ax"), ("abcdef\u{1B}[3G\u{1B}[2P", "abef"),
        ("abc\u{1B}[2G\u{1B}[2@x", "ax bc"), ("abc\u{1B}[1G\u{1B}[2X", "  c"), ("a\u{1B}[4b", "aaaaa"),
        ("a\tb", "a       b"),
        ("1\r\n2\r\n3\r\n4", "2\n3\n4"), ("1\r\n2\r\n3\u{1B}[H\u{1B}M", "\n1\n2"),
        ("1\r\n2\r\n3\u{1B}[2;1H\u{1B}[L", "1\n\n2"), ("1\r\n2\r\n3\u{1B}[1;1H\u{1B}[M", "2\n3"),
        ("1\r\n2\r\n3\u{1B}[1;2r\u{1B}[2;1H\nx", "2\nx\n3"), ("abc\u{1B}[2J", ""), ("漢字\u{1B}[3Gx", "漢x"),
        ("12345678漢", "12345678漢"), ("123456789漢", "123456789\n漢"), ("e\u{301}x", "e\u{301}x"),
        ("a\u{1B}(B\u{1B}[4hb\u{1B}[1Gc\u{1B}[4l", "cab"), ("x\u{1B}]2;t\u{7}y", "xy"),
        ("a\u{1B}[5Cb\u{1B}[Zc", "c     b"),
    ])
    func outputGivesTheText(output: String, text: String) {
        #expect(screen(output).text == text)
    }

    @Test func theAlternateScreenHidesTheNormalOne() {
        let screen = screen("normal\u{1B}[?1049h\u{1B}[Hother")
        #expect(screen.isAlternate)
        #expect(screen.text == "other")
        screen.feed(Array("\u{1B}[?1049l".utf8))
        #expect(screen.text == "normal")
        #expect(screen.cursor == (6, 0))
    }

    @Test(arguments: [
        ("\u{1B}[31mx", ScreenLook(foreground: 1)),
        ("\u{1B}[1;7;95;44mx", ScreenLook(foreground: 13, background: 4, attributes: [1, 7])),
        ("\u{1B}[38;5;208mx", ScreenLook(foreground: 208)), ("\u{1B}[48;2;1;2;3mx", ScreenLook(background: 0x1010203)),
        ("\u{1B}[38:2::1:2:3mx", ScreenLook(foreground: 0x1010203)), ("\u{1B}[31;1m\u{1B}[39;22mx", ScreenLook()),
        ("\u{1B}[31m\u{1B}[mx", ScreenLook()),
    ])
    func colorsAreKept(output: String, look: ScreenLook) {
        #expect(screen(output).cells[0][0].look == look)
    }
}
