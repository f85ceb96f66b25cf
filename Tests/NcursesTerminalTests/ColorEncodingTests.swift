import Testing
import TerminalCore

@testable import NcursesTerminal

@Suite struct ColorEncodingTests {
    @Test(
        arguments: [
            (.monochrome, .rgb(255, 0, 0), -1), (.monochrome, .palette(3), -1),
            (.direct, .terminalDefault, -1), (.ansi8, .terminalDefault, -1),
            (.direct, .rgb(255, 128, 0), 0xFF8000), (.direct, .rgb(0, 0, 0), 8), (.direct, .rgb(0, 0, 7), 8),
            (.direct, .rgb(0, 0, 9), 9), (.direct, .palette(0), 0), (.direct, .palette(7), 7),
            (.direct, .palette(9), 0xFF0000), (.direct, .palette(16), 8), (.direct, .palette(208), 0xFF8700),
            (.direct, .palette(232), 0x080808), (.direct, .palette(255), 0xEEEEEE),
            (.indexed256, .palette(208), 208), (.indexed256, .palette(7), 7), (.indexed256, .rgb(255, 135, 0), 208),
            (.indexed256, .rgb(8, 8, 8), 232), (.indexed256, .rgb(0, 0, 0), 16),
            (.ansi16, .palette(9), 9), (.ansi16, .palette(196), 9), (.ansi16, .rgb(255, 255, 255), 15),
            (.ansi8, .palette(9), 1), (.ansi8, .palette(15), 7), (.ansi8, .palette(196), 1),
            (.ansi8, .rgb(0, 0, 200), 4),
        ] as [(ColorDepth, Color, Int32)])
    func eachColorHasANumberInEachDepth(depth: ColorDepth, color: Color, number: Int32) {
        #expect(ColorEncoding(depth: depth).number(of: color) == number)
    }

    @Test func numbersStayInTheDepthsRange() {
        for index in 0...255 as ClosedRange<UInt8> {
            let color = Color.rgb(index, 255 - index, index / 2)
            for candidate in [Color.palette(index), color] {
                #expect((0..<8).contains(ColorEncoding(depth: .ansi8).number(of: candidate)))
                #expect((0..<16).contains(ColorEncoding(depth: .ansi16).number(of: candidate)))
                #expect((0..<256).contains(ColorEncoding(depth: .indexed256).number(of: candidate)))
                #expect((0..<1 << 24).contains(ColorEncoding(depth: .direct).number(of: candidate)))
            }
        }
    }
}
