import Testing

@testable import HTTPTransport

struct TransferPaceTests {
    private func pace(deadline: Duration? = nil) -> TransferPace {
        TransferPace(silence: .seconds(30), deadline: deadline, now: .zero)
    }

    @Test func silenceEndsATransfer() throws {
        var pace = pace()
        #expect(try pace.check(now: .zero) == .seconds(30))
        pace.note(bytes: 1, now: .seconds(20))
        #expect(try pace.check(now: .seconds(30)) == .seconds(50))
        #expect(throws: TransferPace.Fault.silent) { try pace.check(now: .seconds(50)) }
    }

    @Test(arguments: [(999, true), (1000, false)])
    func aByteNowAndThenIsTooSlow(bytes: Int, isTooSlow: Bool) throws {
        var pace = pace()
        for second in stride(from: 10, through: 120, by: 10) {
            pace.note(bytes: bytes, now: .seconds(second))
            if second < 120 { _ = try pace.check(now: .seconds(second)) }
        }
        if isTooSlow {
            #expect(throws: TransferPace.Fault.slow) { try pace.check(now: .seconds(120)) }
        } else {
            #expect(try pace.check(now: .seconds(120)) == .seconds(150))
        }
    }

    @Test func eachTwoMinutesCountAnew() throws {
        var pace = pace()
        pace.note(bytes: 1_000_000, now: .seconds(119))
        _ = try pace.check(now: .seconds(120))
        for second in stride(from: 130, to: 240, by: 10) {
            pace.note(bytes: 1, now: .seconds(second))
            _ = try pace.check(now: .seconds(second))
        }
        #expect(throws: TransferPace.Fault.slow) { try pace.check(now: .seconds(240)) }
    }

    @Test func aDeadlineHoldsHoweverFastItComes() throws {
        var pace = pace(deadline: .seconds(60))
        pace.note(bytes: 1_000_000, now: .seconds(59))
        #expect(try pace.check(now: .seconds(59)) == .seconds(60))
        #expect(throws: TransferPace.Fault.slow) { try pace.check(now: .seconds(60)) }
    }
}
