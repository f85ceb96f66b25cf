package import Foundation
package import MintDomain

extension TrackedOperation {
    /// Takes over an answer of the server: it is confirmed now, the problem is gone, and a change of status is kept.
    ///
    /// - Parameters:
    ///   - reading: The answer, about this operation.
    ///   - time: When it came, by our clock, as all times of transitions are.
    ///   - clock: The server's clock.
    package mutating func apply(
        _ reading: OperationReading, at time: Date, by clock: ServerClock = ServerClock()
    ) {
        let previous = operation?.status ?? transitions.last?.to
        if previous != reading.operation.status {
            // A queue is joined with the start, however late that is seen, and a job is at work from its start.
            let isFirstSight = previous == nil && reading.operation.isAtItsBeginning
            let changedAt = isFirstSight ? reading.operation.createdAt : nil
            let at = transitionTime(
                updatedAt: (changedAt ?? reading.operation.updatedAt).map(clock.local), answeredAt: time)
            transitions.append(
                Transition(
                    from: previous, to: reading.operation.status, at: at, followsRevision: reading.answersRevision))
        }
        let prompt = reading.operation.prompt ?? knownPrompt(of: reading.operation)
        operation = reading.operation
        operation?.prompt = prompt
        rawJSON = reading.rawJSON
        confirmedAt = time
        problem = nil
    }

    /// The agent service never repeats the prompt of a job: what was sent is all there is.
    private func knownPrompt(of new: MintDomain.Operation) -> String? {
        new.kind == .agentJob ? operation?.prompt : nil
    }

    /// Whether the server says that it changed this operation later than what is known here.
    ///
    /// False where either side has no `updatedAt`.
    func isOlder(than reading: OperationReading) -> Bool {
        guard let known = operation?.updatedAt, let new = reading.operation.updatedAt else { return false }
        return known < new
    }

    /// Whether what is known here was changed later than what the server says.
    ///
    /// False where either side has no `updatedAt`.
    func isNewer(than reading: OperationReading) -> Bool {
        guard let known = operation?.updatedAt, let new = reading.operation.updatedAt else { return false }
        return known > new
    }

    /// The server's time of the change, where it can be: not in the future, and not before the transition before it,
    /// which means that the server does not move `updatedAt` with the status. Never before that transition.
    private func transitionTime(updatedAt: Date?, answeredAt: Date) -> Date {
        let earliest = transitions.last?.at ?? .distantPast
        guard let updatedAt, updatedAt >= earliest else { return max(answeredAt, earliest) }
        return max(min(updatedAt, answeredAt), earliest)
    }
}

extension MintDomain.Operation {
    /// Whether it stands where such an operation begins.
    fileprivate var isAtItsBeginning: Bool {
        status == .queued || (kind == .agentJob && status == .running)
    }
}
