import Foundation
package import MintDomain

/// Decides what happens to each mutation and when: a state machine without clock, disk or network.
///
/// `OutboxState` has the states of a row. Each input may produce events (`takeEvents`) and an action (`nextAction`).
package struct OutboxRules: Sendable {
    /// The activity of this process with a row.
    enum Activity: Sendable, Hashable {
        /// → storing, sending
        case none
        /// A state is being stored: `sending` before the request, `held` or `waiting` after one without a response, or
        /// an end. → none, sending, gone
        case storing(OutboxState)
        /// The request is in flight. → storing
        case sending
    }

    struct Row: Sendable {
        /// The decision with its stored state.
        var entry: OutboxEntry
        var activity = Activity.none
        /// The time to send it, or to store its `end` again; nil for only at the user's request.
        var due: Duration?
        /// Whether its undo window is running.
        var isHold = false
        /// Its end, if it was reported and could not be stored.
        var end: OutboxState?
        /// Whether this process stored `sending`.
        var isOurs: Bool
        /// Whether any attempt may have taken effect.
        var mayHaveArrived: Bool
        /// Whether the user requested sending, whatever its age.
        var isOrdered = false
        /// The number of unanswered attempts in a row, and of failures to store in a row.
        var failures = 0
        /// The problem that keeps it unsettled, if any.
        var problem: String?
        /// Whether it waits for the outcome of an earlier decision of another process.
        var isBlocked = false
        /// The last reported end of its hold.
        var toldEnd: Date?
    }

    let numbers: OutboxNumbers
    var rows: [Row] = []
    /// Claimed, but not yet returned as `send`.
    var unsent: [OutboxEntry] = []
    var events: [OutboxEvent] = []
    /// The end of the pause that the server requested.
    var pausedUntil: Duration = .zero
    /// The hourly budget; nil for no limit.
    var budget: RequestBudget?
    /// The elapsed time of the last `observe` while a decision was held; nil while none is.
    var lastObservation: Duration?
    /// Whether decisions of ended processes are taken over: since the first call of `restored`.
    var takesOver = false
    /// The last reported unsettled decisions of other living processes.
    var elsewhere: [IdempotencyKey: TrackingStorageMutation] = [:]

    package init(numbers: OutboxNumbers = OutboxNumbers()) {
        self.numbers = numbers
        budget = numbers.sendsPerHour.map { RequestBudget(limit: $0, within: .seconds(3600), burst: $0) }
    }

    /// All unsettled mutations in order of submission, as stored.
    package var pending: [OutboxEntry] {
        rows.filter { !$0.isEnding }.map(\.entry)
    }

    /// All mutations in flight or unanswered, in order of submission.
    package var leaving: [OutboxEntry] {
        rows.filter { $0.isLeaving || ($0.isEnding && $0.end == nil) }.map(\.entry)
    }

    /// Returns the events since the last call, oldest first.
    package mutating func takeEvents() -> [OutboxEvent] {
        defer { events = [] }
        return events
    }

    // MARK: Submitting

    /// Adds an entry that this process stored as `held` or `sending` at `moment`; a zero hold sends it at once.
    package mutating func submitted(_ entry: OutboxEntry, hold: Duration, at moment: OutboxMoment) {
        let until = moment.elapsed + hold
        let isHeld = hold > .zero
        add(Row(entry: entry, due: until, isHold: isHeld, isOurs: true, mayHaveArrived: false))
        if isHeld { tellHeld(entry, until: until, at: moment) }
    }

    /// Sends a previously stored entry, in any state, at the user's request.
    package mutating func adopted(_ entry: OutboxEntry, at moment: OutboxMoment) {
        if index(entry.key) != nil { return sendNow([entry.key], at: moment) }
        let mayHaveArrived = entry.state.mayHaveArrived
        add(Row(entry: entry, due: moment.elapsed, isOurs: false, mayHaveArrived: mayHaveArrived, isOrdered: true))
    }

    /// Adds the mutations of an earlier run: unanswered ones are sent again, held ones only on the user's request, and
    /// unanswered ones that are not repeatable end as uncertain.
    ///
    /// An unanswered one that is too old for the server to still know its key is offered as well.
    ///
    /// - Returns: The offered entries, in the given order.
    package mutating func restored(_ entries: [OutboxEntry], at moment: OutboxMoment) -> [OutboxEntry] {
        takesOver = true
        var offers: [OutboxEntry] = []
        for entry in entries where index(entry.key) == nil {
            switch entry.state {
            case .accepted, .refused, .canceled, .uncertain: continue
            case .held: offer(entry, "It was held when mintop ended.")
            case .sending, .waiting:
                if entry.isRepeatable, isTooOld(entry, at: moment.date) {
                    offer(entry, Self.tooOld)
                } else {
                    add(Row(entry: entry, due: moment.elapsed, isOurs: false, mayHaveArrived: true))
                    continue
                }
            }
            offers.append(entry)
        }
        return offers
    }

    private mutating func offer(_ entry: OutboxEntry, _ sentence: String) {
        add(Row(entry: entry, isOurs: false, mayHaveArrived: entry.state.mayHaveArrived))
        tell(entry, entry.state.postponed(until: nil, because: sentence))
    }

    /// Inserts before later decisions about the same operation, which must wait for it.
    private mutating func add(_ row: Row) {
        let id = row.entry.operationID
        let follower = rows.firstIndex { other in
            id != nil && other.entry.operationID == id && other.entry.createdAt > row.entry.createdAt
        }
        rows.insert(row, at: follower ?? rows.endIndex)
    }

    // MARK: What happens next

    /// Returns the next action; call it again after each action and each input.
    package mutating func nextAction(at moment: OutboxMoment) -> OutboxAction {
        if !unsent.isEmpty { return .send(unsent.removeFirst()) }
        let onTheWire = rows.count { [.sending, .storing(.sending)].contains($0.activity) }
        var busy: Set<OperationID> = []
        var wake: Duration?
        for index in rows.indices {
            let id = rows[index].entry.operationID
            let isFree = id.map { !busy.contains($0) } ?? true
            // A blocked row waits for an earlier decision, which may be behind it here.
            if let id, rows[index].isLeaving, !rows[index].isBlocked { busy.insert(id) }
            guard let time = dueTime(rows[index], isFree: isFree) else { continue }
            if time > moment.elapsed {
                wake = min(wake ?? time, time)
            } else if let end = rows[index].end {
                return .store(store(end, index))
            } else if rows[index].mustNotLeave {
                return .store(store(.uncertain(Self.uncertainty(of: rows[index].entry)), index))
            } else if rows[index].mayHaveArrived, !rows[index].isOrdered, isTooOld(rows[index].entry, at: moment.date) {
                postpone(index, until: nil, because: Self.tooOld, at: moment)
            } else if let open = budget?.nextStart, open > moment.elapsed {
                let sentence = "The service takes \(numbers.sendsPerHour ?? 0) requests an hour, and those are used."
                postpone(index, until: open, because: sentence, at: moment)
                wake = min(wake ?? open, open)
            } else if onTheWire < numbers.concurrentSends {
                budget?.spend(at: moment.elapsed)
                return start(index)
            }
        }
        if rows.contains(where: { $0.isHeld(at: moment.elapsed) }) {
            // Often enough that `observe` notices when the program was stopped.
            let beat = moment.elapsed + numbers.holdBeat
            return .wait(until: min(wake ?? beat, beat))
        }
        return wake.map { .wait(until: $0) } ?? .idle
    }

    private func dueTime(_ row: Row, isFree: Bool) -> Duration? {
        guard row.activity == .none, let due = row.due else { return nil }
        if row.end != nil { return due }
        return isFree ? max(due, pausedUntil) : nil
    }

    private mutating func start(_ index: Int) -> OutboxAction {
        let entry = rows[index].entry
        if rows[index].isOurs, entry.state == .sending {
            rows[index].activity = .sending
            tell(entry, .sending)
            return .send(entry)
        }
        return .store(store(.sending, index))
    }

    // MARK: Shared

    static let tooOld = """
        No answer came for almost a day, so the server may have forgotten its key: sent again, it might happen twice.
        """

    func index(_ key: IdempotencyKey) -> Int? {
        rows.firstIndex { $0.entry.key == key }
    }

    func isTooOld(_ entry: OutboxEntry, at date: Date) -> Bool {
        date.timeIntervalSince(entry.createdAt) >= numbers.keyLife / .seconds(1)
    }

    mutating func tell(_ entry: OutboxEntry, _ state: OutboxState) {
        var entry = entry
        entry.state = state
        events.append(OutboxEvent(entry: entry))
    }

    /// Lets an unsent row wait until a time, or for the user, and reports the reason: one sentence.
    mutating func postpone(_ index: Int, until time: Duration?, because sentence: String, at moment: OutboxMoment) {
        rows[index].due = time
        rows[index].isHold = false
        rows[index].problem = sentence
        let entry = rows[index].entry
        tell(entry, entry.state.postponed(until: time.map(moment.date(at:)), because: sentence))
    }

    /// Starts to store a state of a row.
    mutating func store(_ state: OutboxState, _ index: Int) -> OutboxChange {
        rows[index].activity = .storing(state)
        return OutboxChange(key: rows[index].entry.key, from: rows[index].entry.state, to: state)
    }
}

extension OutboxRules.Row {
    /// Whether it may have arrived and sending it twice is not safe.
    var mustNotLeave: Bool { mayHaveArrived && !entry.isRepeatable }

    /// Whether its end is known and not stored yet; false while it is undone.
    var isEnding: Bool {
        if case .storing(let state) = activity { state.phase.isFinal && state != .canceled } else { end != nil }
    }

    /// Whether it is being sent, or sent without further action; then it blocks later decisions of its operation.
    var isLeaving: Bool {
        switch activity {
        case .none: end == nil && !isHold && due != nil
        case .storing(let state): !state.phase.isFinal
        case .sending: true
        }
    }

    /// Whether it was certainly not sent, so that it can be undone.
    var isWithdrawable: Bool { entry.state.phase == .held && isWaitingHere }

    /// Whether this process neither sends it nor stores a change of it.
    var isWaitingHere: Bool { activity == .none && end == nil }

    func isHeld(at time: Duration) -> Bool { isCountingDown && due.map { $0 > time } == true }

    /// Whether it has been held since it was stored.
    var isCountingDown: Bool { isHold && activity == .none }
}
