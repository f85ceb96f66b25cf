import Testing

@testable import TerminalCore

struct TerminalBackgroundTests {
    @Test(arguments: [
        ("rgb:0000/0000/0000", true), ("rgb:ffff/ffff/ffff", false), ("rgb:ff/ff/ff", false), ("rgb:f/f/f", false),
        ("rgb:002b/0036/003b", true), ("rgb:0000/2b2b/3636", true), ("rgb:fdfd/f6f6/e3e3", false),
        ("rgba:1111/1111/1111/ffff", true), ("#ffffff", false), ("#000", true), ("#282828", true),
        ("#fff0f0f0f", false),
        ("rgb:7070/7070/7070", true), ("rgb:7c7c/7c7c/7c7c", false), ("rgb:0/f/0", false), ("rgb:0/0/f", true),
        ("rgb:FFFF/FfFf/EEEE", false),
    ])
    func luminanceDecidesBetweenDarkAndLight(answer: String, isDark: Bool) throws {
        #expect(try #require(TerminalBackground(answer: answer)).isDark == isDark)
    }

    @Test(arguments: [
        "", "?", "rgb:", "rgb:1/2", "rgb:1/2/3/4", "rgba:1/2/3", "rgb:12345/1/1", "rgb:g/0/0", "rgb:-1/0/0",
        "rgb:+1/0/0",
        "rgb://0/0", "#", "#12", "#12345", "#ggg", "black", "rgb:é/0/0", "#éa", "RGB:0/0/0",
    ])
    func anythingElseIsNoColor(answer: String) {
        #expect(TerminalBackground(answer: answer) == nil)
    }

    @Test(
        arguments: [
            ("15;0", true), ("0;15", false), ("0;default;15", false), ("7;8", true), ("0;7", false), ("", nil),
            ("15", nil),
            ("15;default", nil), ("15;16", nil), ("15;-1", nil), ("15;", nil),
        ] as [(String, Bool?)])
    func theVariableOfSomeTerminalsIsRead(value: String, isDark: Bool?) {
        #expect(TerminalBackground.isDark(colorFGBG: value) == isDark)
    }

    @Test func digitsAreAShareOfTheirLargestValue() throws {
        let answer = try #require(TerminalBackground(answer: "rgb:8/80/8000"))
        #expect(answer.red == 8.0 / 15 && answer.green == 128.0 / 255 && answer.blue == 32768.0 / 65535)
    }
}
