import TerminalCore
import Testing

@testable import Theming

struct ThemeQuantizingTests {
    @Test func withoutColorsThereAreAttributesAlone() {
        let theme = ThemeTests.theme.quantized(to: .monochrome)
        for role in Role.allCases {
            #expect(theme[role].foreground == .terminalDefault && theme[role].background == .terminalDefault)
        }
        #expect(theme[.selectedRow].attributes == .reverse)
        #expect(theme[.statusReview].attributes == .bold)
        #expect(theme.background == .plain)
    }

    @Test func directColorChangesNothing() {
        #expect(ThemeTests.theme.quantized(to: .direct) == ThemeTests.theme)
    }

    @Test(arguments: [ColorDepth.indexed256, .ansi16, .ansi8, .monochrome])
    func quantizingTwiceIsQuantizingOnce(depth: ColorDepth) {
        let once = ThemeTests.theme.quantized(to: depth)
        #expect(once.quantized(to: depth) == once)
    }

    @Test func theUsersThemeStaysTheUsersInSixteen() {
        #expect(Theme.builtIn.quantized(to: .ansi16) == Theme.builtIn)
        #expect(Theme.builtIn.quantized(to: .indexed256) == Theme.builtIn)
    }

    @Test func aSelectionWhoseShadeIsLostIsTheBuiltInOne() {
        let theme = ThemeTests.theme.quantized(to: .ansi16)
        #expect(theme.background.background == .palette(0))
        #expect(theme[.selectedRow] == Theme.builtIn[.selectedRow])
    }

    @Test(arguments: [ColorDepth.indexed256, .ansi16, .ansi8])
    func theFocusShowsByAttributesWhereItsColorIsTheSame(depth: ColorDepth) {
        // Every role of this theme looks the same.
        let gray = Style(foreground: .rgb(200, 200, 200), background: .rgb(16, 16, 16))
        let theme = Theme(name: "gray", variant: .dark, background: gray, style: { _ in gray }).quantized(to: depth)
        #expect(theme[.borderFocused] != theme[.border])
        #expect(theme[.titleFocused] != theme[.title])
        #expect(theme[.buttonFocused] != theme[.button])
        #expect(theme[.selectedRow] != theme[.text])
    }

    @Test func whatStepsBackIsDimWithEightColors() {
        let gray = Style(foreground: .rgb(120, 120, 120), background: .rgb(16, 16, 16))
        let theme = Theme(name: "gray", variant: .dark, background: gray, style: { _ in gray }).quantized(to: .ansi8)
        #expect(theme[.secondary].attributes == .dim)
        #expect(theme[.text].attributes == [])
    }
}
