package import MintDomain

extension Outbox {
    /// Stores and sends a mutation at once, and waits for its answer; runs the outbox meanwhile if nothing else does.
    ///
    /// - Parameters:
    ///   - mutation: What to do.
    ///   - key: The key to use; nil for a new one. Where the same request is on disk under it already, that one goes
    ///     out again.
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

    /// Takes up what an earlier run left, and waits for the answers; runs the outbox meanwhile if nothing else does.
    ///
    /// - Parameters:
    ///   - entries: The rows that are not settled, in the order they were stored.
    ///   - deadline: How long to wait.
    /// - Returns: How those ended that went out again, in the order given; what is offered is left out.
    package nonisolated func resend(
        _ entries: [OutboxEntry], deadline: Duration
    ) async -> [(OutboxEntry, MutationOutcome)] {
        let resent = await restoreAndAwait(entries)
        await wait(within: deadline) { outbox in resent.allSatisfy { outbox.outcomes[$0.key] != nil } }
        var results: [(OutboxEntry, MutationOutcome)] = []
        for entry in resent { results.append((entry, await takeOutcome(entry.key, givesUp: false))) }
        return results
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

    private func restoreAndAwait(_ entries: [OutboxEntry]) -> [OutboxEntry] {
        let offers = Set(restore(entries).map(\.key))
        let resent = entries.filter { !offers.contains($0.key) }
        // Nothing can have been sent since the line above: the actor has not been left.
        awaited.formUnion(resent.map(\.key))
        return resent
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
