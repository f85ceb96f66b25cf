package import MintDomain

extension PollSchedule {
    /// Records the response to a request.
    ///
    /// `operation` may be newer than this response. Without a known stage (`progress`), the plain sequence applies.
    /// `retryAfter` is the pause for this operation that the server requested.
    package mutating func answered(
        _ ticket: PollTicket, operation: Operation, progress: StageProgress? = nil, retryAfter: Duration?, now: Duration
    ) {
        serverAnswered()
        guard land(ticket) else { return }
        settle(ticket.id, operation: operation, progress: progress, retryAfter: retryAfter, now: now)
    }

    /// Records a state that did not come from a poll, such as the response to a mutation, and restarts the waits.
    ///
    /// An unknown operation is added.
    package mutating func observed(
        _ operation: Operation, progress: StageProgress? = nil, retryAfter: Duration?, now: Duration
    ) {
        serverAnswered()
        entries[operation.id, default: Entry()].lastWait = nil
        // The request in flight reschedules the operation when it ends.
        guard entries[operation.id]?.flight == nil else { return }
        settle(operation.id, operation: operation, progress: progress, retryAfter: retryAfter, now: now)
    }

    /// Records a failed request; returns whether the others are held too. Jitter is 0 to 1.
    ///
    /// A server-wide failure closes the gate for all. If the same operation fails again although the server answered
    /// others in between, only that operation is affected. The first broken connection after a response counts as none:
    /// it may have been an old one, so the operation is due again at once.
    package mutating func failed(
        _ ticket: PollTicket, failure: ReadFailure, random: Double, now: Duration
    ) -> FailureScope {
        let isOurs = land(ticket)
        var entry = (isOurs ? entries[ticket.id] : nil) ?? Entry()
        let isAlone = entry.failures > 0 && answers > entry.answersAtFailure && failure.problem != .rateLimited
        if !failure.problem.isServerWide { serverAnswered() }
        entry.failures += 1
        entry.answersAtFailure = answers
        if isOurs, failure.isBrokenConnection, entry.failures == 1, !gate.isClosed, answersAtForgiveness != answers {
            answersAtForgiveness = answers
            entries[ticket.id] = entry
            enqueue(ticket.id, due: now)
            return .noOperation
        }
        entry.pausedUntil = now + rules.obeyedPause(failure.retryAfter)
        // The wait after a failure also applies to the selected operation.
        entry.dueIfSelected = nil
        if isOurs { entries[ticket.id] = entry }
        if failure.problem.isServerWide && !isAlone {
            let retryAt = closeGate(ticket.number, failure: failure, random: random, now: now)
            if isOurs { enqueue(ticket.id, due: retryAt) }
            return .server(retryAt: retryAt)
        }
        // An ended operation was polled at the user's request; it is not retried forever.
        if isOurs, entry.status?.isFinal != true {
            let wait = rules.wait(after: failure.problem, count: entry.failures, random: random)
            enqueue(ticket.id, due: max(now + wait, entry.pausedUntil))
        }
        return .operation
    }

    /// Records that a request was canceled without a result.
    package mutating func abandoned(_ ticket: PollTicket, now: Duration) {
        guard land(ticket) else { return }
        entries[ticket.id]?.dueIfSelected = nil
        enqueue(ticket.id, due: now + rules.firstWait)
    }

    /// Records a response to another request to the same server.
    package mutating func serverAnswered() {
        answers += 1
        gate.answered()
    }

    /// Records a server-wide failure of another request to the same server; returns the time of the earliest next
    /// request. Jitter is 0 to 1.
    package mutating func serverFailed(_ failure: ReadFailure, random: Double, now: Duration) -> Duration {
        closeGate(nil, failure: failure, random: random, now: now)
    }

    package mutating func countRequest(now: Duration) {
        budget.spend(at: now)
    }

    /// Ends the request; returns whether its operation still waits for it.
    private mutating func land(_ ticket: PollTicket) -> Bool {
        gate.landed(ticket.number)
        flights[ticket.number] = nil
        guard entries[ticket.id]?.flight == ticket.number else { return false }
        entries[ticket.id]?.flight = nil
        return true
    }

    private mutating func settle(
        _ id: OperationID, operation: Operation, progress: StageProgress?, retryAfter: Duration?, now: Duration
    ) {
        guard var entry = entries[id] else { return }
        let previous = entry.status == operation.status ? entry.lastWait : nil
        let plain = rules.wait(for: operation, after: previous)
        entry.status = operation.status
        // A wait for a decision says nothing about the pace afterward.
        entry.lastWait = operation.awaitsPerson ? nil : plain
        entry.failures = 0
        entry.pausedUntil = now + rules.obeyedPause(retryAfter)
        let moves = plain != nil && !operation.awaitsPerson
        entry.dueIfSelected = moves ? max(now + rules.selectedWait(among: selected.count), entry.pausedUntil) : nil
        entry.enter(moves ? progress : nil, now: now)
        entries[id] = entry
        guard let plain else {
            queues[rank(of: id).rawValue].remove(id)
            return
        }
        let wait = entry.stage.flatMap { learnedWait($0, elapsed: now - entry.stageStart) } ?? plain
        enqueue(id, due: max(now + wait, entry.pausedUntil))
    }

    private mutating func closeGate(
        _ number: Int?, failure: ReadFailure, random: Double, now: Duration
    ) -> Duration {
        gate.failed(number, newest: lastNumber, pause: rules.obeyedPause(failure.retryAfter), now: now) { failures in
            rules.wait(after: failure.problem, count: failures, random: random)
        }
    }
}
