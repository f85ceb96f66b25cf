import TerminalCore
import Testing

@testable import Theming

struct RGBTests {
    @Test(arguments: [
        ("#1e2a3b", RGB(red: 0x1E, green: 0x2A, blue: 0x3B)), ("FFffFF", RGB(red: 255, green: 255, blue: 255)),
        ("000000", RGB(red: 0, green: 0, blue: 0)),
    ])
    func sixHexadecimalDigitsAreAColor(text: String, color: RGB) {
        #expect(RGB(hex: text) == color)
    }

    @Test(arguments: ["", "#", "#fff", "fffffff", "##fffff", "+fffff", "12345g", "١٢٣٤٥٦", "-12345"])
    func anythingElseIsNoColor(text: String) {
        #expect(RGB(hex: text) == nil)
    }

    @Test(arguments: [
        (16, "000000"), (231, "ffffff"), (196, "ff0000"), (67, "5f87af"), (232, "080808"), (255, "eeeeee"),
    ])
    func theFixedPaletteIsTheOneTerminalsAgreeOn(index: UInt8, hex: String) {
        #expect(XtermPalette.rgb(of: index) == RGB(hex: hex))
    }

    @Test(arguments: [("000000", "ffffff", 21.0), ("777777", "ffffff", 4.48), ("ff0000", "ffffff", 4.0)])
    func contrastIsTheRatioOfWCAG(one: String, other: String, ratio: Double) throws {
        let one = try #require(RGB(hex: one))
        let other = try #require(RGB(hex: other))
        #expect(abs(one.contrast(to: other) - ratio) < 0.01)
        #expect(one.contrast(to: other) == other.contrast(to: one))
    }

    @Test func differenceGrowsWithWhatTheEyeSees() throws {
        let green = try #require(RGB(hex: "2f9e6e"))
        let near = try #require(RGB(hex: "34a474"))
        let blue = try #require(RGB(hex: "2f6e9e"))
        #expect(green.difference(to: green) == 0)
        #expect(green.difference(to: near) < green.difference(to: blue))
    }

    @Test func whiteIsTheWhiteOfOKLab() throws {
        let white = try #require(RGB(hex: "ffffff")).oklab
        #expect(abs(white.x - 1) < 1e-6 && abs(white.y) < 1e-6 && abs(white.z) < 1e-6)
    }
}
