import TerminalCore
import Testing

@testable import Theming

struct ThemeParsingTests {
    static let entries = (0..<16).map { slot in
        let digit = String(slot, radix: 16, uppercase: true)
        // Two dark backgrounds, a lighter one for the selection, and text that is readable on all of them.
        let (red, green, blue) = slot < 2 ? ("0", "1", "2") : slot == 2 ? ("2", "3", "4") : ("C", "D", "E")
        return "base0\(digit): \"\(slot < 8 ? "" : "#")\(red)\(digit)\(green)\(digit)\(blue)\(digit)\""
    }
    static let indented = entries.map { "  " + $0 }.joined(separator: "\n")
    static let current = "system: base16\nname: Test\nvariant: dark\npalette:\n\(indented)\n"
    static let legacy = "scheme: \"Old One\"\nauthor: somebody\n" + entries.joined(separator: "\n")

    static func parse(_ yaml: String) throws -> Theme { try Theme(parsing: yaml, fileName: "test.yaml") }

    static func entry(_ slot: UInt8) -> Color {
        let first: UInt8 = slot < 2 ? 0 : slot == 2 ? 0x20 : 0xC0
        return .rgb(first + slot, first + 0x10 + slot, first + 0x20 + slot)
    }

    @Test(arguments: [(current, "Test"), (legacy, "Old One")])
    func bothFormsOfBase16AreRead(yaml: String, name: String) throws {
        let theme = try Self.parse(yaml)
        #expect(theme.name == name)
        #expect(theme.background == Style(foreground: Self.entry(5), background: Self.entry(0)))
        #expect(theme[.statusFailed] == Style(foreground: Self.entry(8), background: Self.entry(0), attributes: .bold))
        #expect(theme[.selectedRow] == Style(foreground: Self.entry(5), background: Self.entry(2), attributes: .bold))
        #expect(theme[.searchHit] == Style(foreground: Self.entry(0), background: Self.entry(10)))
    }

    @Test func lowerCaseKeysAndUnquotedDigitsAreRead() throws {
        let yaml = (0..<16).map { "base0\(String($0, radix: 16)): 001122" }.joined(separator: "\n")
        #expect(try Self.parse(yaml).background.background == .rgb(0, 0x11, 0x22))
    }

    @Test func theLastEightOfBase24AreTakenFromTheOthersWhereTheyAreMissing() throws {
        let entries = (0..<16).map { ($0, RGB(red: UInt8($0), green: 0, blue: 0)) }
        let palette = try #require(BasePalette(Dictionary(uniqueKeysWithValues: entries)))
        let own: [Color] = (0x10...0x17).map { palette[$0] }
        #expect(own == [0, 0, 8, 0xA, 0xB, 0xC, 0xD, 0xE].map { .rgb($0, 0, 0) })
    }

    @Test func base24EntriesAreRead() throws {
        let yaml = Self.current.replacing("base16", with: "base24") + "  base15: 'abcdef'\nroles: { link: base15 }"
        #expect(try Self.parse(yaml)[.link].foreground == .rgb(0xAB, 0xCD, 0xEF))
    }

    @Test func unknownKeysAreIgnored() throws {
        let yaml = "slug: x\nfuture: { a: [1, 2] }\nbase1F: nonsense\n" + Self.current + "  base99: 12\n  other: no\n"
        #expect(try Self.parse(yaml) == Self.parse(Self.current))
    }

    @Test func backgroundNoneIsTheTerminalsOwn() throws {
        let theme = try Self.parse(Self.current + "background: none")
        #expect(theme.background == Style(foreground: Self.entry(5)))
        #expect(theme[.text].background == .terminalDefault)
        #expect(theme[.searchHit].background == Self.entry(10))
    }

    @Test func theVariantComesFromTheColorsWhereTheFileDoesNotSayIt() throws {
        #expect(try Self.parse(Self.legacy).variant == .dark)
        #expect(try Self.parse(Self.legacy.replacing("001020", with: "FFFFFF")).variant == .light)
        #expect(try Self.parse(Self.legacy + "\nvariant: Light").variant == .light)
    }

    @Test func aThemeWithoutANameIsCalledAfterItsFile() throws {
        let yaml = Self.entries.joined(separator: "\n")
        #expect(try Theme(parsing: yaml, fileName: "/home/a/Themes/my-own.yaml").name == "my-own")
    }

    @Test(arguments: [
        ("'#010203'", Color.rgb(1, 2, 3)), ("010203", .rgb(1, 2, 3)), ("base0d", entry(13)),
        ("default", .terminalDefault),
        ("none", .terminalDefault), ("bright-blue", .palette(12)), ("brightBlue", .palette(12)), ("red", .palette(1)),
        ("grey", .palette(8)), ("0", .palette(0)), ("208", .palette(208)),
    ])
    func everyWayToNameAColorWorks(text: String, color: Color) throws {
        #expect(try Self.parse(Self.current + "roles: { link: \(text) }")[.link].foreground == color)
    }

    @Test func aRoleKeepsWhatTheFileDoesNotSay() throws {
        let yaml = Self.current + "roles:\n  link: { background: base01 }\n  heading: { attributes: [italic, dim] }\n"
        let theme = try Self.parse(yaml)
        #expect(theme[.link] == Style(foreground: Self.entry(12), background: Self.entry(1), attributes: .underline))
        #expect(
            theme[.heading]
                == Style(foreground: Self.entry(13), background: Self.entry(0), attributes: [.italic, .dim]))
        #expect(theme[.text] == Style(foreground: Self.entry(5), background: Self.entry(0)))
    }

    @Test func attributesCanBeTakenAway() throws {
        for none in ["[]", "none", "~"] {
            let theme = try Self.parse(Self.current + "roles: { heading: { attributes: \(none) } }")
            #expect(theme[.heading].attributes == [])
        }
    }

    @Test func theFrameOfADialogStandsOnTheDialogsGround() throws {
        let theme = try Self.parse(Self.current + "roles: { overlay: { background: base0F } }")
        #expect(theme[.dialogBorder].background == Self.entry(15))
        #expect(theme[.dialogDanger].background == Self.entry(15))
    }

    @Test func aTerminalThemeNeedsNoPalette() throws {
        let theme = try Self.parse("system: terminal\nroles: { borderFocused: 6 }")
        #expect(theme[.borderFocused] == Style(foreground: .palette(6)))
        #expect(theme[.selectedRow] == Theme.builtIn[.selectedRow])
    }

    @Test func aTerminalThemeMayHaveABackground() throws {
        let theme = try Self.parse("system: terminal\nbackground: black")
        #expect(theme.background.background == .palette(0))
        #expect(theme[.statusDone] == Style(foreground: .palette(2), background: .palette(0)))
    }

    @Test func textThatCannotBeReadOnItsOwnBackgroundIsReplaced() throws {
        let yaml = (0..<16).map {
            "base0\(String($0, radix: 16)): " + ($0 < 3 ? "707070" : $0 == 7 ? "ffffff" : "808080")
        }
        let theme = try Self.parse(yaml.joined(separator: "\n"))
        #expect(theme[.selectedRow].foreground == .rgb(255, 255, 255))
        #expect(try #require(theme.contrast(.text)) >= 4.5)
    }
}
