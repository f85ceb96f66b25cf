import MintDomain

extension Outbox {
    /// Sends what is due until the task is cancelled; requests on the wire are cancelled with it, and are unanswered.
    ///
    /// While nothing is due it sleeps until something is, and without any timer where nothing is pending. Must not be
    /// called again before it returned.
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
                let action = rules.nextAction(at: moment())
                publishNews()
                switch action {
                case .store(let change): group.addTask { await self.carryOut(change) }
                case .send(let entry): group.addTask { await self.deliver(entry) }
                case .wait(let instant): await pause(until: instant)
                case .idle: await signal.wait()
                }
            }
        }
    }

    private func deliver(_ entry: OutboxEntry) async {
        let answer = await parts.send(entry)
        switch answer {
        // Before the row is settled: after a crash in between the answer comes again with the same key.
        case .accepted(var reading):
            reading.answersRevision = entry.verb == Mutation.reviseVerb
            await parts.absorb(reading)
        case .conflict: if let id = entry.operationID { await parts.reread(id) }
        case .refused, .turnedAway, .unanswered: break
        }
        guard let change = rules.attemptEnded(entry.key, answer, at: moment(), random: parts.random()) else { return }
        publishNews()
        await carryOut(change)
        // It may have changed the operation all the same.
        if case .uncertain = change.to, let id = entry.operationID { await parts.reread(id) }
    }

    /// Suspends until a due time or a wake-up, whichever comes first.
    private func pause(until instant: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [sleep] in
                // Cancellation is the only way it fails, and is how a wake-up ends it.
                try? await sleep(instant)
            }
            group.addTask { [signal] in await signal.wait() }
            await group.next()
            group.cancelAll()
        }
    }
}
