import Foundation
package import MintDomain

/// Decides what happens to each mutation and when: a state machine without clock, disk or network.
///
/// On disk a row goes `held → sending → accepted | refused | unknown`, `unknown → sending`, `held → withdrawn`. One
/// that is not repeatable never becomes `unknown`: after an attempt that may have arrived it is `uncertain` forever,
/// after one that certainly did not it is `held` again. Each input may produce events (`takeEvents`) and an action
/// (`nextAction`).
package struct OutboxRules: Sendable {
    /// The state of a row in this process; its `entry.state` is the stored one.
    enum Phase: Sendable, Hashable {
        /// → due, withdrawing, offered
        case held(until: Duration)
        /// Moved only by the user. → due, withdrawing
        case offered
        /// Sent once this time has come and there is capacity. → claiming, sending, withdrawing, settling
        case due(at: Duration)
        /// `sending` is being stored. → sending, due
        case claiming
        /// → noting, settling
        case sending
        /// `unknown` is being stored; then due at that time, or offered if nil. → due, offered
        case noting(nextTry: Duration?)
        /// Its end is being stored. → gone, unsettled
        case settling(OutboxEvent.Step, isTold: Bool)
        /// Its end could not be stored and is retried at that time. → settling
        case unsettled(OutboxEvent.Step, at: Duration)
        /// → gone, offered
        case withdrawing
    }

    struct Row: Sendable {
        var entry: OutboxEntry
        var phase: Phase
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
        rows.filter { row in
            switch row.phase {
            case .settling, .unsettled: false
            default: true
            }
        }.map(\.entry)
    }

    /// All mutations in flight or unanswered, in order of submission.
    package var leaving: [OutboxEntry] {
        rows.filter { row in
            switch row.phase {
            case .due, .claiming, .sending, .noting, .settling(_, isTold: false): true
            case .held, .offered, .settling, .unsettled, .withdrawing: false
            }
        }.map(\.entry)
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
        add(entry, isHeld ? .held(until: until) : .due(at: until), isOurs: true, mayHaveArrived: false)
        if isHeld { tellHeld(entry, until: until, at: moment) }
    }

    /// Sends a previously stored entry, in any state, at the user's request.
    package mutating func adopted(_ entry: OutboxEntry, at moment: OutboxMoment) {
        if index(entry.key) != nil { return sendNow([entry.key], at: moment) }
        add(entry, .due(at: moment.elapsed), isOurs: false, mayHaveArrived: entry.state.mayHaveArrived)
        if let index = index(entry.key) { rows[index].isOrdered = true }
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
            case .accepted, .refused, .withdrawn, .uncertain: continue
            case .held: offer(entry, "It was held when mintop ended.")
            case .sending, .unknown:
                if entry.isRepeatable, isTooOld(entry, at: moment.date) {
                    offer(entry, Self.tooOld)
                } else {
                    add(entry, .due(at: moment.elapsed), isOurs: false, mayHaveArrived: true)
                    continue
                }
            }
            offers.append(entry)
        }
        return offers
    }

    private mutating func offer(_ entry: OutboxEntry, _ sentence: String) {
        add(entry, .offered, isOurs: false, mayHaveArrived: entry.state.mayHaveArrived)
        tell(entry, .offered(sentence))
    }

    /// Inserts before later decisions about the same operation, which must wait for it.
    private mutating func add(_ entry: OutboxEntry, _ phase: Phase, isOurs: Bool, mayHaveArrived: Bool) {
        let row = Row(entry: entry, phase: phase, isOurs: isOurs, mayHaveArrived: mayHaveArrived)
        let follower = rows.firstIndex { other in
            entry.operationID != nil && other.entry.operationID == entry.operationID
                && other.entry.createdAt > entry.createdAt
        }
        rows.insert(row, at: follower ?? rows.endIndex)
    }

    // MARK: What happens next

    /// Returns the next action; call it again after each action and each input.
    package mutating func nextAction(at moment: OutboxMoment) -> OutboxAction {
        if !unsent.isEmpty { return .send(unsent.removeFirst()) }
        let onTheWire = rows.count { $0.phase == .claiming || $0.phase == .sending }
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
            } else if case .unsettled(let step, _) = rows[index].phase {
                return .store(settle(index, step, isTold: true))
            } else if rows[index].mustNotLeave {
                return .store(settle(index, .uncertain(Self.uncertainty(of: rows[index].entry))))
            } else if rows[index].mayHaveArrived, !rows[index].isOrdered, isTooOld(rows[index].entry, at: moment.date) {
                rows[index].phase = .offered
                tell(rows[index].entry, .offered(Self.tooOld))
            } else if let open = budget?.nextStart, open > moment.elapsed {
                postpone(index, until: open, at: moment)
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
        switch row.phase {
        case .held(let until): isFree ? max(until, pausedUntil) : nil
        case .due(let at): isFree ? max(at, pausedUntil) : nil
        case .unsettled(_, let at): at
        case .offered, .claiming, .sending, .noting, .settling, .withdrawing: nil
        }
    }

    private mutating func start(_ index: Int) -> OutboxAction {
        let entry = rows[index].entry
        if rows[index].isOurs, entry.state == .sending {
            rows[index].phase = .sending
            tell(entry, .sending)
            return .send(entry)
        }
        rows[index].phase = .claiming
        return .store(OutboxChange(key: entry.key, from: entry.state, to: .sending))
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

    mutating func tell(_ entry: OutboxEntry, _ step: OutboxEvent.Step) {
        events.append(OutboxEvent(entry: entry, step: step))
    }

    mutating func settle(_ index: Int, _ step: OutboxEvent.Step, isTold: Bool = false) -> OutboxChange {
        rows[index].phase = .settling(step, isTold: isTold)
        let entry = rows[index].entry
        return OutboxChange(key: entry.key, from: entry.state, to: step.finalState)
    }
}

extension OutboxRules.Row {
    /// Whether it may have arrived and sending it twice is not safe.
    var mustNotLeave: Bool { mayHaveArrived && !entry.isRepeatable }

    /// Whether it blocks later decisions of its operation.
    var isLeaving: Bool {
        switch phase {
        case .due, .claiming, .sending, .noting: true
        case .held, .offered, .settling, .unsettled, .withdrawing: false
        }
    }

    /// Whether it was certainly not sent, so that it can be undone.
    var isWithdrawable: Bool {
        guard case .held = entry.state else { return false }
        switch phase {
        case .held, .offered, .due: return true
        default: return false
        }
    }

    /// Whether this process neither sends it nor stores a change of it.
    var isWaitingHere: Bool {
        switch phase {
        case .held, .offered, .due: true
        case .claiming, .sending, .noting, .settling, .unsettled, .withdrawing: false
        }
    }

    func isHeld(at time: Duration) -> Bool {
        if case .held(let until) = phase { until > time } else { false }
    }

    /// Whether it has been held since it was stored.
    var isCountingDown: Bool {
        if case .held = phase { true } else { false }
    }
}

extension OutboxState {
    /// Whether a request in that state may have taken effect unknown to this process.
    fileprivate var mayHaveArrived: Bool {
        switch self {
        case .sending, .unknown, .accepted, .uncertain: true
        case .held, .refused, .withdrawn: false
        }
    }
}

extension OutboxEvent.Step {
    fileprivate var finalState: OutboxState {
        switch self {
        case .accepted(let id): .accepted(id)
        case .refused(let sentence, _): .refused(sentence)
        case .withdrawn: .withdrawn
        case .uncertain(let sentence): .uncertain(sentence)
        case .held, .offered, .sending, .waiting, .replaced, .takenElsewhere, .elsewhere, .settledElsewhere:
            preconditionFailure("Only an end is stored as one.")
        }
    }
}
