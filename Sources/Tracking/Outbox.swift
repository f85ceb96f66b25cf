package import Foundation
package import MintDomain

/// The only way a mutation reaches the server: it is stored with its key, then sent, then its outcome is stored.
///
/// `OutboxRules` decide, the actor executes. Its memory only saves reading the store: a crash between any two steps
/// loses no decision and sends none under another key. A decision about a preview is sent only while that preview needs
/// review: the operation is read again before each attempt. Requests are sent only while `run()` is running; everything
/// else works without it.
package actor Outbox {
    package enum Submission: Sendable, Hashable {
        /// Stored under this key; sent when its hold is over.
        case stored(IdempotencyKey)
        /// Neither stored nor sent: one sentence with the reason.
        case refused(String)
    }

    package enum Withdrawal: Sendable, Hashable {
        /// It will never be sent.
        case withdrawn(OutboxEntry)
        /// One sentence with the reason.
        case refused(String)
    }

    let storage: any TrackingStorage
    let parts: OutboxParts
    /// The time since the outbox was made, as used by the rules.
    let elapsed: @Sendable () -> Duration
    let sleep: @Sendable (Duration) async throws -> Void
    let signal = WakeSignal()

    var rules: OutboxRules
    var isRunning = false
    var subscribers: [AsyncStream<OutboxEvent>.Continuation] = []
    /// The newest event of each unsettled mutation.
    var newest: [IdempotencyKey: OutboxEvent] = [:]
    /// The mutations whose outcome a caller waits for.
    var awaited: Set<IdempotencyKey> = []
    var outcomes: [IdempotencyKey: OutboxState] = [:]

    /// Creates an empty outbox. The clock should continue while the machine sleeps.
    package init<C: Clock<Duration>>(
        clock: C, numbers: OutboxNumbers = OutboxNumbers(), storage: any TrackingStorage, parts: OutboxParts
    ) {
        let origin = clock.now
        elapsed = { origin.duration(to: clock.now) }
        sleep = { try await clock.sleep(until: origin.advanced(by: $0), tolerance: nil) }
        rules = OutboxRules(numbers: numbers)
        self.storage = storage
        self.parts = parts
    }

    /// Stores a mutation, to be sent when its hold, the undo window, is over; zero sends it at once. It is on disk when
    /// this returns `stored`.
    ///
    /// The store refuses it while another decision about the same operation is unsettled.
    package func submit(_ mutation: Mutation, hold: Duration) async -> Submission {
        await place(mutation, key: nil, hold: hold)
    }

    /// Undoes a mutation that was not sent; stored when this returns.
    package func withdraw(_ key: IdempotencyKey) async -> Withdrawal {
        guard let change = rules.withdraw(key) else {
            return .refused("It has left already, so it cannot be taken back.")
        }
        guard let entry = rules.pending.first(where: { $0.key == key }) else {
            return .refused("There is no such decision.")
        }
        switch await carryOut(change) {
        case .done: return .withdrawn(entry)
        case .taken:
            return .refused("Another mintop has taken the \(entry.verb) over, so it cannot be taken back here.")
        case .blocked(let sentence): return .refused(sentence)
        case .failed(let sentence):
            return .refused("It is not sent, but the store could not note that it was taken back: \(sentence)")
        }
    }

    /// The newest held mutation with a running undo window, if any.
    package func newestHeld() -> OutboxEntry? {
        rules.newestHeld.flatMap { key in rules.pending.first { $0.key == key } }
    }

    /// All unsettled mutations in order of submission: held, offered, in flight and unanswered.
    package func pending() -> [OutboxEntry] {
        rules.pending
    }

    /// Resumes the unsettled mutations of an earlier run, in stored order: unanswered ones are sent again with their
    /// keys, held ones never by themselves.
    ///
    /// - Returns: The entries that the user must decide about, with `sendNow`, `withdraw` or `dropHeld`.
    @discardableResult
    package func restore(_ entries: [OutboxEntry]) -> [OutboxEntry] {
        defer { proceed() }
        return rules.restored(entries, at: moment())
    }

    /// Sends these as soon as the server allows, ignoring their waits.
    package func sendNow(_ keys: [IdempotencyKey]) {
        rules.sendNow(keys, at: moment())
        proceed()
    }

    /// Sends everything held, offered or waiting as soon as the server allows.
    package func sendAllNow() {
        sendNow(rules.pending.map(\.key))
    }

    /// Undoes everything that was not sent, offered ones included; stored when this returns. Unanswered ones continue.
    package func dropHeld() async {
        for change in rules.dropAll() { _ = await carryOut(change) }
    }

    /// Keeps everything that was not sent for the next start.
    package func keepHeld() {
        rules.keep()
        proceed()
    }

    /// Counts requests of earlier runs and other processes against the hourly limit; call before any submission.
    package func countEarlier(_ times: [Date]) {
        rules.countEarlier(times, at: moment())
    }

    /// The earliest start of the next mutation under the budget and the server's pauses; nil for now.
    package func nextStart() -> Date? {
        rules.nextStart(at: moment())
    }

    /// Returns a stream of events, starting with the newest event of each unsettled mutation.
    ///
    /// Each caller has its own stream. It ends when the reading task is canceled.
    package func events() -> AsyncStream<OutboxEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: OutboxEvent.self)
        for key in rules.pending.map(\.key) + rules.elsewhere.keys {
            if let event = newest[key] { continuation.yield(event) }
        }
        subscribers.append(continuation)
        return stream
    }

    // MARK: Shared

    func moment() -> OutboxMoment {
        OutboxMoment(elapsed: elapsed(), date: parts.now())
    }

    /// Stores a mutation under a new or given key. A given key may be stored already: then that row is sent again,
    /// unless the server has accepted it.
    func place(
        _ mutation: Mutation, key: IdempotencyKey?, hold: Duration, isAwaited: Bool = false
    ) async -> Submission {
        let prepared: OutboxEntry
        let moment = moment()
        do {
            var entry = try parts.prepare(mutation, try key ?? parts.makeKey())
            entry.author = parts.author
            if hold > .zero { entry.state = .held(until: moment.date(at: moment.elapsed + hold)) }
            prepared = entry
        } catch {
            return .refused("\(error)")
        }
        if isAwaited { awaited.insert(prepared.key) }
        do {
            let insertion = try await storage.insert(prepared)
            let stored = insertion.entry
            if let replaced = insertion.replaced { rules.replaced(replaced) }
            if case .accepted(let id) = stored.state {
                // Sent again after the server has forgotten the key, it would take effect twice.
                await parts.reread(id)
                if isAwaited { outcomes[prepared.key] = .accepted(id) }
            } else if !insertion.isEarlier {
                rules.submitted(stored, hold: hold, at: moment)
            } else {
                rules.adopted(stored, at: self.moment())
            }
        } catch TrackingStorageError.undecided(let first) {
            awaited.remove(prepared.key)
            return .refused(first.refusal(of: await name(mutation), at: parts.now()))
        } catch {
            awaited.remove(prepared.key)
            return .refused("Not sent, because it could not be stored first: \(error)")
        }
        proceed()
        return .stored(prepared.key)
    }

    func name(_ mutation: Mutation) async -> String {
        guard let id = mutation.operationID else { return "the new operation" }
        return await parts.name(id)
    }

    /// The decisions that this process has not sent; read them before the store, for `reconcile`.
    package func unsentKeys() -> Set<IdempotencyKey> {
        rules.unsentKeys
    }

    package func knowsOthers() -> Bool { rules.knowsOthers }

    /// Adopts what other processes did to decisions not sent here, and their pending ones.
    ///
    /// `stored` has the unsettled decisions in the store, `known` the `unsentKeys()` from before they were read.
    package func reconcile(_ stored: [TrackingStorageMutation], known: Set<IdempotencyKey>) {
        rules.reconcile(stored, known: known, at: moment())
        proceed()
    }

    /// Stores a change and reports the result to the rules.
    @discardableResult
    func carryOut(_ change: OutboxChange) async -> OutboxStoring {
        let result: OutboxStoring
        do {
            switch try await storage.transition(
                change.key, from: [change.from.phase], to: change.to, at: parts.now())
            {
            case .moved: result = .done
            case .notMoved: result = .taken
            case .blocked(let first):
                // Its process has ended, so this process determines its outcome.
                if first.holder == .noProcess { _ = rules.restored([first.entry], at: moment()) }
                result = .blocked(first.refusal(of: await name(first.entry.mutation), at: parts.now()))
            }
        } catch {
            result = .failed("\(error)")
        }
        rules.stored(change, result, at: moment(), random: parts.random())
        proceed()
        return result
    }

    func proceed() {
        publishNews()
        signal.wake()
    }

    func publishNews() {
        for event in rules.takeEvents() { publish(event) }
    }

    private func publish(_ event: OutboxEvent) {
        let key = event.entry.key
        newest[key] = event.outcome == nil ? event : nil
        if let outcome = event.outcome, awaited.contains(key) { outcomes[key] = outcome }
        subscribers.removeAll { subscriber in
            if case .terminated = subscriber.yield(event) { true } else { false }
        }
    }
}
