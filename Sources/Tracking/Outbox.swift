package import Foundation
package import MintDomain

/// The one way a mutation reaches the server: on disk with its key first, then sent, then its answer is on disk too.
///
/// `OutboxRules` decide, the actor carries out. What it keeps in memory only saves it from reading the store again: a
/// crash between any two steps loses no decision and sends none under another key (design.md sections 1 and 4).
/// Requests go out only while `run()` is running; everything else works without it.
package actor Outbox {
    /// What became of a decision that was handed in.
    package enum Submission: Sendable, Hashable {
        /// It is on disk under this key, and goes out when its hold is over.
        case stored(IdempotencyKey)
        /// It was neither stored nor sent: one sentence that says why.
        case refused(String)
    }

    /// What became of the wish to take a decision back.
    package enum Withdrawal: Sendable, Hashable {
        /// It will never be sent.
        case withdrawn(OutboxEntry)
        /// One sentence that says why not.
        case refused(String)
    }

    let parts: OutboxParts
    /// The time since the outbox was made, as the rules count it.
    let elapsed: @Sendable () -> Duration
    /// Suspends until a time as the rules count it.
    let sleep: @Sendable (Duration) async throws -> Void
    let signal = WakeSignal()

    var rules: OutboxRules
    var isRunning = false
    var subscribers: [AsyncStream<OutboxEvent>.Continuation] = []
    /// The newest step of everything that is not settled.
    var newest: [IdempotencyKey: OutboxEvent] = [:]
    /// Those whose outcome somebody waits for.
    var awaited: Set<IdempotencyKey> = []
    /// How those ended.
    var outcomes: [IdempotencyKey: MutationOutcome] = [:]

    /// Makes an outbox that knows of no mutation.
    ///
    /// - Parameters:
    ///   - clock: Measures waits; should go on while the machine sleeps.
    ///   - numbers: The numbers of the rules.
    ///   - parts: The store, the client and the system.
    package init<C: Clock<Duration>>(clock: C, numbers: OutboxNumbers = OutboxNumbers(), parts: OutboxParts) {
        let origin = clock.now
        elapsed = { origin.duration(to: clock.now) }
        sleep = { try await clock.sleep(until: origin.advanced(by: $0), tolerance: nil) }
        rules = OutboxRules(numbers: numbers)
        self.parts = parts
    }

    /// Stores a mutation, to be sent when its hold is over. It is on disk when this returns `stored`.
    ///
    /// - Parameters:
    ///   - mutation: What to do. While another decision about the same operation is not settled, it is refused.
    ///   - hold: How long it can be withdrawn before it leaves; zero sends it at once.
    /// - Returns: Its key, or why there is none.
    package func submit(_ mutation: Mutation, hold: Duration) async -> Submission {
        await place(mutation, key: nil, hold: hold)
    }

    /// Takes back a mutation that has not left yet; that is on disk when this returns.
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
        case .failed(let sentence):
            return .refused("It is not sent, but the store could not note that it was taken back: \(sentence)")
        }
    }

    /// The newest mutation that is held and counts down; nil where there is none.
    package func newestHeld() -> OutboxEntry? {
        rules.newestHeld.flatMap { key in rules.pending.first { $0.key == key } }
    }

    /// Everything that is not settled, in the order of submission: held, offered, on its way and unanswered.
    package func pending() -> [OutboxEntry] {
        rules.pending
    }

    /// Takes up what an earlier run left: unanswered rows go out again with their keys, held ones never by themselves.
    ///
    /// - Parameter entries: The rows that are not settled, in the order they were stored.
    /// - Returns: What a person has to decide about, with `sendNow`, `withdraw` or `dropHeld`.
    @discardableResult
    package func restore(_ entries: [OutboxEntry]) -> [OutboxEntry] {
        defer { proceed() }
        return rules.restored(entries, at: moment())
    }

    /// Sends these as soon as the server allows, whatever they wait for.
    package func sendNow(_ keys: [IdempotencyKey]) {
        rules.sendNow(keys, at: moment())
        proceed()
    }

    /// Sends everything that is held, offered or waiting as soon as the server allows.
    package func sendAllNow() {
        sendNow(rules.pending.map(\.key))
    }

    /// Takes back everything that has not left, and gives up what is offered; that is on disk when this returns.
    /// What waits for an answer goes on.
    package func dropHeld() async {
        for change in rules.dropAll() { _ = await carryOut(change) }
    }

    /// Leaves everything that has not left for the next start: nothing of it is sent by this run.
    package func keepHeld() {
        rules.keep()
        proceed()
    }

    /// Counts requests of earlier runs and other processes against the budget of the hour; before anything is submitted.
    package func countEarlier(_ times: [Date]) {
        rules.countEarlier(times, at: moment())
    }

    /// When the next mutation may leave, as the budget and the server allow; nil where it may at once.
    package func nextStart() -> Date? {
        rules.nextStart(at: moment())
    }

    /// What happens from now on, after the newest step of everything that is not settled.
    ///
    /// Any number of readers may have a stream each. It ends when the reading task is cancelled.
    package func events() -> AsyncStream<OutboxEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: OutboxEvent.self)
        for entry in rules.pending {
            if let event = newest[entry.key] { continuation.yield(event) }
        }
        subscribers.append(continuation)
        return stream
    }

    // MARK: Shared

    func moment() -> OutboxMoment {
        OutboxMoment(elapsed: elapsed(), date: parts.now())
    }

    /// Stores a mutation under a new key or a given one. Under a given one it may be on disk already: then that row
    /// goes out again, unless the server has taken it.
    func place(
        _ mutation: Mutation, key: IdempotencyKey?, hold: Duration, isAwaited: Bool = false
    ) async -> Submission {
        let prepared: OutboxEntry
        let moment = moment()
        do {
            var entry = try parts.prepare(mutation, try key ?? parts.makeKey())
            if hold > .zero { entry.state = .held(until: moment.date(at: moment.elapsed + hold)) }
            prepared = entry
        } catch {
            return .refused("\(error)")
        }
        if let refusal = rules.reserve(mutation.operationID) { return .refused(refusal) }
        defer { rules.release(mutation.operationID) }
        if isAwaited { awaited.insert(prepared.key) }
        do {
            let stored = try await parts.insert(prepared)
            if case .accepted(let id) = stored.state {
                // Sent again after the server has forgotten the key, it would happen twice.
                await parts.reread(id)
                if isAwaited { outcomes[prepared.key] = .accepted(id) }
            } else if stored == prepared {
                rules.submitted(stored, hold: hold, at: moment)
            } else {
                rules.adopted(stored, at: self.moment())
            }
        } catch {
            awaited.remove(prepared.key)
            return .refused("Not sent, because it could not be stored first: \(error)")
        }
        proceed()
        return .stored(prepared.key)
    }

    /// Stores a change and tells the rules.
    @discardableResult
    func carryOut(_ change: OutboxChange) async -> OutboxStoring {
        let result: OutboxStoring
        do {
            result = try await parts.compareAndSet(change.key, change.from, change.to) ? .done : .taken
        } catch {
            result = .failed("\(error)")
        }
        rules.stored(change, result, at: moment(), random: parts.random())
        proceed()
        return result
    }

    /// Publishes what happened, and lets `run()` look what is to be done.
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
