import TerminalCore
import Testing

@testable import Theming

struct LiveThemeTests {
    static let good = ThemeParsingTests.current
    static let other = good.replacing("001020", with: "101010")
    static let broken = good.replacing("variant: dark", with: "variant: dusk")

    @Test func aSavedFileIsTheNewTheme() throws {
        var live = LiveTheme(.builtIn)
        #expect(live.read(Self.good, fileName: "t.yaml") == .theme)
        #expect(live.read(Self.other, fileName: "t.yaml") == .theme)
        #expect(live.theme == (try ThemeParsingTests.parse(Self.other)))
        #expect(live.read(Self.other, fileName: "t.yaml") == .nothing)
    }

    @Test func aBrokenFileKeepsTheThemeAndSaysWhyInOneLine() {
        var live = LiveTheme(.builtIn)
        _ = live.read(Self.good, fileName: "t.yaml")
        let before = live.theme
        #expect(live.read(Self.broken, fileName: "t.yaml") == .problem)
        #expect(live.theme == before)
        #expect(live.problem?.string == "t.yaml:3: The variant “dusk” is unknown; write dark or light.")
        #expect(live.read(Self.broken, fileName: "t.yaml") == .nothing)
        #expect(live.read(Self.good, fileName: "t.yaml") == .problem)
        #expect(live.problem == nil)
    }

    @Test func aFileThatIsGoneKeepsTheTheme() {
        var live = LiveTheme(.builtIn)
        #expect(live.read(nil, fileName: "a\u{1B}b.yaml") == .problem)
        #expect(live.theme == .builtIn)
        #expect(live.problem?.string == "ab.yaml: The file is gone or cannot be read; its last colors stay.")
    }
}
