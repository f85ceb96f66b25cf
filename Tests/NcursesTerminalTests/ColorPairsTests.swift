import Testing

@testable import NcursesTerminal

@Suite struct ColorPairsTests {
    @Test func aPairIsDefinedOnceAndPairZeroNever() {
        var pairs = ColorPairs(capacity: 10)
        var defined: [[Int32]] = []
        func number(_ foreground: Int32, _ background: Int32) -> Int32? {
            pairs.number(foreground: foreground, background: background) { defined.append([$0, $1, $2]) }
        }
        #expect(number(-1, -1) == 0)
        #expect(pairs.isEmpty)
        #expect(number(1, 2) == 1)
        #expect(number(1, 2) == 1)
        #expect(number(2, 1) == 2)
        #expect(number(1, 2) == 1)
        #expect(defined == [[1, 1, 2], [2, 2, 1]])
        #expect(!pairs.isEmpty)
    }

    @Test func whenAllAreTakenThereIsNoneUntilTheReset() {
        var pairs = ColorPairs(capacity: 4)
        var count = 0
        for color in 0..<3 as Range<Int32> {
            #expect(pairs.number(foreground: color, background: 0) { _, _, _ in count += 1 } == color + 1)
        }
        #expect(pairs.number(foreground: 9, background: 0) { _, _, _ in count += 1 } == nil)
        #expect(pairs.number(foreground: 2, background: 0) { _, _, _ in count += 1 } == 3)
        #expect(count == 3)
        pairs.reset()
        #expect(pairs.number(foreground: 9, background: 0) { _, _, _ in count += 1 } == 1)
    }
}
