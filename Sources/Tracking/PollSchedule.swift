package import MintDomain

/// Decides which operation is asked about when; knows no clock and does no I/O.
///
/// Each operation is in one of three states: *due* at a time (in one of the queues), *in flight* (it has a ticket that
/// has not landed), or *ended* (never asked about again, unless the person asks). `nextAction` leads from due to in
/// flight; `answered`, `failed` and `abandoned` lead back to due or to ended. Every input and every action costs
/// O(log n) in the number of operations that have not ended, but for the first one after a new duration was learned,
/// which works out a `PollPlan`.
///
/// Where enough is known of how long such stages last, the next question follows from that; else from the plain
/// sequence of `PollRules`.
///
/// All times are durations since an origin of the caller's choice and must not run backwards.
package struct PollSchedule: Sendable {
    /// Who comes first where several are due.
    enum Rank: Int, CaseIterable, Sendable {
        case selected, visible, other
    }

    struct Entry: Sendable {
        var status: OperationStatus?
        /// The wait before the newest answer; nil where the sequence starts again.
        var lastWait: Duration?
        /// Failures in a row.
        var failures = 0
        /// `answers` at the newest failure: whether the server answered others since.
        var answersAtFailure = 0
        /// Until when the server wants no call about this operation.
        var pausedUntil: Duration = .zero
        /// The number of the ticket in flight.
        var flight: Int?
        /// When it is due by the rules, whoever looks at it.
        var planned: Duration = .zero
        /// When it is due while it is selected; nil where being selected changes nothing.
        var dueIfSelected: Duration?
        /// The present stage; nil where no duration means anything.
        var stage: DurationStage?
        /// When the present stage began; may lie before the origin. Means nothing without `stage`.
        var stageStart: Duration = .zero
    }

    let rules: PollRules
    var entries: [OperationID: Entry] = [:]
    var queues = [DueQueue](repeating: DueQueue(), count: Rank.allCases.count)
    var flights: [Int: OperationID] = [:]
    var gate = ServerGate()
    var budget: RequestBudget
    /// How long stages lasted.
    package internal(set) var history = DurationHistory()
    /// What was derived from the history, as long as it is good.
    var plans: [DurationHistory.Group: (version: Int, plan: PollPlan)] = [:]
    /// How many answers the server gave, to whatever request.
    var answers = 0
    /// `answers` at the newest broken connection that was passed over; nil before the first.
    var answersAtForgiveness: Int?
    private(set) var selected: Set<OperationID> = []
    private var visible: Set<OperationID> = []
    private var visibleWentLast = false
    private(set) var lastNumber = 0
    private var lastOrder = 0

    /// Makes a schedule that knows no operation yet.
    package init(rules: PollRules = PollRules()) {
        self.rules = rules
        budget = RequestBudget(requestsPerMinute: rules.requestsPerMinute, burst: rules.burst)
    }

    /// Takes up an operation, due at once unless it is known to have ended; one that is known already stays as it is.
    package mutating func track(_ id: OperationID, known operation: Operation?, now: Duration) {
        guard entries[id] == nil else { return }
        entries[id] = Entry(status: operation?.status)
        if operation?.status.isFinal != true { enqueue(id, due: now) }
    }

    /// Drops an operation; its ticket in flight, if any, still has to land.
    package mutating func forget(_ id: OperationID) {
        entries[id] = nil
        queues[rank(of: id).rawValue].remove(id)
    }

    /// Sets who comes first: what is selected on any screen, then what is visible on this one. Ids that are not tracked
    /// may be among them.
    package mutating func setFocus(selected: Set<OperationID>, visible: [OperationID]) {
        let touched = self.visible.symmetricDifference(visible).union(self.selected.symmetricDifference(selected))
        var moving: [(id: OperationID, time: DueTime)] = []
        for id in touched {
            if let time = queues[rank(of: id).rawValue].remove(id) { moving.append((id, time)) }
        }
        self.selected = selected
        self.visible = Set(visible)
        for (id, time) in moving {
            queues[rank(of: id).rawValue].set(id, at: DueTime(due: due(id), order: time.order))
        }
    }

    /// The person asks about these operations: they are due now, ended ones once more, and their waits start again.
    /// A pause the server asked for is kept.
    package mutating func refresh(_ ids: [OperationID], now: Duration) {
        gate.hurry(now: now)
        for id in ids {
            guard let entry = entries[id] else { continue }
            entries[id]?.lastWait = nil
            if entry.flight == nil { enqueue(id, due: max(now, entry.pausedUntil)) }
        }
    }

    /// The person asks about everything that has not ended.
    package mutating func refreshAll(now: Duration) {
        refresh(queues.flatMap(\.ids) + flights.values, now: now)
    }

    /// What to do at `now`. A `fetch` is counted as in flight and paid from the budget when this returns.
    ///
    /// `idle` also comes while as many requests as allowed are in flight: the next one that lands is an input.
    package mutating func nextAction(now: Duration) -> PollAction {
        guard flights.count < rules.concurrentRequests, !gate.isProbing else { return .idle }
        let ranks = servedRanks
        guard let due = ranks.compactMap({ queues[$0.rawValue].first?.time.due }).min() else { return .idle }
        let earliest = max(due, gate.opensAt, budget.nextStart)
        guard earliest <= now, let id = takeNext(of: ranks, now: now) else { return .wait(until: earliest) }
        lastNumber += 1
        entries[id]?.flight = lastNumber
        flights[lastNumber] = id
        gate.started(lastNumber)
        budget.spend(at: now)
        return .fetch(PollTicket(id: id, number: lastNumber))
    }

    func rank(of id: OperationID) -> Rank {
        if selected.contains(id) { return .selected }
        return visible.contains(id) ? .visible : .other
    }

    mutating func enqueue(_ id: OperationID, due planned: Duration) {
        lastOrder += 1
        entries[id]?.planned = planned
        queues[rank(of: id).rawValue].set(id, at: DueTime(due: due(id), order: lastOrder))
    }

    /// When an operation is due, selected or not.
    private func due(_ id: OperationID) -> Duration {
        guard let entry = entries[id] else { return .zero }
        guard selected.contains(id), let dueIfSelected = entry.dueIfSelected else { return entry.planned }
        return min(entry.planned, dueIfSelected)
    }

    /// Who may go now. The last free place on the wire is kept for the selected operation while it waits for its
    /// turn: slow answers about others must not make it stale.
    private var servedRanks: [Rank] {
        let isLast = flights.count + 1 == rules.concurrentRequests && rules.concurrentRequests > 1
        guard isLast, !gate.isClosed, queues[Rank.selected.rawValue].first != nil else { return Rank.allCases }
        return [.selected]
    }

    /// Takes out whose turn it is among those due at `now`.
    ///
    /// Selected ones go first; visible ones and the rest take turns, so that a full screen starves nobody. A
    /// probe goes to the one that is due longest: a selected operation whose own trouble closed the gate must not
    /// be the only one that is tried again.
    private mutating func takeNext(of ranks: [Rank], now: Duration) -> OperationID? {
        let due = ranks.compactMap { rank -> (rank: Rank, id: OperationID, time: DueTime)? in
            guard let first = queues[rank.rawValue].first, first.time.due <= now else { return nil }
            return (rank, first.id, first.time)
        }
        var next = due.first
        if gate.isClosed {
            next = due.min { $0.time < $1.time }
        } else if next?.rank == .visible {
            if visibleWentLast, let other = due.last, other.rank == .other { next = other }
            visibleWentLast = next?.rank == .visible
        }
        guard let next else { return nil }
        queues[next.rank.rawValue].remove(next.id)
        return next.id
    }
}
