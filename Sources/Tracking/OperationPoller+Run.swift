package import Foundation
package import MintDomain

extension OperationPoller {
    /// Polls until the task is canceled, which also cancels requests in flight.
    ///
    /// Sleeps until the next due time, or without a timer if there is none. Must not run twice at once.
    package func run() async {
        precondition(!isRunning, "An OperationPoller runs once at a time.")
        isRunning = true
        defer { isRunning = false }
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                switch schedule.nextAction(now: elapsed()) {
                case .fetch(let ticket):
                    group.addTask { await self.ask(ticket) }
                case .wait(let instant):
                    await signal.wait(sleep, until: instant)
                case .idle:
                    await signal.wait()
                }
            }
        }
    }

    /// Counts another request to the same server against the budget.
    package func countRequest() {
        schedule.countRequest(now: elapsed())
    }

    /// Waits until another request to the same server fits into the budget.
    ///
    /// - Throws: `CancellationError`.
    package func awaitTurn() async throws {
        while schedule.budget.nextStart > elapsed() { try await sleep(schedule.budget.nextStart) }
    }

    /// Records that another request to the same server was answered: the connection is alive.
    package func serverAnswered() async {
        schedule.serverAnswered()
        noteAnswer(at: now())
        signal.wake()
        await flush()
    }

    /// Records that another request to the same server failed. Only a server-wide problem has an effect.
    package func serverFailed(_ failure: ReadFailure) async {
        if case .unreadable = failure.problem { return await answerWasUnreadable() }
        guard failure.problem.isServerWide else { return await serverAnswered() }
        let retryAt = schedule.serverFailed(failure, random: random(), now: elapsed())
        noteOutage(failure.problem, retryAt: retryAt)
        signal.wake()
        await flush()
    }

    /// Records that request `number`, started at `start`, has waited long for its response; nil when it is over.
    package func setSilent(_ number: Int, since start: Date?) {
        silentRequests[number] = start
        publish(upserted: [], removed: [])
    }

    private func answerWasUnreadable() async {
        schedule.serverAnswered()
        noteUnreadableAnswer()
        signal.wake()
        await flush()
    }

    private func noteUnreadableAnswer() {
        link = link.afterUnreadableAnswer(at: now())
        hasNews = true
    }

    func noteAnswer(at time: Date) {
        lastAnswer = time
        link = .live(since: time)
        hasNews = true
    }

    private func noteOutage(_ problem: PollProblem, retryAt: Duration) {
        let wait = (retryAt - elapsed()) / .seconds(1)
        link = .retrying(problem: problem, retryAt: now().addingTimeInterval(wait), lastAnswer: lastAnswer)
        hasNews = true
    }

    private func ask(_ ticket: PollTicket) async {
        do {
            let reading = try await read(ticket.id)
            answered(ticket, reading)
        } catch is CancellationError {
            schedule.abandoned(ticket, now: elapsed())
        } catch let failure as ReadFailure {
            failed(ticket, failure)
        } catch {
            failed(ticket, ReadFailure(.unreachable("The request could not be made (\(type(of: error))).")))
        }
        signal.wake()
        await flush()
    }

    private func read(_ id: OperationID) async throws -> OperationReading {
        guard let lease else { return try await fetch(id) }
        let fence = try await lease.awaitFence()
        let reading = try await fetch(id)
        guard await lease.fence() == fence else { throw CancellationError() }
        return reading
    }

    private func answered(_ ticket: PollTicket, _ reading: OperationReading) {
        guard reading.operation.id == ticket.id else {
            let sentence = "The server answered about another operation (\(reading.operation.id))."
            return failed(ticket, ReadFailure(.unreadable(sentence), retryAfter: reading.retryAfter))
        }
        let time = now()
        noteAnswer(at: time)
        var current = reading.operation
        var progress: StageProgress?
        if var row = rows[ticket.id] {
            // The request was sent before a newer response arrived another way, so this response may be older.
            let mayBeStale = ticket.number <= barriers[ticket.id, default: 0]
            if !mayBeStale || row.isOlder(than: reading) {
                progress = take(reading, into: &row, at: time)
                rows[ticket.id] = row
                changed.insert(ticket.id)
            } else {
                progress = row.progress(at: time)
            }
            current = row.operation ?? current
        }
        schedule.answered(
            ticket, operation: current, progress: progress, retryAfter: reading.retryAfter, now: elapsed())
    }

    private func failed(_ ticket: PollTicket, _ failure: ReadFailure) {
        switch schedule.failed(ticket, failure: failure, random: random(), now: elapsed()) {
        case .noOperation: return
        case .server(let retryAt): noteOutage(failure.problem, retryAt: retryAt)
        case .operation:
            if case .unreadable = failure.problem {
                noteUnreadableAnswer()
            } else if !failure.problem.isServerWide {
                noteAnswer(at: now())
            }
        }
        guard rows[ticket.id] != nil else { return }
        rows[ticket.id]?.problem = failure.problem
        changed.insert(ticket.id)
    }
}
