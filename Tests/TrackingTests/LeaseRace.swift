import Tracking
import TrackingSimulation

/// Several machines and one lease; each call takes time, and each machine may be suspended at any time.
struct LeaseRace {
    private struct Racer {
        var machine = LeaseMachine()
        /// Its clock's value at time zero.
        var offset: Duration
        /// The time until which it is stopped.
        var stoppedUntil: Duration = .zero
        /// The storage's answer that has not reached the machine.
        var answer: Answer?
    }

    private enum Answer {
        case saw(LeaseSighting)
        case acquired(LeaseFence?, startedAt: Duration)
        case renewed(Bool, startedAt: Duration)
        case released
    }

    private var racers: [Racer]
    private var lease = LeaseSighting(fence: LeaseFence(0), beat: 0, isFree: true)
    private var now: Duration = .zero
    /// The number of changes of the holder.
    private(set) var takeOvers = 0

    init(count: Int) {
        racers = (0..<count).map { Racer(offset: .seconds($0 * 1000)) }
        for index in racers.indices { racers[index].machine.setWanted(true) }
    }

    /// The number of machines that believe they may poll.
    var holders: Int {
        racers.count { $0.machine.fence(now: now + $0.offset) != nil }
    }

    /// Advances time, then runs one step of a machine.
    mutating func step(delay: Duration, _ random: inout SeededGenerator) {
        now += delay
        let index = Int.random(in: 0..<racers.count, using: &random)
        guard racers[index].stoppedUntil <= now else { return }
        if Int.random(in: 0..<20, using: &random) == 0 {
            racers[index].stoppedUntil = now + .milliseconds(Int.random(in: 0...20_000, using: &random))
        } else if let answer = racers[index].answer {
            racers[index].answer = nil
            tell(index, answer)
        } else {
            act(index)
        }
    }

    private mutating func act(_ index: Int) {
        let time = now + racers[index].offset
        switch racers[index].machine.nextAction(now: time) {
        case .look: racers[index].answer = .saw(lease)
        case .acquire(let sighting):
            let fence = sighting == lease ? LeaseFence(lease.fence.number + 1) : nil
            if let fence {
                lease = LeaseSighting(fence: fence, beat: 0, isFree: false)
                takeOvers += 1
            }
            racers[index].answer = .acquired(fence, startedAt: time)
        case .renew(let fence):
            let isHeld = lease.fence == fence && !lease.isFree
            if isHeld { lease.beat += 1 }
            racers[index].answer = .renewed(isHeld, startedAt: time)
        case .release(let fence):
            if lease.fence == fence { lease.isFree = true }
            racers[index].answer = .released
        case .wait, .idle: _ = racers[index].machine.noticed()
        }
    }

    private mutating func tell(_ index: Int, _ answer: Answer) {
        switch answer {
        case .saw(let sighting): racers[index].machine.saw(sighting, now: now + racers[index].offset)
        case .acquired(let fence, let startedAt): racers[index].machine.acquired(fence, startedAt: startedAt)
        case .renewed(let isHeld, let startedAt): racers[index].machine.renewed(isHeld, startedAt: startedAt)
        case .released: racers[index].machine.released()
        }
    }
}
