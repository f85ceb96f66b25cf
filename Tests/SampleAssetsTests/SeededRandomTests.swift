import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct SeededRandomTests {
    @Test func numbersAreThoseOfSplitMix64() {
        var random = SeededRandom(seed: 1_234_567)
        // The first values that the reference implementation gives for this seed.
        #expect(
            (0..<3).map { _ in random.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
    }

    @Test func drawsStayInTheirRanges() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<500 {
            #expect((2...5).contains(random.integer(2...5)))
            #expect((-1...3).contains(random.float(-1...3)))
        }
    }

    @Test func theHashOfATextIsFNV1a() {
        #expect(SeededRandom.hash("") == 0xCBF2_9CE4_8422_2325)
        #expect(SeededRandom.hash("a") == 0xAF63_DC4C_8601_EC8C)
    }
}
