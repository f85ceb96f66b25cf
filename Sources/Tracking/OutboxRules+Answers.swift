package import MintDomain

extension OutboxRules {
    /// Records the end of an attempt. Jitter is 0 to 1.
    ///
    /// - Returns: The change to store; nil if nothing was in flight under that key.
    package mutating func attemptEnded(
        _ key: IdempotencyKey, _ answer: OutboxAnswer, at moment: OutboxMoment, random: Double
    ) -> OutboxChange? {
        guard let index = index(key), rows[index].activity == .sending else { return nil }
        switch answer {
        case .accepted(let reading): return store(.accepted(reading.operation.id), index)
        case .refused(let sentence), .conflict(let sentence): return store(.refused(sentence), index)
        case .uncertain(let sentence): return store(.uncertain(sentence), index)
        case .turnedAway(let sentence):
            guard rows[index].mayHaveArrived else { return store(.refused(sentence), index) }
            return wait(index, sentence, numbers.longestBackoff, moment)
        case .unanswered(let sentence, let mayHaveArrived, let asked):
            rows[index].mayHaveArrived = rows[index].mayHaveArrived || mayHaveArrived
            rows[index].failures += 1
            let wait = numbers.wait(after: rows[index].failures, asked: asked, random: random)
            // A pause that the server requests applies to all requests.
            if asked != nil { pausedUntil = max(pausedUntil, moment.elapsed + wait) }
            if rows[index].mustNotLeave {
                return store(.uncertain(Self.uncertainty(of: rows[index].entry, because: sentence)), index)
            }
            return self.wait(index, sentence, wait, moment)
        }
    }

    private mutating func wait(
        _ index: Int, _ sentence: String, _ wait: Duration, _ moment: OutboxMoment
    ) -> OutboxChange {
        let row = rows[index]
        var nextTry: Duration? = moment.elapsed + wait
        rows[index].problem = sentence
        var state = OutboxState.waiting(sentence, nextTry: moment.date(at: moment.elapsed + wait))
        if !row.mayHaveArrived, row.entry.mutation.isUndoableWhileUnsent {
            // Certainly not sent, so it counts as new if it is about a preview or not repeatable: the user can undo
            // it, a cancel replaces it, and after a restart the user decides.
            state = .held(until: moment.date(at: moment.elapsed + wait), because: sentence)
        } else if row.mayHaveArrived, !row.isOrdered,
            isTooOld(row.entry, at: moment.date(at: moment.elapsed + wait))
        {
            nextTry = nil
            state = .waiting(Self.tooOld)
        }
        rows[index].due = nextTry
        tell(row.entry, state)
        return store(state, index)
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
        guard let index = index(change.key), case .storing(let state) = rows[index].activity else { return }
        rows[index].activity = .none
        if result == .done { rows[index].entry.state = change.to }
        switch state {
        case .sending: claimed(index, result, moment, random)
        case .held, .waiting:
            // If storing failed, the row is `sending` on disk, which a restart treats the same way.
            if result == .taken { leave(index) }
        case .canceled: withdrawn(index, result, moment)
        case .accepted, .refused, .uncertain: settled(index, state, result, moment, random)
        }
    }

    private mutating func claimed(
        _ index: Int, _ result: OutboxStoring, _ moment: OutboxMoment, _ random: Double
    ) {
        let wasBlocked = rows[index].isBlocked
        rows[index].isBlocked = false
        switch result {
        case .done:
            rows[index].activity = .sending
            rows[index].isHold = false
            rows[index].isOurs = true
            unsent.append(rows[index].entry)
            tell(rows[index].entry, .sending)
        case .taken: leave(index)
        case .blocked(let sentence):
            let nextTry = moment.elapsed + numbers.blockedWait
            if wasBlocked {
                rows[index].due = nextTry
            } else {
                postpone(index, until: nextTry, because: sentence, at: moment)
            }
            rows[index].isBlocked = true
        case .failed(let sentence):
            rows[index].failures += 1
            let wait = numbers.wait(after: rows[index].failures, asked: nil, random: random)
            let why = "Not sent, because the store could not note it: \(sentence)"
            postpone(index, until: moment.elapsed + wait, because: why, at: moment)
        }
    }

    /// The response counts whatever happened to the row: it comes from the server.
    private mutating func settled(
        _ index: Int, _ end: OutboxState, _ result: OutboxStoring, _ moment: OutboxMoment, _ random: Double
    ) {
        if rows[index].end == nil { tell(rows[index].entry, end) }
        guard case .failed = result else {
            rows.remove(at: index)
            return
        }
        rows[index].failures += 1
        rows[index].end = end
        rows[index].due =
            moment.elapsed + numbers.wait(after: rows[index].failures, asked: nil, random: random)
    }

    private mutating func withdrawn(_ index: Int, _ result: OutboxStoring, _ moment: OutboxMoment) {
        switch result {
        case .done:
            tell(rows[index].entry, .canceled)
            rows.remove(at: index)
        case .taken, .blocked: leave(index)
        case .failed(let sentence):
            let why = "It is not sent, but the store could not note that it was taken back: \(sentence)"
            postpone(index, until: nil, because: why, at: moment)
        }
    }

    private mutating func leave(_ index: Int) {
        // It is reported again as one of another process.
        elsewhere[rows[index].entry.key] = nil
        events.append(OutboxEvent(entry: rows.remove(at: index).entry, departure: .taken))
    }
}
