import TerminalCore
import Testing

@Suite struct XtermPaletteTests {
    @Test func noFixedEntryIsNearerThanTheOneThatIsChosen() {
        for red in stride(from: 0, through: 255, by: 15) {
            for green in stride(from: 0, through: 255, by: 17) {
                for blue in stride(from: 0, through: 255, by: 17) {
                    let color = RGB(red: UInt8(red), green: UInt8(green), blue: UInt8(blue))
                    let chosen = color.cubeDistance(to: XtermPalette.rgb(of: XtermPalette.nearestFixed(to: color)))
                    let least = (16...255 as ClosedRange<UInt8>).map {
                        color.cubeDistance(to: XtermPalette.rgb(of: $0))
                    }
                    .min()
                    if chosen != least { Issue.record("\(color): \(chosen) instead of \(least ?? 0)") }
                }
            }
        }
    }

    @Test(arguments: 16...255 as ClosedRange<UInt8>) func eachFixedEntryIsNearestToItself(index: UInt8) {
        let look = XtermPalette.rgb(of: index)
        #expect(XtermPalette.rgb(of: XtermPalette.nearestFixed(to: look)) == look)
    }
}
