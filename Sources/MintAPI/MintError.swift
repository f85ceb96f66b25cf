package import HTTPTransport
package import MintDomain

/// The reason why a call of `MintClient` failed, by the caller's remedy.
///
/// Server texts in it are one line, at most 300 characters, without control characters and without the key.
package enum MintError: Error, Sendable, Hashable {
    /// 401: the key is missing, wrong or revoked. Ask for another one.
    case unauthorized
    /// 403: the key may not do this.
    case forbidden(detail: String?)
    /// 402: too few Credits.
    case paymentRequired(detail: String?)
    /// 404: unknown, or in another project.
    case notFound(detail: String?)
    /// 409: read the operation again, then decide.
    case conflict(ConflictKind, detail: String?)
    /// 400 or 422: the request is invalid, in `fields` if the server named them.
    case invalid(fields: [FieldProblem], detail: String?)
    /// 429: wait for the given time, if any.
    case rateLimited(retryAfter: Duration?)
    /// 5xx: a server error; try later.
    case unavailable(status: Int, retryAfter: Duration?)
    case unreachable(TransportFailure)
    /// An unreadable response; one sentence.
    case unreadable(String)
    /// Any other refusal.
    case refused(status: Int, detail: String?)
    /// A refusal that leaves open whether an earlier attempt of the change took effect.
    indirect case unconfirmed(MintError)
    /// The task was canceled. Not a failure: never shown, never logged.
    case canceled
}

extension MintError {
    /// Whether a change may have taken effect. If true, send the same entry again with the same key; if false, the
    /// server certainly refused or never saw it.
    package var isOutcomeUnknown: Bool {
        switch self {
        case .unavailable, .unreadable, .unconfirmed, .canceled: true
        case .unreachable(let failure): failure.mayHaveArrived
        case .unauthorized, .forbidden, .paymentRequired, .notFound, .conflict, .invalid, .rateLimited, .refused: false
        }
    }

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

    package var readFailure: ReadFailure {
        let problem: PollProblem =
            switch self {
            case .unauthorized, .forbidden: .unauthorized(description)
            case .notFound: .gone
            case .rateLimited: .rateLimited
            case .unavailable, .unreachable, .canceled: .unreachable(description)
            case .unreadable: .unreadable(description)
            case .paymentRequired, .conflict, .invalid, .refused: .refused(description)
            case .unconfirmed(let error): error.readFailure.problem
            }
        return ReadFailure(problem, retryAfter: retryAfter, isBrokenConnection: isBrokenConnection)
    }
}
