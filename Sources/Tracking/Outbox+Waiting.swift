package import MintDomain

extension Outbox {
    /// Stores and sends a mutation at once, and waits for its answer; runs the outbox meanwhile if nothing else does.
    ///
    /// - Parameters:
    ///   - mutation: What to do.
    ///   - key: The key to use; nil for a new one. Where the same request is on disk under it already, that one goes
    ///     out again, unless the server has taken it: then its operation is the outcome.
    ///   - deadline: How long to wait. Without an answer by then the row stays, to be sent again by `restore`; but
    ///     where surely no attempt arrived it is closed as refused.
    /// - Returns: How it ended. Where it could not be stored it was not sent, and is refused.
    package nonisolated func perform(
        _ mutation: Mutation, key: IdempotencyKey? = nil, deadline: Duration
    ) async -> MutationOutcome {
        switch await place(mutation, key: key, hold: .zero, isAwaited: true) {
        case .refused(let sentence): return .refused(sentence)
        case .stored(let key):
            await wait(within: deadline) { $0.outcomes[key] != nil }
            return await takeOutcome(key, givesUp: true)
        }
    }

    /// Waits until these are settled; runs the outbox meanwhile if nothing else does.
    ///
    /// - Parameters:
    ///   - keys: Of mutations that are pending.
    ///   - deadline: How long to wait. What has no answer by then goes on, or is taken up again by `restore`.
    /// - Returns: How each one ended, in the order of `keys`.
    package nonisolated func outcomes(of keys: [IdempotencyKey], deadline: Duration) async -> [MutationOutcome] {
        await expect(keys)
        await wait(within: deadline) { outbox in keys.allSatisfy { outbox.outcomes[$0] != nil } }
        var outcomes: [MutationOutcome] = []
        for key in keys { outcomes.append(await takeOutcome(key, givesUp: false)) }
        return outcomes
    }

    /// Waits until nothing is on its way or waiting for an answer; what is held or offered does not count.
    ///
    /// - Parameter deadline: How long to wait.
    /// - Returns: What has no answer all the same.
    package nonisolated func finish(within deadline: Duration) async -> [OutboxEntry] {
        await wait(within: deadline) { $0.rules.leaving.isEmpty }
        return await leaving
    }

    private var leaving: [OutboxEntry] { rules.leaving }

    private func expect(_ keys: [IdempotencyKey]) {
        let pending = Set(rules.pending.map(\.key))
        awaited.formUnion(keys)
        // What is not here any more was settled before anybody asked.
        for key in keys where !pending.contains(key) { outcomes[key] = .unknown("It was settled before.") }
    }

    private func takeOutcome(_ key: IdempotencyKey, givesUp: Bool) async -> MutationOutcome {
        if givesUp, outcomes[key] == nil, let change = rules.giveUp(key) { await carryOut(change) }
        awaited.remove(key)
        return outcomes.removeValue(forKey: key) ?? rules.unsettledOutcome(key)
            ?? .unknown("Another mintop has taken it over.")
    }

    /// Waits until something holds, or the time is over; runs the outbox meanwhile if nothing else does.
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
                // Cancellation is the only way it fails, and then nobody waits any more.
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
