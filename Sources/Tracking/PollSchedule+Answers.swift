package import MintDomain

extension PollSchedule {
    /// The server answered a request.
    ///
    /// - Parameters:
    ///   - ticket: The request.
    ///   - operation: What holds of the operation now, which need not be this answer where a newer one came first.
    ///   - progress: Its present stage; nil where that is not known, and the plain sequence holds.
    ///   - retryAfter: How long the server wants no further call about this operation.
    ///   - now: The time of the answer.
    package mutating func answered(
        _ ticket: PollTicket, operation: Operation, progress: StageProgress? = nil, retryAfter: Duration?, now: Duration
    ) {
        serverAnswered()
        guard land(ticket) else { return }
        settle(ticket.id, operation: operation, progress: progress, retryAfter: retryAfter, now: now)
    }

    /// The state of an operation became known by another way, such as the answer to a mutation: its waits start again.
    ///
    /// An operation that was not known is taken up.
    package mutating func observed(
        _ operation: Operation, progress: StageProgress? = nil, retryAfter: Duration?, now: Duration
    ) {
        serverAnswered()
        entries[operation.id, default: Entry()].lastWait = nil
        // One in flight is settled when it lands.
        guard entries[operation.id]?.flight == nil else { return }
        settle(operation.id, operation: operation, progress: progress, retryAfter: retryAfter, now: now)
    }

    /// A request failed.
    ///
    /// A failure of the kind that concerns the whole server closes the gate for all. Where the same operation fails
    /// again although the server answered others in between, it is that operation's own trouble. The first broken
    /// connection after an answer is none: it may have been an old one, so the same is due again at once.
    ///
    /// - Parameters:
    ///   - ticket: The request.
    ///   - failure: What went wrong.
    ///   - random: Jitter, 0 to 1.
    ///   - now: The time of the failure.
    /// - Returns: Whether the others are held too.
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
            return .nobody
        }
        entry.pausedUntil = now + rules.obeyedPause(failure.retryAfter)
        // The wait after a failure holds for the selected one too.
        entry.dueIfSelected = nil
        if isOurs { entries[ticket.id] = entry }
        if failure.problem.isServerWide && !isAlone {
            let retryAt = closeGate(ticket.number, failure: failure, random: random, now: now)
            if isOurs { enqueue(ticket.id, due: retryAt) }
            return .server(retryAt: retryAt)
        }
        // An ended operation was asked about on the person's wish; it is not tried for ever.
        if isOurs, entry.status?.isFinal != true {
            let wait = rules.wait(after: failure.problem, count: entry.failures, random: random)
            enqueue(ticket.id, due: max(now + wait, entry.pausedUntil))
        }
        return .operation
    }

    /// A request ended without telling anything, by cancellation.
    package mutating func abandoned(_ ticket: PollTicket, now: Duration) {
        guard land(ticket) else { return }
        entries[ticket.id]?.dueIfSelected = nil
        enqueue(ticket.id, due: now + rules.firstWait)
    }

    /// A request of somebody else to the same server was answered.
    package mutating func serverAnswered() {
        answers += 1
        gate.answered()
    }

    /// A request of somebody else to the same server failed in a way that concerns the whole server.
    ///
    /// - Parameters:
    ///   - failure: What went wrong, with the pause the server asked for.
    ///   - random: Jitter, 0 to 1.
    ///   - now: The time of the failure.
    /// - Returns: When the next request may go.
    package mutating func serverFailed(_ failure: ReadFailure, random: Double, now: Duration) -> Duration {
        closeGate(nil, failure: failure, random: random, now: now)
    }

    /// A request of somebody else starts: it counts against the budget.
    package mutating func countRequest(now: Duration) {
        budget.spend(at: now)
    }

    /// Takes the request off the wire and answers whether its operation still waits for it.
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
        // A wait for a person says nothing about how fast things move after it.
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
