package import MintDomain

/// What one attempt to send an entry brought.
package enum OutboxAnswer: Sendable, Hashable {
    /// The server took it.
    case accepted(OperationReading)
    /// The server refused it, and would have given its earlier answer had it ever taken this key. One sentence.
    case refused(String)
    /// 409: which of the conflicts it was, and one sentence.
    case conflict(OutboxConflict, String)
    /// Refused before the server looked the key up (401, 403): that settles nothing about earlier attempts. One sentence.
    case turnedAway(String)
    /// No answer, or one that asks to come again (429, 5xx). One sentence; whether this attempt may have taken effect;
    /// and how long the server wants to be left alone, nil where it did not say.
    case unanswered(String, mayHaveArrived: Bool, retryAfter: Duration?)

    /// What a failed attempt means where the service knows no idempotency key: every answer is about this attempt alone.
    ///
    /// - Parameters:
    ///   - sentence: What went wrong.
    ///   - isOutcomeUnknown: Whether it may have taken effect all the same.
    ///   - isPassing: Whether the same may succeed a little later; counts only where it surely took no effect.
    ///   - retryAfter: How long the server wants to be left alone; nil where it did not say.
    /// - Returns: The answer.
    package static func failed(
        _ sentence: String, isOutcomeUnknown: Bool, isPassing: Bool, retryAfter: Duration?
    ) -> Self {
        guard isOutcomeUnknown || isPassing else { return .refused(sentence) }
        return .unanswered(sentence, mayHaveArrived: isOutcomeUnknown, retryAfter: retryAfter)
    }
}

/// Which of the conflicts behind a 409 it was (contract/README.md A7, A8).
package enum OutboxConflict: Sendable, Hashable {
    /// The key belongs to another request.
    case keyInUse
    /// The operation's status does not allow the action.
    case wrongState
    /// One this program does not know.
    case other
}
