import TerminalCore
import Testing

@testable import Theming

struct ColorVisionTests {
    static let red = RGB(red: 0xD0, green: 0x50, blue: 0x40)
    static let green = RGB(red: 0x80, green: 0x90, blue: 0x30)

    @Test(arguments: ColorVision.allCases, [RGB.black, .white, RGB(red: 128, green: 128, blue: 128)])
    func grayStaysGray(vision: ColorVision, gray: RGB) {
        let look = vision.look(gray)
        #expect(look.distance(to: gray) < 0.01)
    }

    @Test func redAndGreenComeTogetherWithoutRedOrGreenConesAlone() {
        let normal = Self.red.distance(to: Self.green)
        for vision in [ColorVision.protanopia, .deuteranopia] {
            #expect(vision.look(Self.red).distance(to: vision.look(Self.green)) < normal * 0.65)
        }
        #expect(
            ColorVision.tritanopia.look(Self.red).distance(to: ColorVision.tritanopia.look(Self.green)) > normal * 0.8)
    }

    @Test func withoutRedConesRedIsDark() {
        let red = RGB(red: 255, green: 0, blue: 0)
        #expect(ColorVision.protanopia.look(red).luminance < red.luminance * 0.65)
    }
}
