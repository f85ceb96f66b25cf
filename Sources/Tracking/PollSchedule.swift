package import MintDomain

/// Decides which operation is asked about when; knows no clock and does no I/O.
///
/// Each operation is in one of three states: *due* at a time (in one of the queues), *in flight* (it has a ticket that
/// has not landed), or *ended* (never asked about again, unless the person asks). `nextAction` leads from due to in
/// flight; `answered`, `failed` and `abandoned` lead back to due or to ended. Every input and every action costs
/// O(log n) in the number of operations that have not ended.
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
    }

    let rules: PollRules
    var entries: [OperationID: Entry] = [:]
    var queues = [DueQueue](repeating: DueQueue(), count: Rank.allCases.count)
    var flights: [Int: OperationID] = [:]
    var gate = ServerGate()
    var budget: RequestBudget
    /// How many answers the server gave, to whatever request.
    var answers = 0
    private var selected: OperationID?
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

    /// Sets who comes first: the selected operation, then the visible ones. Ids that are not tracked may be among them.
    package mutating func setFocus(selected: OperationID?, visible: [OperationID]) {
        var touched = self.visible.symmetricDifference(visible)
        if self.selected != selected {
            if let old = self.selected { touched.insert(old) }
            if let selected { touched.insert(selected) }
        }
        var moving: [(id: OperationID, time: DueTime)] = []
        for id in touched {
            if let time = queues[rank(of: id).rawValue].remove(id) { moving.append((id, time)) }
        }
        self.selected = selected
        self.visible = Set(visible)
        for (id, time) in moving {
            queues[rank(of: id).rawValue].set(id, at: time)
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
        guard flights.count < rules.concurrentRequests, !gate.isProbing,
            let due = queues.compactMap({ $0.first?.time.due }).min()
        else { return .idle }
        let earliest = max(due, gate.opensAt, budget.nextStart)
        guard earliest <= now, let id = takeNext(now: now) else { return .wait(until: earliest) }
        lastNumber += 1
        entries[id]?.flight = lastNumber
        flights[lastNumber] = id
        gate.started(lastNumber)
        budget.spend(at: now)
        return .fetch(PollTicket(id: id, number: lastNumber))
    }

    func rank(of id: OperationID) -> Rank {
        if id == selected { return .selected }
        return visible.contains(id) ? .visible : .other
    }

    mutating func enqueue(_ id: OperationID, due: Duration) {
        lastOrder += 1
        queues[rank(of: id).rawValue].set(id, at: DueTime(due: due, order: lastOrder))
    }

    /// Takes out whose turn it is among those due at `now`.
    ///
    /// The selected one goes first; visible ones and the rest take turns, so that a full screen starves nobody. A
    /// probe goes to the one that is due longest: a selected operation whose own trouble closed the gate must not
    /// be the only one that is tried again.
    private mutating func takeNext(now: Duration) -> OperationID? {
        let due = Rank.allCases.compactMap { rank -> (rank: Rank, id: OperationID, time: DueTime)? in
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
