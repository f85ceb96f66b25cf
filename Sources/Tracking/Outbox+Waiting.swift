package import MintDomain

extension Outbox {
    /// Stores and sends a mutation at once and waits for its response; runs the outbox meanwhile if necessary.
    ///
    /// - Parameters:
    ///   - mutation: The mutation.
    ///   - key: The key to use; nil for a new one. If the same request is stored under it, that one is sent again,
    ///     unless the server has accepted it: then its operation is the outcome.
    ///   - deadline: The maximum wait. Without a response the row stays, to be sent again by `restore`; if certainly no
    ///     attempt arrived, it is closed as refused.
    /// - Returns: The outcome. A mutation that could not be stored is not sent, and is refused.
    package nonisolated func perform(
        _ mutation: Mutation, key: IdempotencyKey? = nil, deadline: Duration
    ) async -> OutboxState {
        switch await place(mutation, key: key, hold: .zero, isAwaited: true) {
        case .refused(let sentence): return .refused(sentence)
        case .stored(let key):
            await wait(within: deadline) { $0.outcomes[key] != nil }
            return await takeOutcome(key, givesUp: true)
        }
    }

    /// Waits until these mutations are settled; runs the outbox meanwhile if necessary. Returns the outcomes in the
    /// same order.
    ///
    /// Mutations unanswered at the deadline continue, or are resumed by `restore`.
    package nonisolated func outcomes(of keys: [IdempotencyKey], deadline: Duration) async -> [OutboxState] {
        await expect(keys)
        await wait(within: deadline) { outbox in keys.allSatisfy { outbox.outcomes[$0] != nil } }
        var outcomes: [OutboxState] = []
        for key in keys { outcomes.append(await takeOutcome(key, givesUp: false)) }
        return outcomes
    }

    /// Waits until no mutation is in flight or unanswered, or until the deadline; held and offered ones do not count.
    /// Returns the entries that are still unanswered.
    package nonisolated func finish(within deadline: Duration) async -> [OutboxEntry] {
        await wait(within: deadline) { $0.rules.leaving.isEmpty }
        return await leaving
    }

    private var leaving: [OutboxEntry] { rules.leaving }

    private func expect(_ keys: [IdempotencyKey]) {
        let pending = Set(rules.pending.map(\.key))
        awaited.formUnion(keys)
        // A mutation that is no longer here was settled before this call.
        for key in keys where !pending.contains(key) { outcomes[key] = .waiting("It was settled before.") }
    }

    private func takeOutcome(_ key: IdempotencyKey, givesUp: Bool) async -> OutboxState {
        if givesUp, outcomes[key] == nil, let change = rules.giveUp(key) { await carryOut(change) }
        awaited.remove(key)
        return outcomes.removeValue(forKey: key) ?? rules.unsettledOutcome(key)
            ?? .waiting("Another mintop has taken it over.")
    }

    /// Waits for a condition or the deadline; runs the outbox meanwhile if necessary.
    private nonisolated func wait(
        within deadline: Duration, until isDone: @escaping @Sendable (isolated Outbox) -> Bool
    ) async {
        let end = elapsed() + deadline
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await self.runUnlessRunning()
                return false
            }
            group.addTask {
                await self.watch(until: isDone)
                return true
            }
            group.addTask { [sleep] in
                // It fails only by cancellation, after which no caller waits.
                try? await sleep(end)
                return true
            }
            while let isOver = await group.next(), !isOver {}
            group.cancelAll()
        }
    }

    private func watch(until isDone: @Sendable (isolated Outbox) -> Bool) async {
        let events = events()
        if isDone(self) { return }
        for await _ in events where isDone(self) { return }
    }
}
