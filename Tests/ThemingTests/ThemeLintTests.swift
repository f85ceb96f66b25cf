import TerminalCore
import Testing

@testable import Theming

struct ThemeLintTests {
    static let signs: [Role: String] = [
        .statusQueued: "◌", .statusRunning: "◐", .statusReview: "◆", .statusBilling: "$", .statusDone: "✔",
        .statusPartial: "◑", .statusFailed: "✖", .statusCanceled: "⊘", .statusUnknown: "?",
    ]
    static let lint = ThemeLint(signs: signs)
    static let ground = Color.rgb(0, 0, 0)

    /// White on black, except for the given roles.
    static func theme(_ own: [Role: Style]) -> Theme {
        Theme(name: "t", variant: .dark, background: Style(foreground: .rgb(255, 255, 255), background: ground)) {
            role in
            if let style = own[role] { return style }
            return switch role {
            case .selectedRow: Style(foreground: .rgb(255, 255, 255), background: .rgb(0x30, 0x30, 0x60))
            case .selectedRowUnfocused: Style(foreground: .rgb(255, 255, 255), background: .rgb(0x20, 0x20, 0x20))
            case .borderFocused, .titleFocused, .buttonFocused:
                Style(foreground: .rgb(0x80, 0xFF, 0x80), background: ground, attributes: .bold)
            default: Style(foreground: .rgb(255, 255, 255), background: ground)
            }
        }
    }

    static func sentences(_ own: [Role: Style], signs: [Role: String] = [:]) -> [String] {
        ThemeLint(signs: signs).findings(theme(own)).map(\.description)
    }

    static func on(_ gray: UInt8, _ attributes: TextAttributes = []) -> Style {
        Style(foreground: .rgb(gray, gray, gray), background: ground, attributes: attributes)
    }

    @Test func aGoodThemeHasNoFindings() {
        #expect(Self.sentences([:]) == [])
    }

    @Test(arguments: [
        (Role.text, UInt8(0x60), "error: text has a contrast of 3.3; it needs 4.5."),
        (.text, 0x40, "error: text has a contrast of 2.0; it needs 4.5."),
        (.border, 0x50, "warning: border has a contrast of 2.6; it needs 3.0."),
        (.border, 0x20, "error: border has a contrast of 1.2; it needs 3.0."),
    ])
    func faintTextIsFound(role: Role, gray: UInt8, sentence: String) throws {
        let found = try #require(Self.sentences([role: Self.on(gray)]).first { $0.contains(" \(role.rawValue) has") })
        // Text with a contrast of 3 to 4.5 is a warning, below 3 an error.
        let severity = role == .text && gray == 0x60 ? sentence.replacing("error", with: "warning") : sentence
        #expect(found == severity)
    }

    @Test func dimTextCountsAsFaintAsTerminalsDrawIt() {
        #expect(Self.sentences([.stale: Self.on(0x70)]).filter { !$0.contains(" on ") } == [])
        let found = Self.sentences([.stale: Self.on(0x70, .dim)])
        #expect(found.contains("warning: stale, dim as it is, has a contrast of 2.4; it needs 3.0."))
    }

    @Test func textThatFailsOnASurfaceAloneIsFoundThere() {
        let found = ThemeLint(signs: [:]).findings(Self.theme([.stale: Self.on(0x90, .dim)]))
        #expect(found.map(\.sentence.string).allSatisfy { $0.hasPrefix("stale on selectedRow") } && found.count == 1)
    }

    @Test func aSurfaceWhoseOwnTextIsFaintIsFound() {
        let gray = Style(foreground: .rgb(0xE0, 0xE0, 0xE0), background: .rgb(0xB0, 0xB0, 0xB0))
        let found = ThemeLint(signs: [:]).findings(Self.theme([.header: gray]))
        #expect(found.count == 1 && found[0].sentence.string.hasPrefix("header "))
        #expect(found.first?.severity == .error)
    }

    @Test func aSelectionNobodySeesIsFound() {
        let plain = Self.on(255)
        #expect(Self.sentences([.selectedRow: plain]).first == "error: selectedRow looks like any other row.")
        let gray = Self.theme([:])
        let faint = Theme(name: "t", variant: .dark, background: gray.background.on(.rgb(30, 30, 30))) { role in
            let own = gray[role].background == Self.ground ? gray[role].on(.rgb(30, 30, 30)) : gray[role]
            return role == .selectedRowUnfocused ? own.on(.rgb(32, 32, 32)) : own
        }
        #expect(
            ThemeLint(signs: [:]).findings(faint).map(\.description) == [
                "warning: The background of selectedRowUnfocused hardly differs from the screen's."
            ])
    }

    @Test func aFocusNobodySeesIsFound() {
        #expect(
            Self.sentences([.borderFocused: Self.on(250)]) == [
                "warning: borderFocused and border look alike, so the focus does not show."
            ])
    }

    @Test func statusesThatLookAlikeAreToldApartBySignOrNotAtAll() throws {
        let red = Style(foreground: .rgb(0xC8, 0x90, 0x40), background: Self.ground)
        let green = Style(foreground: .rgb(0x98, 0xA8, 0x40), background: Self.ground)
        let own = [Role.statusDone: green, .statusFailed: red]
        let same = ThemeLint(signs: [.statusDone: "*", .statusFailed: "*"]).findings(Self.theme(own))
        #expect(
            same.map(\.description).contains("warning: With deuteranopia done and failed cannot be told apart."))
        #expect(!same.contains { $0.sentence.string.hasPrefix("With tritanopia") })
        let told = ThemeLint(signs: [.statusDone: "+", .statusFailed: "-"]).findings(Self.theme(own))
        #expect(told.allSatisfy { $0.severity == .note })
        #expect(
            told.map(\.description).contains(
                "note: With deuteranopia done and failed differ by sign and word alone."
            ))
    }

    @Test func theWorstComesFirst() {
        let severities = ThemeLint(signs: [:])
            .findings(Self.theme([.border: Self.on(0x50), .text: Self.on(0x20), .link: .plain])).map(\.severity)
        #expect(severities == severities.sorted(by: >))
        #expect(severities.first == .error && severities.last == .note)
    }

    @Test(arguments: ThemeFilesTests.files)
    func everyThemeOfTheFolderPasses(file: String) throws {
        for theme in [try ThemeFilesTests.theme(file), try #require(ThemeFilesTests.in256[file])] {
            #expect(Self.lint.findings(theme).filter { $0.severity > .note }.map(\.description) == [])
        }
    }
}
