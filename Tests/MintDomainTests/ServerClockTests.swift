import Foundation
import MintDomain
import Testing

struct ServerClockTests {
    private func date(_ seconds: Double) -> Date { Date(timeIntervalSince1970: seconds) }

    @Test func clocksThatMayAgreeAreTakenToAgree() {
        var clock = ServerClock()
        #expect(clock.local(date(100)) == date(100))
        clock.note(date(100), sentAt: date(100.4), receivedAt: date(100.9))
        clock.note(date(200), sentAt: date(199.8), receivedAt: date(201.5))
        #expect(clock.offset == 0)
    }

    @Test(arguments: [-3600.0, -42.5, 2.75, 86_400])
    func aDifferenceIsFoundToWithinASecondAndTheLengthOfARequest(offset: Double) {
        var clock = ServerClock()
        for moment in stride(from: 1000.0, to: 1060, by: 7.3) {
            // Half of the request's time passes before the server reads its clock.
            let server = (moment + 0.05 + offset).rounded(.down)
            clock.note(date(server), sentAt: date(moment), receivedAt: date(moment + 0.1))
        }
        #expect(abs(clock.offset - offset) <= 1.1)
        #expect(abs(clock.local(date(5000 + offset)).timeIntervalSince(date(5000))) <= 1.1)
    }

    @Test func aSlowAnswerNeverSpoilsAGoodOne() {
        var clock = ServerClock()
        clock.note(date(1100), sentAt: date(1000), receivedAt: date(1000))
        let before = clock.offset
        clock.note(date(1130), sentAt: date(1000), receivedAt: date(1040))
        #expect(clock.offset == before)
    }

    @Test func afterAJumpOfAClockTheNewestAnswerCounts() {
        var clock = ServerClock()
        clock.note(date(1000), sentAt: date(1000), receivedAt: date(1000))
        clock.note(date(1010), sentAt: date(4610), receivedAt: date(4610))
        #expect(clock.offset == -3599)
        clock.note(date(1020), sentAt: date(1020), receivedAt: date(1020))
        #expect(clock.offset == 0)
    }

    @Test func anAnswerDuringWhichOurClockWasSetBackSaysNothing() {
        var clock = ServerClock()
        clock.note(date(1000), sentAt: date(1000), receivedAt: date(900))
        #expect(clock == ServerClock())
    }
}
