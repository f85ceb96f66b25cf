package import MintDomain

/// Decides which operation is polled when, without clock or I/O.
///
/// Each operation is in one of three states: *due* at a time (in one of the queues), *in flight* (with a ticket), or
/// *ended* (never polled again, except at the user's request). `nextAction` moves from due to in flight; `answered`,
/// `failed` and `abandoned` move back to due or to ended. Inputs and actions cost O(log n) in the number of operations
/// that have not ended, except the first one after a new duration was learned, which computes a `PollPlan`.
///
/// The next poll follows from past durations of such stages if enough are known, otherwise from the plain sequence of
/// `PollRules`.
///
/// All times are relative to an origin and must not decrease.
package struct PollSchedule: Sendable {
    /// The priority among due operations.
    enum Rank: Int, CaseIterable, Sendable {
        case selected, visible, other
    }

    struct Entry: Sendable {
        var status: OperationStatus?
        /// The wait before the newest response; nil at the start of the sequence.
        var lastWait: Duration?
        var failures = 0
        /// `answers` at the newest failure: shows whether the server has answered others since.
        var answersAtFailure = 0
        /// The end of the pause for this operation that the server requested.
        var pausedUntil: Duration = .zero
        var flight: Int?
        /// The due time by the rules, without regard to selection.
        var planned: Duration = .zero
        /// The due time while selected; nil if selection changes nothing.
        var dueIfSelected: Duration?
        /// The current stage; nil if no duration is meaningful.
        var stage: DurationStage?
        /// The start of the current stage; may be before the origin. Unused without `stage`.
        var stageStart: Duration = .zero
    }

    let rules: PollRules
    var entries: [OperationID: Entry] = [:]
    var queues = [DueQueue](repeating: DueQueue(), count: Rank.allCases.count)
    var flights: [Int: OperationID] = [:]
    var gate = ServerGate()
    var budget: RequestBudget
    package internal(set) var history = DurationHistory()
    /// The plans derived from the history, while current.
    var plans: [DurationHistory.Group: (version: Int, plan: PollPlan)] = [:]
    var answers = 0
    /// `answers` at the newest ignored broken connection; nil before the first.
    var answersAtForgiveness: Int?
    private(set) var selected: Set<OperationID> = []
    private var visible: Set<OperationID> = []
    private var visibleWentLast = false
    private(set) var lastNumber = 0
    private var lastOrder = 0

    package init(rules: PollRules = PollRules()) {
        self.rules = rules
        budget = RequestBudget(requestsPerMinute: rules.requestsPerMinute, burst: rules.burst)
    }

    /// Adds an operation, due at once unless it has ended; a known one stays unchanged.
    package mutating func track(_ id: OperationID, known operation: Operation?, now: Duration) {
        guard entries[id] == nil else { return }
        entries[id] = Entry(status: operation?.status)
        if operation?.status.isFinal != true { enqueue(id, due: now) }
    }

    /// Removes an operation; its ticket in flight, if any, still has to end.
    package mutating func forget(_ id: OperationID) {
        entries[id] = nil
        queues[rank(of: id).rawValue].remove(id)
    }

    /// Sets the priority: operations selected on any screen, then those visible on this one. Unknown ids are ignored.
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

    /// Polls these operations at the user's request: they are due now, ended ones once, and their waits restart. Pauses
    /// requested by the server still apply.
    package mutating func refresh(_ ids: [OperationID], now: Duration) {
        gate.hurry(now: now)
        for id in ids {
            guard let entry = entries[id] else { continue }
            entries[id]?.lastWait = nil
            if entry.flight == nil { enqueue(id, due: max(now, entry.pausedUntil)) }
        }
    }

    /// Polls all unfinished operations at the user's request.
    package mutating func refreshAll(now: Duration) {
        refresh(queues.flatMap(\.ids) + flights.values, now: now)
    }

    /// Returns the next action. A `fetch` counts as in flight and is charged to the budget when this returns.
    ///
    /// Returns `idle` also while the maximum number of requests is in flight: the next one that ends is an input.
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

    private func due(_ id: OperationID) -> Duration {
        guard let entry = entries[id] else { return .zero }
        guard selected.contains(id), let dueIfSelected = entry.dueIfSelected else { return entry.planned }
        return min(entry.planned, dueIfSelected)
    }

    /// The ranks that may be polled now. The last free slot is reserved for a due selected operation: slow responses
    /// about others must not make it stale.
    private var servedRanks: [Rank] {
        let isLast = flights.count + 1 == rules.concurrentRequests && rules.concurrentRequests > 1
        guard isLast, !gate.isClosed, queues[Rank.selected.rawValue].first != nil else { return Rank.allCases }
        return [.selected]
    }

    /// Removes and returns the next of the operations due at `now`.
    ///
    /// Selected ones come first; visible ones and the rest take turns, so that a full screen starves no operation. A
    /// probe goes to the longest due one: a selected operation whose own failure closed the gate must not be the only
    /// one retried.
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
