import Testing

@testable import NcursesTerminal

@Suite struct TerminalScreenTests {
    @Test(arguments: [
        ("\u{1B}[m\u{F}$<2>", "\u{1B}[m\u{F}"), ("\u{1B}[H$<50/>x", "\u{1B}[Hx"), ("plain $ <", "plain $ <"),
        ("$<5", "$<5"), ("", ""),
    ])
    func paddingIsLeftOut(capability: String, bytes: String) {
        #expect(TerminalScreen.withoutPadding(capability) == Array(bytes.utf8))
    }

    @Test func theDatabaseIsAskedWithoutAScreen() {
        #expect(TerminalScreen.entry("xterm-256color") == TerminalEntry(colors: 256, hasAlternateScreen: true))
        #expect(TerminalScreen.entry("vt100")?.hasAlternateScreen == false)
        #expect(TerminalScreen.entry("no-such-terminal") == nil)
        #expect(TerminalScreen.entry("") == nil)
        #expect(TerminalScreen.entry("../../etc/passwd") == nil)
    }

    @Test(arguments: ["C", "POSIX", "nowhere.UTF-8", "C.UTF-8", ""])
    func utf8IsUsedWhateverTheLocale(name: String) {
        #expect(TerminalScreen.useUTF8(["LC_ALL": name]))
    }
}
