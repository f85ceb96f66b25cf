package import MintDomain
package import Tracking

/// More running operations than the budget can poll often, with a user who selects some of them.
package struct CrowdRun: Sendable {
    /// The parameters of a simulation.
    package struct Setting: Sendable {
        /// The number of running operations.
        package var count = 500
        /// The number of visible operations.
        package var visibleCount = 30
        /// The duration without the sleep.
        package var length: Duration = .seconds(3600)
        /// The duration of each request.
        package var latency: Duration = .milliseconds(300)
        /// The interval between selections of the user.
        package var selectionTime: Duration = .seconds(40)
        /// The time for a selected operation to become fresh.
        package var selectionGrace: Duration = .seconds(5)
        /// The duration of a machine sleep in the middle.
        package var sleep: Duration = .zero

        /// The required setting: 500 operations, an hour.
        package init() {}
    }

    /// The start times of requests.
    package private(set) var starts: [Duration] = []
    /// The longest time of any operation without a response, without the sleep.
    package private(set) var oldestUnconfirmed: Duration = .zero
    /// The same for the visible operations.
    package private(set) var oldestVisible: Duration = .zero
    /// The longest time of the selected operation without a response, from `Setting.selectionGrace` after its
    /// selection.
    package private(set) var oldestSelected: Duration = .zero

    private let setting: Setting
    private let ids: [OperationID]
    private var schedule: PollSchedule
    private var now: Duration = .zero
    private var confirmed: [OperationID: Duration] = [:]
    private var landings: [(at: Duration, ticket: PollTicket)] = []
    private var selected: OperationID?
    private var selectedAt: Duration = .zero
    private var isVisible: Set<OperationID> = []

    /// Runs the simulation.
    package init(_ setting: Setting, rules: PollRules = PollRules(), samples: [StageSample] = []) {
        self.setting = setting
        schedule = PollSchedule(rules: rules)
        schedule.learn(samples)
        ids = (1...setting.count).compactMap { OperationID("op_\($0)") }
        for id in ids {
            schedule.track(id, known: nil, now: .zero)
            confirmed[id] = .zero
        }
        isVisible = Set(ids.prefix(setting.visibleCount))
        run()
    }

    /// The maximum number of requests started within any 60 s.
    package var worstMinute: Int {
        var first = 0
        var most = 0
        for (last, start) in starts.enumerated() {
            while start - starts[first] >= .seconds(60) { first += 1 }
            most = max(most, last - first + 1)
        }
        return most
    }

    /// The maximum number of requests started within any second.
    package var worstSecond: Int {
        var first = 0
        var most = 0
        for (last, start) in starts.enumerated() {
            while start - starts[first] >= .seconds(1) { first += 1 }
            most = max(most, last - first + 1)
        }
        return most
    }

    private mutating func run() {
        var selections = 0
        var isRested = setting.sleep == .zero
        var end = setting.length
        while now < end {
            if now >= setting.selectionTime * selections {
                select(ids[selections * 7 % setting.visibleCount])
                selections += 1
            }
            if !isRested, now >= setting.length / 2 {
                isRested = true
                sleep()
                end += setting.sleep
                selections += Int(setting.sleep / setting.selectionTime)
            }
            step(until: min(end, setting.selectionTime * selections))
        }
        for id in ids { note(id) }
    }

    /// Performs the steps of the schedule until a time or a little longer.
    private mutating func step(until end: Duration) {
        var next = min(landings.first?.at ?? end, end)
        switch schedule.nextAction(now: now) {
        case .fetch(let ticket):
            starts.append(now)
            landings.append((now + setting.latency, ticket))
            return
        case .wait(let instant): next = min(next, instant)
        case .idle: break
        }
        now = max(now, next)
        while let landing = landings.first, landing.at <= now {
            landings.removeFirst()
            land(landing.ticket)
        }
    }

    private mutating func land(_ ticket: PollTicket) {
        note(ticket.id)
        confirmed[ticket.id] = now
        var operation = MintDomain.Operation(id: ticket.id, kind: .worldGeneration, status: .running)
        operation.preset = "standard"
        operation.mode = .auto
        let stage = DurationStage(
            kind: .worldGeneration, preset: "standard", mode: .auto, status: .running, previewSeen: false)
        schedule.answered(
            ticket, operation: operation, progress: StageProgress(stage: stage, elapsed: now), retryAfter: nil, now: now
        )
    }

    private mutating func select(_ id: OperationID) {
        if let selected { note(selected) }
        selected = id
        selectedAt = now
        schedule.setFocus(selected: [id], visible: Array(isVisible))
    }

    /// The machine sleeps: nothing happens, then everything is due at once.
    private mutating func sleep() {
        for id in ids { note(id) }
        now += setting.sleep
        for id in ids { confirmed[id, default: .zero] += setting.sleep }
        selectedAt = now
    }

    /// Records the time since the last response about an operation.
    private mutating func note(_ id: OperationID) {
        let age = now - confirmed[id, default: .zero]
        if id == selected, now - selectedAt > setting.selectionGrace { oldestSelected = max(oldestSelected, age) }
        if id != selected, isVisible.contains(id) { oldestVisible = max(oldestVisible, age) }
        oldestUnconfirmed = max(oldestUnconfirmed, age)
    }
}
