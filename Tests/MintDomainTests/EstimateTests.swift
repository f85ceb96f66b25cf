import Foundation
import MintDomain
import Testing

struct EstimateTests {
    private let start = Date(timeIntervalSince1970: 1_700_000_000)

    private func forecast(_ seconds: [Double]) throws -> DurationForecast {
        try #require(DurationForecast(startedAt: start, seconds: seconds))
    }

    @Test(arguments: [(0.0, "≈ 0 %", "≈ 2 min left"), (62, "≈ 62 %", "≈ 40 s left"), (-90, "≈ 0 %", "≈ 2 min left")])
    func showsItselfAsAGuess(elapsed: Double, fraction: String, remaining: String) throws {
        let estimate = try forecast([100, 100, 100]).estimate(at: start + elapsed)
        #expect(estimate.fractionText == fraction)
        #expect(estimate.remainingText == remaining)
    }

    @Test(arguments: [
        (0.2, "≈ 1 s left"), (17.2, "≈ 18 s left"), (38, "≈ 40 s left"), (94, "≈ 95 s left"), (100, "≈ 2 min left"),
        (5000, "≈ 83 min left"), (7200, "≈ 2 h left"), (-4, "≈ 1 s left"),
    ])
    func theTimeLeftIsRounded(seconds: Double, text: String) {
        #expect(Estimate(approximateFraction: 0.5, approximateRemaining: .seconds(seconds)).remainingText == text)
    }

    @Test func pastThe95thItSaysSo() throws {
        let forecast = try forecast((1...100).map(Double.init))
        #expect(!forecast.estimate(at: start + 95).isSlow)
        let slow = forecast.estimate(at: start + 96)
        #expect(slow.isSlow)
        #expect(slow.remainingText == "slower than 95 %")
        #expect(forecast.estimate(at: start + 1e9).approximateFraction == 0.99)
    }

    @Test func itNeverRunsOutAndNeverRunsBackwards() throws {
        let forecast = try forecast((0..<60).map { 80 + Double($0 * $0 % 47) })
        var last = 0.0
        for elapsed in stride(from: -10.0, through: 300, by: 0.5) {
            let estimate = forecast.estimate(at: start + elapsed)
            #expect(estimate.approximateFraction >= last && estimate.approximateFraction <= 0.99)
            #expect(estimate.approximateRemaining.map { $0 >= .zero } ?? true)
            last = estimate.approximateFraction
        }
    }

    @Test func withoutUsableDurationsThereIsNone() {
        #expect(DurationForecast(startedAt: start, seconds: []) == nil)
        #expect(DurationForecast(startedAt: start, seconds: [0, -1, .nan, .infinity]) == nil)
    }

    @Test(arguments: [(0.0, 1.0), (0.5, 3), (1, 5), (0.625, 3.5), (-1, 1), (2, 5)])
    func quantilesAreLinearBetweenSamples(share: Double, value: Double) {
        #expect(Quantiles.value(share, of: [1, 2, 3, 4, 5]) == value)
        #expect(Quantiles.rank(of: value, in: [1, 2, 3, 4, 5]) == min(max(share, 0), 1))
    }
}
