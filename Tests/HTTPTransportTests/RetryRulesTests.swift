import Foundation
import HTTPTransport
import Testing

private let origin = URL(string: "https://api.mint.gg").flatMap(Origin.init)

@Suite struct RetryRulesTests {
    private func wait(
        _ outcome: RetryRules.Outcome, attempt: Int = 1, elapsed: Duration = .zero, isRepeatable: Bool = true,
        retryAfter: Duration? = nil, random: Double = 1
    ) -> Duration? {
        RetryRules().wait(
            after: outcome, attempt: attempt, elapsed: elapsed, isRepeatable: isRepeatable, retryAfter: retryAfter,
            random: random)
    }

    @Test(arguments: [
        (200, false, false), (202, false, false), (400, false, false), (401, false, false), (402, false, false),
        (403, false, false), (404, false, false), (409, false, false), (422, false, false), (429, true, true),
        (500, true, false), (501, false, false), (502, true, false), (503, true, false), (504, true, false),
    ])
    func statusDecides(status: Int, isRetriedWithKey: Bool, isRetriedWithoutKey: Bool) {
        #expect((wait(.answer(status: status)) != nil) == isRetriedWithKey)
        #expect((wait(.answer(status: status), isRepeatable: false) != nil) == isRetriedWithoutKey)
    }

    @Test func networkFailureIsRetriedOnlyWhereRepeatable() throws {
        let origin = try #require(origin)
        for failure: TransportFailure in [
            .cannotConnect(origin, .refused), .cannotConnect(origin, .unknownHost), .connectionLost(origin),
            .noAnswer(origin, within: .seconds(10)),
        ] {
            #expect(wait(.failure(failure)) != nil, "\(failure)")
            #expect(wait(.failure(failure), isRepeatable: false) == nil, "\(failure)")
        }
    }

    @Test func lastingFailureIsNotRetried() throws {
        let origin = try #require(origin)
        for failure: TransportFailure in [
            .insecure(origin, isCertificateRefused: true), .notHTTP(origin), .answerTooLarge(origin, limit: 1),
            .redirected(origin, status: 302, to: nil), .invalidRequest("x"),
        ] {
            #expect(wait(.failure(failure)) == nil, "\(failure)")
        }
    }

    @Test(arguments: [(1, 500), (2, 1000), (3, 2000)])
    func ownWaitDoublesAndJitterTakesUpToHalf(attempt: Int, milliseconds: Int) {
        #expect(wait(.answer(status: 503), attempt: attempt, random: 1) == .milliseconds(milliseconds))
        #expect(wait(.answer(status: 503), attempt: attempt, random: 0) == .milliseconds(milliseconds / 2))
    }

    @Test func ownWaitHasAnUpperLimit() {
        let rules = RetryRules(maximumAttempts: 1000, totalTime: .seconds(100_000))
        let wait = rules.wait(
            after: .answer(status: 503), attempt: 900, elapsed: .zero, isRepeatable: true, retryAfter: nil, random: 1)
        #expect(wait == .seconds(8))
    }

    @Test func theLongerOfRetryAfterAndTheOwnWaitCounts() {
        #expect(wait(.answer(status: 429), retryAfter: .seconds(17)) == .seconds(17))
        #expect(wait(.answer(status: 503), attempt: 3, retryAfter: .seconds(1)) == .seconds(2))
        #expect(wait(.answer(status: 429), retryAfter: .zero) == .milliseconds(500))
    }

    @Test func attemptsAreBounded() {
        #expect(wait(.answer(status: 503), attempt: 3) != nil)
        #expect(wait(.answer(status: 503), attempt: 4) == nil)
    }

    @Test func totalTimeIsBounded() {
        #expect(wait(.answer(status: 429), elapsed: .seconds(50), retryAfter: .seconds(10)) == .seconds(10))
        #expect(wait(.answer(status: 429), elapsed: .seconds(50), retryAfter: .seconds(11)) == nil)
        #expect(wait(.answer(status: 429), retryAfter: .seconds(3600)) == nil)
    }
}
