package import MintDomain

extension OutboxRules {
    /// Records the end of an attempt. Jitter is 0 to 1.
    ///
    /// - Returns: The change to store; nil if nothing was in flight under that key.
    package mutating func attemptEnded(
        _ key: IdempotencyKey, _ answer: OutboxAnswer, at moment: OutboxMoment, random: Double
    ) -> OutboxChange? {
        guard let index = index(key), rows[index].phase == .sending else { return nil }
        switch answer {
        case .accepted(let reading): return settle(index, .accepted(reading.operation.id))
        case .refused(let sentence): return settle(index, .refused(sentence, nil))
        case .uncertain(let sentence): return settle(index, .uncertain(sentence))
        case .conflict(let kind, let sentence): return settle(index, .refused(sentence, kind))
        case .turnedAway(let sentence):
            guard rows[index].mayHaveArrived else { return settle(index, .refused(sentence, nil)) }
            return wait(index, sentence, numbers.longestBackoff, moment)
        case .unanswered(let sentence, let mayHaveArrived, let asked):
            rows[index].mayHaveArrived = rows[index].mayHaveArrived || mayHaveArrived
            rows[index].failures += 1
            let wait = numbers.wait(after: rows[index].failures, asked: asked, random: random)
            // A pause that the server requests applies to all requests.
            if asked != nil { pausedUntil = max(pausedUntil, moment.elapsed + wait) }
            if rows[index].mustNotLeave {
                return settle(index, .uncertain(Self.uncertainty(of: rows[index].entry, because: sentence)))
            }
            return self.wait(index, sentence, wait, moment)
        }
    }

    private mutating func wait(
        _ index: Int, _ sentence: String, _ wait: Duration, _ moment: OutboxMoment
    ) -> OutboxChange {
        let entry = rows[index].entry
        let nextTry = moment.elapsed + wait
        let mayHaveArrived = rows[index].mayHaveArrived
        rows[index].problem = sentence
        if mayHaveArrived, !rows[index].isOrdered, isTooOld(entry, at: moment.date(at: nextTry)) {
            rows[index].phase = .noting(nextTry: nil)
            tell(entry, .offered(Self.tooOld))
        } else {
            rows[index].phase = .noting(nextTry: nextTry)
            tell(entry, .waiting(sentence, nextTry: moment.date(at: nextTry), mayHaveArrived: mayHaveArrived))
        }
        // A decision that was certainly not sent counts as new if it is about a preview or not repeatable: the user can
        // undo it, a cancel replaces it, and after a restart the user decides.
        let isAsGoodAsNew = entry.mutation.isUndoableWhileUnsent && !mayHaveArrived
        return OutboxChange(
            key: entry.key, from: entry.state,
            to: isAsGoodAsNew ? .held(until: moment.date(at: nextTry)) : .unknown(sentence))
    }

    /// The message about an entry that may have arrived and is not sent again: one or two sentences.
    static func uncertainty(of entry: OutboxEntry, because sentence: String? = nil) -> String {
        let reason = sentence.map { "\($0) " } ?? ""
        guard let id = entry.operationID else {
            return reason
                + "Whether the job was started is not known: look at the Mintlify dashboard before you ask again."
        }
        return reason + "Whether the message reached \(id) is not known: look at the job before you send it again."
    }

    /// Records the result of storing a change. Jitter is 0 to 1.
    package mutating func stored(
        _ change: OutboxChange, _ result: OutboxStoring, at moment: OutboxMoment, random: Double
    ) {
        guard let index = index(change.key) else { return }
        if result == .done { rows[index].entry.state = change.to }
        switch rows[index].phase {
        case .claiming: claimed(index, result, moment, random)
        case .noting(let nextTry): noted(index, nextTry, result)
        case .settling(let step, let isTold): settled(index, step, isTold, result, moment, random)
        case .withdrawing: withdrawn(index, result)
        case .held, .offered, .due, .sending, .unsettled: break
        }
    }

    private mutating func claimed(
        _ index: Int, _ result: OutboxStoring, _ moment: OutboxMoment, _ random: Double
    ) {
        switch result {
        case .done:
            rows[index].phase = .sending
            rows[index].isBlocked = false
            rows[index].isOurs = true
            unsent.append(rows[index].entry)
            tell(rows[index].entry, .sending)
        case .taken: leave(index)
        case .blocked(let sentence):
            let nextTry = moment.elapsed + numbers.blockedWait
            rows[index].phase = .due(at: nextTry)
            rows[index].problem = sentence
            if !rows[index].isBlocked {
                rows[index].isBlocked = true
                tell(rows[index].entry, .waiting(sentence, nextTry: moment.date(at: nextTry), mayHaveArrived: false))
            }
        case .failed(let sentence):
            rows[index].isBlocked = false
            rows[index].failures += 1
            let wait = numbers.wait(after: rows[index].failures, asked: nil, random: random)
            let nextTry = moment.elapsed + wait
            let why = "Not sent, because the store could not note it: \(sentence)"
            rows[index].phase = .due(at: nextTry)
            rows[index].problem = why
            tell(
                rows[index].entry,
                .waiting(why, nextTry: moment.date(at: nextTry), mayHaveArrived: rows[index].mayHaveArrived))
        }
    }

    /// If storing failed, the row is `sending` on disk, which a restart treats the same way.
    private mutating func noted(_ index: Int, _ nextTry: Duration?, _ result: OutboxStoring) {
        if result == .taken { return leave(index) }
        rows[index].phase = nextTry.map { .due(at: $0) } ?? .offered
    }

    /// The response counts whatever happened to the row: it comes from the server.
    private mutating func settled(
        _ index: Int, _ step: OutboxEvent.Step, _ isTold: Bool, _ result: OutboxStoring, _ moment: OutboxMoment,
        _ random: Double
    ) {
        if !isTold { tell(rows[index].entry, step) }
        guard case .failed = result else {
            rows.remove(at: index)
            return
        }
        rows[index].failures += 1
        let wait = numbers.wait(after: rows[index].failures, asked: nil, random: random)
        rows[index].phase = .unsettled(step, at: moment.elapsed + wait)
    }

    private mutating func withdrawn(_ index: Int, _ result: OutboxStoring) {
        switch result {
        case .done:
            tell(rows[index].entry, .withdrawn)
            rows.remove(at: index)
        case .taken, .blocked: leave(index)
        case .failed(let sentence):
            rows[index].phase = .offered
            tell(
                rows[index].entry,
                .offered("It is not sent, but the store could not note that it was taken back: \(sentence)"))
        }
    }

    private mutating func leave(_ index: Int) {
        // It is reported again as one of another process.
        elsewhere[rows[index].entry.key] = nil
        tell(rows[index].entry, .takenElsewhere)
        rows.remove(at: index)
    }
}
