import Foundation
import Testing

@testable import LocalMint

@Suite struct RateLimiterTests {
    @Test func aBurstIsTakenAndThenOneForEachInterval() {
        let limiter = RateLimiter(perMinute: 30)
        let start = Date(timeIntervalSince1970: 0)
        for _ in 0..<30 { #expect(limiter.take(at: start) == nil) }
        #expect(limiter.take(at: start) == 2)
        #expect(limiter.take(at: start + 1) == 1)
        #expect(limiter.take(at: start + 2) == nil)
        #expect(limiter.take(at: start + 2) == 2)
    }

    @Test func aClockSetBackDoesNotBlockForEver() {
        let limiter = RateLimiter(perMinute: 1)
        #expect(limiter.take(at: Date(timeIntervalSince1970: 5_000)) == nil)
        #expect(limiter.take(at: Date(timeIntervalSince1970: 0)) == 60)
        #expect(limiter.take(at: Date(timeIntervalSince1970: 60)) == nil)
    }
}
