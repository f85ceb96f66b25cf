package import HTTPTransport
package import MintDomain

/// Why a call of `MintClient` brought nothing, by what the caller can do about it.
///
/// Texts of the server in it are one line, at most 300 characters, without control characters and without the key.
package enum MintError: Error, Sendable, Hashable {
    /// 401: the key is missing, wrong or revoked. Ask for another one.
    case unauthorized
    /// 403: the key may not do this.
    case forbidden(detail: String?)
    /// 402: too few Credits.
    case paymentRequired(detail: String?)
    /// 404: unknown, or of another project.
    case notFound(detail: String?)
    /// 409: read the operation again, then decide.
    case conflict(ConflictKind, detail: String?)
    /// 400 or 422: the request is wrong; `fields` says where, as far as the server did.
    case invalid(fields: [FieldProblem], detail: String?)
    /// 429: wait that long (nil where the server did not say).
    case rateLimited(retryAfter: Duration?)
    /// 5xx: the server is in trouble; try later.
    case unavailable(status: Int, retryAfter: Duration?)
    /// No answer at all.
    case unreachable(TransportFailure)
    /// An answer that cannot be read; one sentence.
    case unreadable(String)
    /// Any other refusal.
    case refused(status: Int, detail: String?)
    /// A refusal that does not tell whether an earlier attempt of the same change took effect.
    indirect case unconfirmed(MintError)
    /// The calling task was cancelled. Not a failure: never shown, never logged.
    case cancelled
}

extension MintError {
    /// For a change: whether it may have taken effect. True asks for the same entry to be sent again, with the same key;
    /// false means that the server surely refused it or never saw it.
    package var isOutcomeUnknown: Bool {
        switch self {
        case .unavailable, .unreadable, .unconfirmed, .cancelled: true
        case .unreachable(let failure): failure.mayHaveArrived
        case .unauthorized, .forbidden, .paymentRequired, .notFound, .conflict, .invalid, .rateLimited, .refused: false
        }
    }

    /// How long the server wants to be left alone; nil where it did not say.
    package var retryAfter: Duration? {
        switch self {
        case .rateLimited(let wait), .unavailable(_, let wait): wait
        case .unconfirmed(let error): error.retryAfter
        default: nil
        }
    }

    private var isBrokenConnection: Bool {
        if case .unreachable(.connectionLost) = self { true } else { false }
    }

    /// The same as the poller knows it.
    package var readFailure: ReadFailure {
        let problem: PollProblem =
            switch self {
            case .unauthorized, .forbidden: .unauthorized(description)
            case .notFound: .gone
            case .rateLimited: .rateLimited
            case .unavailable, .unreachable, .cancelled: .unreachable(description)
            case .unreadable: .unreadable(description)
            case .paymentRequired, .conflict, .invalid, .refused: .refused(description)
            case .unconfirmed(let error): error.readFailure.problem
            }
        return ReadFailure(problem, retryAfter: retryAfter, isBrokenConnection: isBrokenConnection)
    }
}
