package import HTTPTransport
package import MintDomain

/// The reason why a call of `MintlifyClient` failed, by the caller's remedy.
///
/// Server texts in it are one line, at most 300 characters, without control characters and without the key.
package enum MintlifyError: Error, Sendable, Hashable {
    /// 401: the key is missing, wrong, expired or revoked. Ask for another one.
    case unauthorized(detail: String?)
    /// 403: the key lacks the scope, or its address list excludes this machine.
    case forbidden(detail: String?)
    /// 404: an unknown job or project.
    case notFound(detail: String?)
    /// 400 or 422: the request is invalid, or the job accepts no more messages.
    case invalid(detail: String?)
    /// 429: wait for the given time, at least `MintlifyError.shortestPause`.
    case rateLimited(retryAfter: Duration, detail: String?)
    /// 5xx: a server error; try later.
    case unavailable(status: Int, retryAfter: Duration?)
    case unreachable(TransportFailure)
    /// An unreadable response; one sentence.
    case unreadable(String)
    /// Any other refusal.
    case refused(status: Int, detail: String?)
    /// The task was canceled. Not a failure: never shown, never logged.
    case canceled
}

extension MintlifyError {
    /// The pause after a 429: the service counts by the hour and documents no `Retry-After`.
    package static let shortestPause: Duration = .seconds(60)

    /// Whether a change may have taken effect. If true, it must not be sent again; if false, the server certainly
    /// refused or never saw it.
    package var isOutcomeUnknown: Bool {
        switch self {
        case .unavailable, .unreadable, .canceled: true
        case .unreachable(let failure): failure.mayHaveArrived
        case .unauthorized, .forbidden, .notFound, .invalid, .rateLimited, .refused: false
        }
    }

    /// Whether a change that certainly did not take effect may succeed later.
    package var isPassing: Bool {
        switch self {
        case .rateLimited: true
        case .unreachable(let failure): failure.isPassing && !failure.mayHaveArrived
        case .unauthorized, .forbidden, .notFound, .invalid, .unavailable, .unreadable, .refused, .canceled: false
        }
    }

    package var retryAfter: Duration? {
        switch self {
        case .rateLimited(let wait, _): wait
        case .unavailable(_, let wait): wait
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
            case .invalid, .refused: .refused(description)
            }
        return ReadFailure(problem, retryAfter: retryAfter, isBrokenConnection: isBrokenConnection)
    }
}
