package import Foundation
package import MintDomain

extension TrackedOperation {
    /// Applies a response: confirms the operation, clears the problem, and records a change of status. `time` is by the
    /// local clock, like all times of transitions.
    package mutating func apply(
        _ reading: OperationReading, at time: Date, by clock: ServerClock = ServerClock()
    ) {
        let previous = operation?.status ?? transitions.last?.to
        if previous != reading.operation.status || showsOtherPreview(than: reading) {
            // An operation joins the queue at its start, however late that is seen; a job starts working at once.
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

    /// Whether a revision happened between two responses, invisible in the status.
    private func showsOtherPreview(than reading: OperationReading) -> Bool {
        guard operation?.status == .previewReady, reading.operation.status == .previewReady else { return false }
        var next = self
        next.operation = reading.operation
        guard let shown = previewStage, let present = next.previewStage else { return false }
        return shown.isReplaced(by: present)
    }

    /// The agent service never returns the prompt of a job: the sent text is the only source.
    private func knownPrompt(of new: MintDomain.Operation) -> String? {
        new.kind == .agentJob ? operation?.prompt : nil
    }

    /// Whether the server changed this operation later than the known state.
    ///
    /// False if either side has no `updatedAt`.
    func isOlder(than reading: OperationReading) -> Bool {
        guard let known = operation?.updatedAt, let new = reading.operation.updatedAt else { return false }
        return known < new
    }

    /// Whether the known state is later than the server's.
    ///
    /// False if either side has no `updatedAt`.
    func isNewer(than reading: OperationReading) -> Bool {
        guard let known = operation?.updatedAt, let new = reading.operation.updatedAt else { return false }
        return known > new
    }

    /// The server's time of the change if plausible: not in the future, and not before the previous transition, which
    /// would mean that the server does not update `updatedAt` with the status. Never before that transition.
    private func transitionTime(updatedAt: Date?, answeredAt: Date) -> Date {
        let earliest = transitions.last?.at ?? .distantPast
        guard let updatedAt, updatedAt >= earliest else { return max(answeredAt, earliest) }
        return max(min(updatedAt, answeredAt), earliest)
    }
}

extension MintDomain.Operation {
    fileprivate var isAtItsBeginning: Bool {
        status == .queued || (kind == .agentJob && status == .running)
    }
}
