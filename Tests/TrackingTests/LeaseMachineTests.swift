import Testing
import Tracking
import TrackingSimulation

struct LeaseMachineTests {
    private let free = LeaseSighting(fence: LeaseFence(3), beat: 7, isFree: true)
    private let held = LeaseSighting(fence: LeaseFence(4), beat: 0, isFree: false)
    private let renewed = LeaseSighting(fence: LeaseFence(4), beat: 1, isFree: false)
    private let mine = LeaseFence(5)

    /// A machine that wants the lease and read it at `now`.
    private func looking(at sighting: LeaseSighting, now: Duration = .zero) -> LeaseMachine {
        var machine = LeaseMachine()
        machine.setWanted(true)
        #expect(machine.nextAction(now: now) == .look)
        machine.saw(sighting, now: now)
        return machine
    }

    /// A machine that has held the lease since `now`.
    private func holding(now: Duration = .zero) -> LeaseMachine {
        var machine = looking(at: free, now: now)
        #expect(machine.nextAction(now: now) == .acquire(free))
        machine.acquired(mine, startedAt: now)
        return machine
    }

    @Test func withNothingToPollItIsIdle() {
        var machine = LeaseMachine()
        #expect(machine.nextAction(now: .zero) == .idle)
        #expect(machine.noticed() == false)
        #expect(machine.nextAction(now: .seconds(100)) == .idle)
        #expect(machine.fence(now: .zero) == nil)
    }

    @Test func aFreeLeaseIsTakenAtOnce() {
        var machine = holding()
        #expect(machine.fence(now: .zero) == mine)
        #expect(machine.nextAction(now: .zero) == .wait(until: .milliseconds(1300)))
    }

    @Test func theHolderRenewsAtEachHeartbeat() {
        var machine = holding()
        #expect(machine.nextAction(now: .milliseconds(1300)) == .renew(mine))
        machine.renewed(true, startedAt: .milliseconds(1300))
        #expect(machine.nextAction(now: .milliseconds(1400)) == .wait(until: .milliseconds(2600)))
    }

    @Test func withNothingMoreToPollItGivesTheLeaseBack() {
        var machine = holding()
        machine.setWanted(false)
        #expect(machine.nextAction(now: .seconds(1)) == .release(mine))
        machine.released()
        #expect(machine.nextAction(now: .seconds(1)) == .idle)
        #expect(machine.fence(now: .seconds(1)) == nil)
    }

    @Test func aHeldLeaseIsRespectedForItsWholeTimeThenTaken() {
        var machine = looking(at: held, now: .seconds(10))
        #expect(machine.nextAction(now: .seconds(10)) == .wait(until: .seconds(14)))
        #expect(machine.nextAction(now: .milliseconds(13_999)) == .wait(until: .seconds(14)))
        #expect(machine.nextAction(now: .seconds(14)) == .acquire(held))
        machine.acquired(mine, startedAt: .seconds(14))
        #expect(machine.fence(now: .seconds(14)) == mine)
    }

    @Test func aRenewalBeginsTheTimeAnew() {
        var machine = looking(at: held)
        #expect(machine.noticed() == true)
        #expect(machine.nextAction(now: .seconds(3)) == .look)
        machine.saw(renewed, now: .seconds(3))
        #expect(machine.nextAction(now: .seconds(5)) == .wait(until: .seconds(7)))
    }

    @Test func aNoticeWithoutARenewalDoesNotProlongTheTime() {
        var machine = looking(at: held)
        #expect(machine.noticed() == true)
        #expect(machine.nextAction(now: .seconds(3)) == .look)
        machine.saw(held, now: .seconds(3))
        #expect(machine.nextAction(now: .seconds(3)) == .wait(until: .seconds(4)))
    }

    @Test func aNoticeDuringALookIsNotLost() {
        var machine = LeaseMachine()
        machine.setWanted(true)
        #expect(machine.nextAction(now: .zero) == .look)
        #expect(machine.noticed() == true)
        machine.saw(held, now: .zero)
        #expect(machine.nextAction(now: .zero) == .look)
    }

    @Test func whatWasReleasedIsTakenAtTheNextNotice() {
        var machine = looking(at: held)
        #expect(machine.noticed() == true)
        #expect(machine.nextAction(now: .seconds(1)) == .look)
        machine.saw(free, now: .seconds(1))
        #expect(machine.nextAction(now: .seconds(1)) == .acquire(free))
    }

    @Test func whoeverIsTooLateLooksAgain() {
        var machine = looking(at: free)
        #expect(machine.nextAction(now: .zero) == .acquire(free))
        machine.acquired(nil, startedAt: .zero)
        #expect(machine.nextAction(now: .zero) == .look)
    }

    @Test func aFollowerThatSleptDoesNotStealFromOneThatSleptToo() {
        var machine = looking(at: held)
        #expect(machine.nextAction(now: .zero) == .wait(until: .seconds(4)))
        // The whole machine was suspended.
        #expect(machine.nextAction(now: .seconds(3600)) == .look)
        machine.saw(held, now: .seconds(3600))
        #expect(machine.nextAction(now: .seconds(3600)) == .wait(until: .seconds(3604)))
        #expect(machine.nextAction(now: .seconds(3604)) == .acquire(held))
    }

    @Test func aHolderThatSleptMayNotPollBeforeItLooked() {
        var machine = holding()
        #expect(machine.fence(now: .milliseconds(3999)) == mine)
        #expect(machine.fence(now: .seconds(4)) == nil)
        #expect(machine.nextAction(now: .seconds(60)) == .look)
        let taken = LeaseSighting(fence: LeaseFence(6), beat: 2, isFree: false)
        machine.saw(taken, now: .seconds(60))
        #expect(machine.fence(now: .seconds(60)) == nil)
        #expect(machine.nextAction(now: .seconds(60)) == .wait(until: .seconds(64)))
    }

    @Test func aRenewalThatCameTooLateCountsFromItsBeginning() {
        var machine = holding()
        #expect(machine.nextAction(now: .milliseconds(1300)) == .renew(mine))
        // Stopped in the middle of the call.
        machine.renewed(true, startedAt: .milliseconds(1300))
        #expect(machine.fence(now: .seconds(60)) == nil)
    }

    @Test func aLeaseThatCannotBeRenewedIsLost() {
        var machine = holding()
        #expect(machine.nextAction(now: .milliseconds(1300)) == .renew(mine))
        machine.renewed(false, startedAt: .milliseconds(1300))
        #expect(machine.fence(now: .milliseconds(1300)) == nil)
        #expect(machine.nextAction(now: .milliseconds(1300)) == .look)
    }

    @Test func aRefusedSaveEndsTheTimeOfItsFenceOnly() {
        var machine = holding()
        machine.lost(LeaseFence(2))
        #expect(machine.fence(now: .seconds(1)) == mine)
        machine.lost(mine)
        #expect(machine.fence(now: .seconds(1)) == nil)
        #expect(machine.nextAction(now: .seconds(1)) == .look)
    }

    @Test func aFailingStorageIsAskedOnceAHeartbeat() {
        var machine = holding()
        #expect(machine.nextAction(now: .milliseconds(1300)) == .renew(mine))
        machine.failed(now: .milliseconds(1300))
        #expect(machine.fence(now: .milliseconds(1300)) == mine)
        #expect(machine.nextAction(now: .milliseconds(1300)) == .wait(until: .milliseconds(2600)))
        #expect(machine.nextAction(now: .milliseconds(2600)) == .renew(mine))
        machine.failed(now: .milliseconds(2600))
        #expect(machine.nextAction(now: .milliseconds(4000)) == .look)
        machine.failed(now: .milliseconds(4000))
        #expect(machine.nextAction(now: .milliseconds(4000)) == .wait(until: .milliseconds(5300)))
    }

    @Test func whatCannotBeGivenBackRunsOut() {
        var machine = holding()
        machine.setWanted(false)
        #expect(machine.nextAction(now: .seconds(1)) == .release(mine))
        machine.failed(now: .seconds(1))
        #expect(machine.nextAction(now: .seconds(1)) == .idle)
    }

    /// Two machines with separate clocks and any delays never both believe that they may poll.
    @Test(arguments: 0..<200)
    func twoNeverPollAtOnce(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var race = LeaseRace(count: 3)
        for _ in 0..<1500 {
            race.step(delay: .milliseconds(Int.random(in: 0...200, using: &random)), &random)
            #expect(race.holders <= 1)
        }
        #expect(race.takeOvers > 0)
    }
}
