import Foundation
package import MintDomain

/// Decides what happens to each mutation and when: a state machine without clock, disk or network.
///
/// On disk a row goes `held → sending → accepted | refused | unknown`, `unknown → sending`, `held → withdrawn`. One that
/// is not repeatable never becomes `unknown`: after an attempt that may have arrived it is `uncertain` for good, after
/// one that surely did not it is `held` again. Each input may leave events (`takeEvents`) and something to do (`nextAction`).
package struct OutboxRules: Sendable {
    /// Where a row stands in this process; its `entry.state` is what is on disk.
    enum Phase: Sendable, Hashable {
        /// → due, withdrawing, offered
        case held(until: Duration)
        /// Only a person moves it. → due, withdrawing
        case offered
        /// Leaves as soon as this time has come and there is room. → claiming, sending, withdrawing, settling
        case due(at: Duration)
        /// `sending` is being stored. → sending, due
        case claiming
        /// → noting, settling
        case sending
        /// `unknown` is being stored; then due at that time, or offered for nil. → due, offered
        case noting(nextTry: Duration?)
        /// Its end is being stored. → gone, unsettled
        case settling(OutboxEvent.Step, isTold: Bool)
        /// Its end could not be stored and is stored again at that time. → settling
        case unsettled(OutboxEvent.Step, at: Duration)
        /// → gone, offered
        case withdrawing
    }

    struct Row: Sendable {
        var entry: OutboxEntry
        var phase: Phase
        /// Whether `sending` on disk was written by this process.
        var isOurs: Bool
        /// Whether any attempt may have taken effect.
        var mayHaveArrived: Bool
        /// Whether a person asked for it to go out, however old it is.
        var isOrdered = false
        /// Attempts in a row without an answer, and failures to store in a row.
        var failures = 0
        /// Why it is not settled; nil where nothing went wrong.
        var problem: String?
    }

    let numbers: OutboxNumbers
    /// In the order of their submission.
    var rows: [Row] = []
    /// Operations whose mutation is being stored for the first time.
    private var reserved: Set<OperationID> = []
    /// Claimed, but not handed out as `send` yet.
    var unsent: [OutboxEntry] = []
    var events: [OutboxEvent] = []
    /// Until when the server wants to be left alone.
    var pausedUntil: Duration = .zero
    /// What may leave within an hour; nil where the service counts none.
    var budget: RequestBudget?

    /// Makes rules that know of no mutation.
    package init(numbers: OutboxNumbers = OutboxNumbers()) {
        self.numbers = numbers
        budget = numbers.sendsPerHour.map { RequestBudget(limit: $0, within: .seconds(3600), burst: $0) }
    }

    /// Everything that is not settled, in the order of submission; each as it is on disk.
    package var pending: [OutboxEntry] {
        rows.filter { row in
            switch row.phase {
            case .settling, .unsettled: false
            default: true
            }
        }.map(\.entry)
    }

    /// What is on its way or has no answer yet, in the order of submission.
    package var leaving: [OutboxEntry] {
        rows.filter { row in
            switch row.phase {
            case .due, .claiming, .sending, .noting, .settling(_, isTold: false): true
            case .held, .offered, .settling, .unsettled, .withdrawing: false
            }
        }.map(\.entry)
    }

    /// What happened since the last call, oldest first.
    package mutating func takeEvents() -> [OutboxEvent] {
        defer { events = [] }
        return events
    }

    // MARK: Submitting

    /// Takes the place of an operation for a mutation that is about to be stored; `release` gives it back.
    ///
    /// - Returns: Why there is no room: one sentence. Nil where there is.
    package mutating func reserve(_ id: OperationID?) -> String? {
        guard let id else { return nil }
        if reserved.contains(id) { return "Another decision about \(id) is being stored: wait for its outcome." }
        if let row = rows.first(where: { $0.entry.operationID == id && $0.isUndecided }) { return row.refusal(of: id) }
        reserved.insert(id)
        return nil
    }

    /// The mutation is `submitted`, or is not to be.
    package mutating func release(_ id: OperationID?) {
        if let id { reserved.remove(id) }
    }

    /// An entry is on disk, stored by this process, as `held` or `sending`.
    ///
    /// - Parameters:
    ///   - entry: As it is on disk.
    ///   - hold: How long it waits from `moment`; zero sends it at once.
    ///   - moment: When the decision was made.
    package mutating func submitted(_ entry: OutboxEntry, hold: Duration, at moment: OutboxMoment) {
        let until = moment.elapsed + hold
        let isHeld = hold > .zero
        add(entry, isHeld ? .held(until: until) : .due(at: until), isOurs: true, mayHaveArrived: false)
        if isHeld { tell(entry, .held(until: moment.date(at: until))) }
    }

    /// A person asks for an entry that was on disk before, in whatever state, to go out now.
    package mutating func adopted(_ entry: OutboxEntry, at moment: OutboxMoment) {
        if index(entry.key) != nil { return sendNow([entry.key], at: moment) }
        add(entry, .due(at: moment.elapsed), isOurs: false, mayHaveArrived: entry.state.mayHaveArrived)
        rows[rows.count - 1].isOrdered = true
    }

    /// What an earlier run left behind: unanswered ones go out again, held ones only when a person says so, and unanswered
    /// ones that are not repeatable end as uncertain.
    ///
    /// An unanswered one that is too old to be sure that the server still knows its key is offered as well.
    ///
    /// - Returns: What is offered, in the order given.
    package mutating func restored(_ entries: [OutboxEntry], at moment: OutboxMoment) -> [OutboxEntry] {
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

    private mutating func add(_ entry: OutboxEntry, _ phase: Phase, isOurs: Bool, mayHaveArrived: Bool) {
        rows.append(Row(entry: entry, phase: phase, isOurs: isOurs, mayHaveArrived: mayHaveArrived))
    }

    // MARK: What happens next

    /// The next thing to do; ask again after each one, and after each input.
    package mutating func nextAction(at moment: OutboxMoment) -> OutboxAction {
        if !unsent.isEmpty { return .send(unsent.removeFirst()) }
        let onTheWire = rows.count { $0.phase == .claiming || $0.phase == .sending }
        var busy: Set<OperationID> = []
        var wake: Duration?
        for index in rows.indices {
            let id = rows[index].entry.operationID
            let isFree = id.map { !busy.contains($0) } ?? true
            if let id, rows[index].isLeaving { busy.insert(id) }
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

    /// Marks that the end of a row is being stored.
    mutating func settle(_ index: Int, _ step: OutboxEvent.Step, isTold: Bool = false) -> OutboxChange {
        rows[index].phase = .settling(step, isTold: isTold)
        let entry = rows[index].entry
        return OutboxChange(key: entry.key, from: entry.state, to: step.finalState)
    }
}

extension OutboxRules.Row {
    /// Whether a second mutation of the operation has to wait for it.
    var isUndecided: Bool {
        switch phase {
        case .settling, .unsettled: false
        default: true
        }
    }

    /// Whether it may have arrived, and the server would take a second copy for another request.
    var mustNotLeave: Bool { mayHaveArrived && !entry.isRepeatable }

    /// Whether it keeps later ones of its operation back.
    var isLeaving: Bool {
        switch phase {
        case .due, .claiming, .sending, .noting: true
        case .held, .offered, .settling, .unsettled, .withdrawing: false
        }
    }

    /// Whether it has surely not left, so that it can be taken back.
    var isWithdrawable: Bool {
        guard case .held = entry.state else { return false }
        switch phase {
        case .held, .offered, .due: return true
        default: return false
        }
    }

    func refusal(of id: OperationID) -> String {
        let verb = entry.verb
        switch phase {
        case .held, .withdrawing:
            return "The \(verb) of \(id) is still held: withdraw it first, or wait until it is sent."
        case .offered: return "The \(verb) of \(id) is kept from before: send or drop it first."
        default: break
        }
        return problem == nil
            ? "The \(verb) of \(id) is on its way: wait for its outcome."
            : "The \(verb) of \(id) has no answer yet and is sent again by itself: wait for its outcome."
    }
}

extension OutboxState {
    /// Whether a request in that state may have taken effect without this process knowing.
    fileprivate var mayHaveArrived: Bool {
        switch self {
        case .sending, .unknown, .accepted, .uncertain: true
        case .held, .refused, .withdrawn: false
        }
    }
}

extension OutboxEvent.Step {
    /// What a final step is on disk.
    fileprivate var finalState: OutboxState {
        switch self {
        case .accepted(let id): .accepted(id)
        case .refused(let sentence, _): .refused(sentence)
        case .withdrawn: .withdrawn
        case .uncertain(let sentence): .uncertain(sentence)
        case .held, .offered, .sending, .waiting, .takenElsewhere:
            preconditionFailure("Only an end is stored as one.")
        }
    }
}
