import TerminalCore
import Testing

@testable import Theming

struct ThemeTests {
    static let red = Color.rgb(200, 0, 0)
    static let dark = Color.rgb(16, 16, 16)
    static let selection = Color.rgb(30, 60, 50)

    static let theme = Theme(
        name: "a\u{1B}[31mb", variant: .dark, background: Style(foreground: .rgb(220, 220, 220), background: dark)
    ) { role in
        switch role {
        case .selectedRow: Style(foreground: .rgb(255, 255, 255), background: selection, attributes: .bold)
        case .statusDone: Style(foreground: .rgb(130, 220, 140), background: dark)
        case .statusFailed: Style(foreground: red, background: dark)
        case .estimate: Style(foreground: .rgb(170, 170, 170), background: dark, attributes: .dim)
        case .searchHit: Style(foreground: dark, background: .rgb(240, 200, 100))
        default: Style(foreground: .rgb(220, 220, 220), background: dark)
        }
    }

    @Test func theNameHoldsNothingATerminalObeys() {
        #expect(Self.theme.name == "a[31mb")
    }

    @Test func aReadableRoleKeepsItsColorOnASurface() {
        #expect(
            Self.theme.style(.statusDone, on: .selectedRow)
                == Style(foreground: .rgb(130, 220, 140), background: Self.selection, attributes: .bold))
    }

    @Test func anUnreadableRoleIsMovedNoFurtherThanItHasToAndKeepsItsHue() throws {
        let style = Self.theme.style(.statusFailed, on: .selectedRow)
        let moved = try #require(style.foreground.channels)
        let contrast = try #require(style.foreground.contrast(to: Self.selection))
        #expect(contrast >= 4.5 && contrast < 5)
        #expect(moved.red > moved.green && moved.green == moved.blue)
        #expect(style.background == Self.selection && style.attributes == .bold)
    }

    @Test func aRoleWithItsOwnBackgroundKeepsIt() {
        #expect(Self.theme.style(.searchHit, on: .selectedRow) == Self.theme[.searchHit])
    }

    @Test func dimTextIsNotMadeBoldByItsSurface() {
        #expect(Self.theme.style(.estimate, on: .selectedRow).attributes == .dim)
    }

    @Test func aSurfaceWithTheScreensBackgroundAddsItsAttributesAlone() {
        let style = Theme.builtIn.style(.statusDone, on: .selectedRowUnfocused)
        #expect(style == Style(foreground: .palette(2), attributes: .bold))
    }

    @Test func onTheUsersColorsTheSurfacesTextColorIsTheSafeOne() {
        let style = Theme.builtIn.style(.statusFailed, on: .selectedRow)
        #expect(style == Style(foreground: .palette(15), background: .palette(4), attributes: .bold))
    }

    @Test func aSurfaceOnItselfIsItself() {
        #expect(Self.theme.style(.selectedRow, on: .selectedRow) == Self.theme[.selectedRow])
    }

    @Test(arguments: Role.allCases)
    func theBuiltInThemeTakesNoColorThatVanishesOnHalfOfAllTerminals(role: Role) {
        let style = Theme.builtIn[role]
        guard style.background == .terminalDefault, case .palette(let index) = style.foreground else { return }
        #expect((1...6).contains(index))
    }

    @Test func contrastIsUnknownForTheUsersColors() {
        #expect(Theme.builtIn.contrast(.text) == nil)
        #expect(Theme.builtIn.contrast(.selectedRow) == nil)
        #expect(Self.theme.contrast(.searchHit).map { $0 > 10 } == true)
    }
}
