import MintDomain

extension Outbox {
    /// Sends due mutations until the task is canceled; canceled requests count as unanswered.
    ///
    /// Sleeps until something is due, or without a timer if nothing is pending. Must not run twice at once.
    package func run() async {
        precondition(!isRunning, "An Outbox runs once at a time.")
        await runUnlessRunning()
    }

    func runUnlessRunning() async {
        guard !isRunning else { return }
        isRunning = true
        defer { isRunning = false }
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                rules.observe(at: moment())
                let action = rules.nextAction(at: moment())
                publishNews()
                switch action {
                case .store(let change): group.addTask { await self.carryOut(change) }
                case .send(let entry): group.addTask { await self.deliver(entry) }
                case .wait(let instant): await signal.wait(sleep, until: instant)
                case .idle: await signal.wait()
                }
            }
        }
    }

    private func deliver(_ entry: OutboxEntry) async {
        let answer = await attempt(entry)
        switch answer {
        // Before the row is settled: after a crash in between, the same key returns the response again.
        case .accepted(var reading):
            reading.answersRevision = entry.verb == .revise
            await parts.absorb(reading)
        case .conflict: if let id = entry.operationID { await parts.reread(id) }
        case .refused, .uncertain, .turnedAway, .unanswered: break
        }
        guard let change = rules.attemptEnded(entry.key, answer, at: moment(), random: parts.random()) else { return }
        publishNews()
        await carryOut(change)
        // It may have changed the operation.
        if case .uncertain = change.to, let id = entry.operationID { await parts.reread(id) }
    }

    /// Sends an entry once, unless its operation no longer shows the preview of the decision.
    private func attempt(_ entry: OutboxEntry) async -> OutboxAnswer {
        if entry.mutation.isBoundToPreview, let id = entry.operationID {
            switch await parts.read(id) {
            case .failed(let answer): return answer
            case .read(let row):
                let end = PreviewCheck.end(
                    of: entry.mutation, mayHaveArrived: rules.mayHaveArrived(entry.key), row: row,
                    name: await parts.name(id))
                if let end { return end }
            }
        }
        return await parts.send(entry)
    }
}
