import MintDomain
import Tracking

/// Many operations with learned stages, to measure the cost of the schedule itself.
package struct ScheduleSpeed: Sendable {
    private var schedule: PollSchedule
    private var now: Duration = .zero

    /// Tracks `count` operations and learns one group of durations.
    package init(count: Int) {
        schedule = PollSchedule()
        schedule.learn(JobMix().operations(400, seed: 1).flatMap(\.samples))
        for number in 1...max(count, 1) {
            if let id = OperationID("op_\(number)") { schedule.track(id, known: nil, now: .zero) }
        }
    }

    /// Polls `count` times, as fast as the schedule allows.
    package mutating func ask(_ count: Int) {
        let stage = DurationStage(
            kind: .worldGeneration, preset: "standard", mode: .auto, status: .running, previewSeen: false)
        var left = count
        while left > 0 {
            switch schedule.nextAction(now: now) {
            case .idle: return
            case .wait(let instant): now = max(now, instant)
            case .fetch(let ticket):
                left -= 1
                let operation = MintDomain.Operation(id: ticket.id, kind: .worldGeneration, status: .running)
                schedule.answered(
                    ticket, operation: operation, progress: StageProgress(stage: stage, elapsed: now), retryAfter: nil,
                    now: now)
            }
        }
    }
}
