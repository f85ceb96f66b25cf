import TerminalCore
import Testing

@testable import Theming

struct ThemeErrorTests {
    static let current = ThemeParsingTests.current

    static func error(_ yaml: String, fileName: String = "t.yaml") -> ThemeError? {
        #expect(throws: ThemeError.self) { try Theme(parsing: yaml, fileName: fileName) }
    }

    @Test(arguments: [
        ("", "t.yaml: The file is empty; a theme needs a palette."),
        ("- a\n- b", "t.yaml:1: A theme file has to be a map of keys and values."),
        ("name: x\nsystem: tinted9\n", "t.yaml:2: The system “tinted9” is unknown; write base16, base24 or terminal."),
        (
            "scheme:\n  system: tinted8\n",
            "t.yaml:2: The scheme is a tinted8 one; write base16, base24 or terminal."
        ),
        ("name: x\nbase00: '000000'", "t.yaml: base01, base02, base03… are missing; give base00 to base0F."),
        (
            current.replacing("  base0C: ", with: "  other: "),
            "t.yaml:5: base0C is missing; give base00 to base0F."
        ),
        (
            current.replacing("\"001020\"", with: "#001020"),
            "t.yaml:5: base00 is empty; put a color that begins with # in quotes."
        ),
        (
            current.replacing("011121", with: "01112"),
            "t.yaml:6: base01 is “01112”; write six hexadecimal digits."
        ),
        (
            current.replacing("variant: dark", with: "variant: dusk"),
            "t.yaml:3: The variant “dusk” is unknown; write dark or light."
        ),
        ("system: base16\npalette: 3", "t.yaml:2: The palette has to be a map of keys and values."),
        (
            "system: terminal\nroles:\n  texd: red",
            "t.yaml:3: There is no role “texd”; see the list of roles in mint-dark.yaml."
        ),
        (
            "system: terminal\nroles:\n  text:\n    color: red",
            "t.yaml:4: A role has no “color”; write foreground, background or attributes."
        ),
        (
            "system: terminal\nroles:\n  text: { attributes: [blink] }",
            "t.yaml:3: The attribute “blink” is unknown; write bold, dim, italic, underline or reverse."
        ),
        (
            "system: terminal\nroles:\n  text: base0D",
            "t.yaml:3: text is “base0D”, but a terminal theme has no palette; name a color."
        ),
        (
            "system: terminal\nbackground: reddish",
            "t.yaml:2: background is “reddish”, which is no color; write six hexadecimal digits, base00 to base17, "
                + "default or a name such as bright-blue."
        ),
        ("name: x\nname: y", "t.yaml:1: The name “name” is there twice in one map."),
        ("name: [1, 2]\nsystem: terminal", "t.yaml:1: name has to be a single value."),
    ])
    func eachFaultIsOneSentenceWithItsLine(yaml: String, description: String) {
        #expect(Self.error(yaml)?.description == description)
    }

    @Test(arguments: [
        ("a: [1, 2\nb: 3", 2), ("name: \"x\nsystem", 2), ("a:\n\t- b", 2), ("ok: 1\nb: *nobody", 2),
        ("ok: 1\nx: \u{1}", 2),
    ])
    func brokenYAMLNamesALine(yaml: String, line: Int) {
        let error = Self.error(yaml)
        #expect(error?.line == line)
        #expect(error?.reason.hasPrefix("The YAML is broken: ") == true)
    }

    @Test func nothingATerminalObeysGetsIntoAnError() {
        let error = Self.error("system: \"\\e]0;x\\a\"", fileName: "a\u{1B}[2Jb")
        #expect(error?.description == "a[2Jb:1: The system “]0;x” is unknown; write base16, base24 or terminal.")
    }

    @Test func longTextOfTheFileIsCut() throws {
        let error = try #require(Self.error("system: " + String(repeating: "x", count: 9000)))
        #expect(error.reason.count < 120)
    }

    @Test func aHugeFileIsRefused() {
        #expect(Self.error(String(repeating: "#", count: 70_000))?.reason.contains("64 KiB") == true)
    }

    @Test func aliasesOfAliasesAreRefusedBeforeTheyTakeTime() {
        let levels = (0..<40).map { "a\($0): &a\($0) [*a\(max(0, $0 - 1)), *a\(max(0, $0 - 1))]" }
        #expect(Self.error(levels.joined(separator: "\n"))?.reason.contains("aliases") == true)
    }

    @Test(arguments: ["[", "{a: ", "- ", "? "])
    func deepNestingIsAnError(opening: String) {
        #expect(Self.error(String(repeating: opening, count: 3000)) != nil)
    }
}
