import TerminalCore
import Testing

@testable import Theming

struct QuantizerTests {
    @Test(
        arguments: [
            (Color.rgb(0, 0, 0), 16), (.rgb(255, 255, 255), 231), (.rgb(255, 0, 0), 196), (.rgb(0x5F, 0x87, 0xAF), 67),
            (.rgb(8, 8, 8), 232), (.rgb(130, 130, 130), 244), (.rgb(1, 254, 2), 46),
        ] as [(Color, UInt8)])
    func theNearestOfTheFixedColorsIsTaken(color: Color, index: UInt8) {
        #expect(Quantizer(depth: .indexed256).color(color) == .palette(index))
    }

    @Test func theColorsOfTheUserAreNeverTheNearest() {
        let quantizer = Quantizer(depth: .indexed256)
        for value in stride(from: 0, through: 0xFFFFFF, by: 9973) {
            let color = Color.rgb(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
            guard case .palette(16...) = quantizer.color(color) else {
                Issue.record("\(color) became one of the first sixteen")
                return
            }
        }
    }

    @Test(arguments: [Color.terminalDefault, .palette(0), .palette(12), .palette(208)])
    func whatAThemeTookFromThePaletteStaysInThePalette(color: Color) {
        #expect(Quantizer(depth: .indexed256).color(color) == color)
    }

    @Test(
        arguments: [
            (Color.rgb(0xF2, 0x80, 0x7F), 9), (.rgb(0x78, 0xB8, 0xF0), 12), (.rgb(0x8F, 0xCD, 0x86), 10),
            (.rgb(0x10, 0x15, 0x14), 0), (.rgb(250, 250, 250), 15), (.rgb(90, 92, 91), 8), (.rgb(0xF3, 0xC9, 0x69), 11),
            (.palette(196), 9), (.palette(14), 14),
        ] as [(Color, UInt8)])
    func aPaleColorKeepsItsHueInSixteen(color: Color, index: UInt8) {
        #expect(Quantizer(depth: .ansi16).color(color) == .palette(index))
    }

    @Test(
        arguments: [
            (Color.palette(12), 4), (.palette(15), 7), (.rgb(255, 255, 255), 7), (.rgb(255, 90, 90), 1),
        ] as [(Color, UInt8)])
    func eightColorsAreTheFirstEight(color: Color, index: UInt8) {
        #expect(Quantizer(depth: .ansi8).color(color) == .palette(index))
    }

    @Test func aBrightColorIsBoldInEight() {
        let style = Quantizer(depth: .ansi8).style(
            Style(foreground: .palette(15), background: .palette(4)), screen: .terminalDefault, least: 4.5)
        #expect(style == Style(foreground: .palette(7), background: .palette(4), attributes: .bold))
    }

    @Test func textKeepsItsContrastIn256() throws {
        // The nearest gray would have a contrast of 4.35.
        let style = Style(foreground: .rgb(0x75, 0x75, 0x75), background: .rgb(255, 255, 255))
        let before = try #require(style.foreground.contrast(to: style.background))
        let after = Quantizer(depth: .indexed256).style(style, screen: .rgb(255, 255, 255), least: 4.5)
        #expect(before >= 4.5)
        #expect(try #require(after.foreground.contrast(to: after.background)) >= 4.5)
    }

    @Test func aSelectionIsNotTheScreen() {
        let screen = Color.rgb(0x10, 0x10, 0x10)
        let style = Style(foreground: .rgb(255, 255, 255), background: .rgb(0x12, 0x12, 0x12))
        let quantizer = Quantizer(depth: .indexed256)
        #expect(quantizer.style(style, screen: screen, least: 4.5).background == quantizer.color(screen))
        let selection = quantizer.style(style, screen: screen, least: 4.5, leastDistance: 0.03)
        #expect(selection.background != quantizer.color(screen))
    }
}
