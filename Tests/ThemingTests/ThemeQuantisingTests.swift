import TerminalCore
import Testing

@testable import Theming

struct ThemeQuantisingTests {
    @Test func withoutColoursThereAreAttributesAlone() {
        let theme = ThemeTests.theme.quantised(to: .monochrome)
        for role in Role.allCases {
            #expect(theme[role].foreground == .terminalDefault && theme[role].background == .terminalDefault)
        }
        #expect(theme[.selectedRow].attributes == .reverse)
        #expect(theme[.statusReview].attributes == .bold)
        #expect(theme.background == .plain)
    }

    @Test func directColourChangesNothing() {
        #expect(ThemeTests.theme.quantised(to: .direct) == ThemeTests.theme)
    }

    @Test(arguments: [ColorDepth.indexed256, .ansi16, .ansi8, .monochrome])
    func quantisingTwiceIsQuantisingOnce(depth: ColorDepth) {
        let once = ThemeTests.theme.quantised(to: depth)
        #expect(once.quantised(to: depth) == once)
    }

    @Test func theUsersThemeStaysTheUsersInSixteen() {
        #expect(Theme.builtIn.quantised(to: .ansi16) == Theme.builtIn)
        #expect(Theme.builtIn.quantised(to: .indexed256) == Theme.builtIn)
    }

    @Test func aSelectionWhoseShadeIsLostIsTheBuiltInOne() {
        let theme = ThemeTests.theme.quantised(to: .ansi16)
        #expect(theme.background.background == .palette(0))
        #expect(theme[.selectedRow] == Theme.builtIn[.selectedRow])
    }

    @Test(arguments: [ColorDepth.indexed256, .ansi16, .ansi8])
    func theFocusShowsByAttributesWhereItsColourIsTheSame(depth: ColorDepth) {
        // Every role of this theme looks the same.
        let grey = Style(foreground: .rgb(200, 200, 200), background: .rgb(16, 16, 16))
        let theme = Theme(name: "grey", variant: .dark, background: grey, style: { _ in grey }).quantised(to: depth)
        #expect(theme[.borderFocused] != theme[.border])
        #expect(theme[.titleFocused] != theme[.title])
        #expect(theme[.buttonFocused] != theme[.button])
        #expect(theme[.selectedRow] != theme[.text])
    }

    @Test func whatStepsBackIsDimWithEightColours() {
        let grey = Style(foreground: .rgb(120, 120, 120), background: .rgb(16, 16, 16))
        let theme = Theme(name: "grey", variant: .dark, background: grey, style: { _ in grey }).quantised(to: .ansi8)
        #expect(theme[.secondary].attributes == .dim)
        #expect(theme[.text].attributes == [])
    }
}
