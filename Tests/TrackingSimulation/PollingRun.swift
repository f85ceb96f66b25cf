package import MintDomain
package import Tracking

/// Polls simulated operations with a schedule, on a server that answers at once, and measures the cost.
package struct PollingRun: Sendable {
    private struct Life {
        var operation: SimulatedOperation
        var stage = 0
        /// The start of the current stage on the server; nil while a decision is pending.
        var startedAt: Duration?
    }

    /// An event that does not depend on the schedule.
    private struct Event {
        var at: Duration
        var id: OperationID
    }

    /// The number of requests.
    package private(set) var requestCount = 0
    /// The seconds from the end of each stage to the response that reports it, in order of the responses.
    package private(set) var delays: [Double] = []

    private var schedule: PollSchedule
    private var lives: [OperationID: Life] = [:]
    /// Latest first.
    private var events: [Event]
    private let thinkingTime: Duration

    /// Runs to the end of the last operation.
    ///
    /// - Parameters:
    ///   - operations: One starts every 3 s, by a request of this client.
    ///   - rules: The rules of the schedule; to compare delays, the budget must not limit anything.
    ///   - samples: The samples that the schedule starts with; none for the plain one.
    ///   - thinkingTime: The time from a preview to its approval.
    package init(
        _ operations: [SimulatedOperation], rules: PollRules, samples: [StageSample],
        thinkingTime: Duration = .seconds(20)
    ) {
        schedule = PollSchedule(rules: rules)
        schedule.learn(samples)
        self.thinkingTime = thinkingTime
        events = []
        for (index, operation) in operations.enumerated() {
            guard let id = OperationID("op_\(index + 1)") else { continue }
            lives[id] = Life(operation: operation)
            events.append(Event(at: .seconds(index * 3), id: id))
        }
        events.reverse()
        run()
    }

    /// The mean of the delays, in seconds.
    package var meanDelay: Double { delays.reduce(0, +) / Double(max(delays.count, 1)) }

    /// The `share` quantile of the delays, in seconds.
    package func delay(quantile share: Double) -> Double {
        delays.isEmpty ? 0 : Quantiles.value(share, of: delays.sorted())
    }

    private mutating func run() {
        var now = Duration.zero
        while true {
            if let event = events.last, event.at <= now {
                events.removeLast()
                begin(event.id, now: event.at)
                continue
            }
            switch schedule.nextAction(now: now) {
            case .fetch(let ticket):
                requestCount += 1
                answer(ticket, now: now)
            case .wait(let instant):
                now = max(now, min(instant, events.last?.at ?? instant))
            case .idle:
                guard let event = events.last else { return }
                now = event.at
            }
        }
    }

    /// Starts an operation or approves its preview: the client's own request reports the new state.
    private mutating func begin(_ id: OperationID, now: Duration) {
        guard var life = lives[id] else { return }
        life.startedAt = now
        lives[id] = life
        schedule.observed(
            present(id, life), progress: progress(life, now: now), retryAfter: nil, now: now)
    }

    private mutating func answer(_ ticket: PollTicket, now: Duration) {
        guard var life = lives[ticket.id] else { return }
        while let startedAt = life.startedAt, life.stage < life.operation.stages.count,
            startedAt + .seconds(life.operation.stages[life.stage].seconds) <= now
        {
            let ended = life.operation.stages[life.stage]
            let end = startedAt + .seconds(ended.seconds)
            delays.append((now - end) / .seconds(1))
            life.stage += 1
            life.startedAt = end
            if ended.to == .previewReady && life.operation.mode == .review { life.startedAt = nil }
        }
        lives[ticket.id] = life
        schedule.answered(
            ticket, operation: present(ticket.id, life), progress: progress(life, now: now), retryAfter: nil,
            now: now)
        if life.stage == life.operation.stages.count {
            schedule.forget(ticket.id)
        } else if life.startedAt == nil {
            schedule.forget(ticket.id)
            insert(Event(at: now + thinkingTime, id: ticket.id))
        }
    }

    private mutating func insert(_ event: Event) {
        let place = events.lastIndex { $0.at > event.at }.map { $0 + 1 } ?? 0
        events.insert(event, at: place)
    }

    private func present(_ id: OperationID, _ life: Life) -> MintDomain.Operation {
        let stages = life.operation.stages
        let status =
            life.startedAt == nil || life.stage == stages.count ? stages[life.stage - 1].to : stages[life.stage].from
        var operation = MintDomain.Operation(id: id, kind: life.operation.kind, status: status)
        operation.preset = life.operation.preset
        operation.mode = life.operation.mode
        return operation
    }

    private func progress(_ life: Life, now: Duration) -> StageProgress? {
        guard let startedAt = life.startedAt, life.stage < life.operation.stages.count else { return nil }
        let stage = DurationStage(
            kind: life.operation.kind, preset: life.operation.preset, mode: life.operation.mode,
            status: life.operation.stages[life.stage].from,
            previewSeen: life.operation.previewSeen
                || life.operation.stages[..<life.stage].contains { $0.to == .previewReady })
        return StageProgress(stage: stage, elapsed: now - startedAt)
    }
}
