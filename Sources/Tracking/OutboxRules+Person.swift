package import MintDomain

extension OutboxRules {
    /// Undoes a mutation for the user.
    ///
    /// - Returns: The change to store; nil if it was sent or is unknown.
    package mutating func withdraw(_ key: IdempotencyKey) -> OutboxChange? {
        guard let index = index(key), rows[index].isWithdrawable else { return nil }
        return store(.canceled, index)
    }

    /// The key of the newest held mutation with a running undo window, if any.
    package var newestHeld: IdempotencyKey? {
        rows.last(where: \.isCountingDown)?.entry.key
    }

    /// Sends held, offered or waiting mutations as soon as the server allows.
    package mutating func sendNow(_ keys: [IdempotencyKey], at moment: OutboxMoment) {
        for key in keys {
            guard let index = index(key), rows[index].isWaitingHere else { continue }
            rows[index].due = moment.elapsed
            rows[index].isHold = false
            rows[index].isOrdered = true
        }
    }

    /// Undoes everything that was not sent, offered ones included. Unanswered ones continue.
    ///
    /// - Returns: The changes to store.
    package mutating func dropAll() -> [OutboxChange] {
        rows.indices.compactMap { index in
            if rows[index].isWithdrawable { return withdraw(rows[index].entry.key) }
            guard rows[index].isWaitingHere, rows[index].due == nil else { return nil }
            let sentence = "Given up after a long time without an answer; whether it took effect is not known."
            return store(.refused(sentence), index)
        }
    }

    /// Keeps everything that was not sent for the next start.
    package mutating func keep() {
        for index in rows.indices where rows[index].isWithdrawable && rows[index].due != nil {
            rows[index].due = nil
            rows[index].isHold = false
            tell(rows[index].entry, .held(until: nil, because: "It is kept for the next time."))
        }
    }

    /// Gives up waiting for the response: if certainly no attempt arrived, it is refused here.
    ///
    /// - Returns: The change to store; nil if it may have arrived, so that it stays until there is a response.
    package mutating func giveUp(_ key: IdempotencyKey) -> OutboxChange? {
        guard let index = index(key), !rows[index].mayHaveArrived, rows[index].isWaitingHere, !rows[index].isHold,
            rows[index].due != nil
        else { return nil }
        let problem = rows[index].problem ?? "There was no time left to send it."
        return store(.refused("Not done, and not tried again: \(problem)"), index)
    }

    /// The reason why a mutation is unsettled, as an outcome; nil if unknown here.
    package func unsettledOutcome(_ key: IdempotencyKey) -> OutboxState? {
        guard let index = index(key) else { return nil }
        return .waiting(rows[index].problem ?? "No answer came in time.")
    }
}
