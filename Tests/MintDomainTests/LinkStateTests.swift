import Foundation
import MintDomain
import Testing

struct LinkStateTests {
    private static func date(_ seconds: Double) -> Date { Date(timeIntervalSince1970: seconds) }
    private static let failed = LinkState.retrying(
        problem: .unreachable("Down."), retryAt: date(30), lastAnswer: date(5))

    /// (state before, seconds at which an unreadable response came, state after)
    static let unreadable: [(LinkState, Double, LinkState)] = [
        (.connecting, 3, .unreadable(since: date(3), lastAnswer: nil)),
        (.live(since: date(0)), 9.9, .live(since: date(0))),
        (.live(since: date(0)), 10, .unreadable(since: date(10), lastAnswer: date(0))),
        (.unreadable(since: date(1), lastAnswer: nil), 20, .unreadable(since: date(1), lastAnswer: nil)),
        (failed, 31, .unreadable(since: date(31), lastAnswer: date(5))),
    ]

    @Test(arguments: unreadable.indices)
    func answersThatAreNotUnderstoodAreNotLiveForLong(row: Int) {
        let (before, time, after) = Self.unreadable[row]
        #expect(before.afterUnreadableAnswer(at: Self.date(time)) == after)
    }

    @Test(arguments: [
        (LinkState.live(since: date(0)), LinkState.silent(since: date(2), lastAnswer: date(0))),
        (.connecting, .silent(since: date(2), lastAnswer: nil)), (failed, failed),
    ])
    func aRequestWithoutAnAnswerIsNotLive(before: LinkState, after: LinkState) {
        #expect(before.whileWaiting(since: Self.date(2)) == after)
        #expect(before.whileWaiting(since: nil) == before)
    }
}
