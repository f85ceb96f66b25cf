package import MintDomain

extension OutboxRules {
    /// A person takes a mutation back.
    ///
    /// - Returns: What to store now; nil where it has left already, or is not known.
    package mutating func withdraw(_ key: IdempotencyKey) -> OutboxChange? {
        guard let index = index(key), rows[index].isWithdrawable else { return nil }
        rows[index].phase = .withdrawing
        return OutboxChange(key: key, from: rows[index].entry.state, to: .withdrawn)
    }

    /// The key of the newest one that is held and counts down; nil where there is none.
    package var newestHeld: IdempotencyKey? {
        rows.last { row in
            if case .held = row.phase { true } else { false }
        }?.entry.key
    }

    /// A person does not want to wait: what is held, offered or waiting goes out as soon as the server allows.
    package mutating func sendNow(_ keys: [IdempotencyKey], at moment: OutboxMoment) {
        for key in keys {
            guard let index = index(key) else { continue }
            switch rows[index].phase {
            case .held, .offered, .due:
                rows[index].phase = .due(at: moment.elapsed)
                rows[index].isOrdered = true
            case .claiming, .sending, .noting, .settling, .unsettled, .withdrawing: break
            }
        }
    }

    /// A person gives up what has not left, and what is offered. What waits for an answer goes on.
    ///
    /// - Returns: What to store now.
    package mutating func dropAll() -> [OutboxChange] {
        rows.indices.compactMap { index in
            if rows[index].isWithdrawable { return withdraw(rows[index].entry.key) }
            guard rows[index].phase == .offered else { return nil }
            let sentence = "Given up after a long time without an answer; whether it took effect is not known."
            return settle(index, .refused(sentence, nil))
        }
    }

    /// A person keeps what has not left for the next time: nothing of it leaves in this run.
    package mutating func keep() {
        for index in rows.indices where rows[index].isWithdrawable && rows[index].phase != .offered {
            rows[index].phase = .offered
            tell(rows[index].entry, .offered("It is kept for the next time."))
        }
    }

    /// Nobody waits for the answer any longer: where surely no attempt arrived, it is refused here.
    ///
    /// - Returns: What to store now; nil where it may have arrived, and so stays until there is an answer.
    package mutating func giveUp(_ key: IdempotencyKey) -> OutboxChange? {
        guard let index = index(key), !rows[index].mayHaveArrived, case .due = rows[index].phase else { return nil }
        let problem = rows[index].problem ?? "There was no time left to send it."
        return settle(index, .refused("Not done, and not tried again: \(problem)", nil))
    }

    /// Why a mutation is not settled, as the outcome of waiting for it; nil where it is not known here.
    package func unsettledOutcome(_ key: IdempotencyKey) -> MutationOutcome? {
        guard let index = index(key) else { return nil }
        return .unknown(rows[index].problem ?? "No answer came in time.")
    }
}
