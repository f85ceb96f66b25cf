package import MintDomain

package enum OutboxAnswer: Sendable, Hashable {
    case accepted(OperationReading)
    /// The server refused it, and would have repeated its response had it ever accepted this key. One sentence.
    case refused(String)
    /// It was not sent again, and an earlier attempt may have taken effect. One sentence.
    case uncertain(String)
    /// A 409: one sentence. The operation may have changed.
    case conflict(String)
    /// Refused before the server looked up the key (401, 403), which settles nothing about earlier attempts. One
    /// sentence.
    case turnedAway(String)
    /// No response, or one that asks to retry (429, 5xx). One sentence; whether this attempt may have taken effect; and
    /// the pause that the server requested, if any.
    case unanswered(String, mayHaveArrived: Bool, retryAfter: Duration?)

    /// Returns the answer for a failed attempt at a service without idempotency keys, where every response concerns
    /// this attempt only.
    ///
    /// `isPassing` means that the same may succeed later; it applies only if the attempt certainly had no effect.
    package static func failed(
        _ sentence: String, isOutcomeUnknown: Bool, isPassing: Bool, retryAfter: Duration?
    ) -> Self {
        guard isOutcomeUnknown || isPassing else { return .refused(sentence) }
        return .unanswered(sentence, mayHaveArrived: isOutcomeUnknown, retryAfter: retryAfter)
    }
}

/// The result of reading an operation before a decision about it is sent.
package enum OutboxReading: Sendable, Hashable {
    case read(TrackedOperation)
    /// The read failed, so this attempt does not send the decision.
    case failed(OutboxAnswer)
}
