import TerminalCore
import Testing

@testable import Theming

struct BasePaletteTests {
    /// Gray text on black, with entries as given.
    static func palette(_ own: [Int: RGB], ground: RGB = .black, text: RGB = .white) -> BasePalette? {
        var entries = Dictionary(uniqueKeysWithValues: (0..<16).map { ($0, text) })
        entries[0] = ground
        entries[1] = ground
        entries[2] = ground
        return BasePalette(entries.merging(own) { $1 })
    }

    @Test func aReadableEntryIsTakenAsPublished() throws {
        let green = RGB(red: 0x80, green: 0xE0, blue: 0x90)
        let palette = try #require(Self.palette([0x0B: green]))
        #expect(palette.style(of: .statusDone, screen: palette[0]).foreground == green.color)
    }

    @Test func aFaintEntryMovesUntilItsRatioHoldsAndNoFurther() throws {
        let faint = RGB(red: 0x20, green: 0x20, blue: 0x40)
        let palette = try #require(Self.palette([0x03: faint, 0x08: faint]))
        for (role, least) in [(Role.border, 3.0), (.statusFailed, 4.5)] {
            let contrast = try #require(
                palette.style(of: role, screen: palette[0]).foreground.contrast(to: palette[0]))
            #expect(contrast >= least && contrast < least * 1.15)
        }
    }

    @Test func whereTheTextItselfIsFaintABetterEntryIsTaken() throws {
        let gray = RGB(red: 0x50, green: 0x50, blue: 0x50)
        let better = RGB(red: 0xC0, green: 0xC0, blue: 0xC0)
        let palette = try #require(Self.palette([0x05: gray, 0x06: better]))
        let moved = try #require(palette.style(of: .text, screen: palette[0]).foreground.contrast(to: palette[0]))
        #expect(moved >= 4.5 && moved < 5)
        let hopeless = try #require(BasePalette(Dictionary(uniqueKeysWithValues: (0..<16).map { ($0, gray) })))
        let contrast = try #require(hopeless.style(of: .text, screen: gray.color).foreground.contrast(to: gray.color))
        #expect(contrast >= 4.5)
    }

    @Test func theSelectionHasAGroundOfItsOwnEvenWhereTheSchemeHasNone() throws {
        let palette = try #require(Self.palette([:]))
        let style = palette.style(of: .selectedRow, screen: palette[0])
        let ground = try #require(style.background.channels)
        #expect(ground.distance(to: .black) >= 0.06)
        #expect(try #require(style.foreground.channels).contrast(to: ground) >= 4.5)
    }

    @Test func theFrameWithTheFocusIsNotTheOther() throws {
        let gray = RGB(red: 0xA0, green: 0xA0, blue: 0xA0)
        let palette = try #require(Self.palette([0x03: gray, 0x0D: gray]))
        let border = try #require(palette.style(of: .border, screen: palette[0]).foreground.channels)
        let focused = try #require(palette.style(of: .borderFocused, screen: palette[0]).foreground.channels)
        #expect(border == gray && border.distance(to: focused) >= 0.1)
    }

    @Test func onTheTerminalsOwnBackgroundTheSchemesIsTheGuess() throws {
        let palette = try #require(Self.palette([0x08: RGB(red: 0x20, green: 0, blue: 0)]))
        let style = palette.style(of: .statusFailed, screen: .terminalDefault)
        #expect(style.background == .terminalDefault)
        #expect(style == palette.style(of: .statusFailed, screen: palette[0]).on(.terminalDefault))
    }
}
