package import HTTPTransport
package import MintDomain

/// Why a call of `MintlifyClient` brought nothing, by what the caller can do about it.
///
/// Texts of the server in it are one line, at most 300 characters, without control characters and without the key.
package enum MintlifyError: Error, Sendable, Hashable {
    /// 401: the key is missing, wrong, expired or revoked. Ask for another one.
    case unauthorized(detail: String?)
    /// 403: the key lacks the scope, or the address it is used from is not on its list.
    case forbidden(detail: String?)
    /// 404: an unknown job, or an unknown project.
    case notFound(detail: String?)
    /// 400 or 422: the request is wrong, or the job takes no message any more.
    case invalid(detail: String?)
    /// 429: wait that long, never less than `MintlifyError.shortestPause`.
    case rateLimited(retryAfter: Duration, detail: String?)
    /// 5xx: the server is in trouble; try later.
    case unavailable(status: Int, retryAfter: Duration?)
    /// No answer at all.
    case unreachable(TransportFailure)
    /// An answer that cannot be read; one sentence.
    case unreadable(String)
    /// Any other refusal.
    case refused(status: Int, detail: String?)
    /// The calling task was cancelled. Not a failure: never shown, never logged.
    case cancelled
}

extension MintlifyError {
    /// The pause after 429: the service counts by the hour and documents no `Retry-After` (contract/README.md part B).
    package static let shortestPause: Duration = .seconds(60)

    /// For a change: whether it may have taken effect. True means that it must not be sent again; false that the server
    /// surely refused it or never saw it.
    package var isOutcomeUnknown: Bool {
        switch self {
        case .unavailable, .unreadable, .cancelled: true
        case .unreachable(let failure): failure.mayHaveArrived
        case .unauthorized, .forbidden, .notFound, .invalid, .rateLimited, .refused: false
        }
    }

    /// For a change that surely did not take effect: whether the same may succeed a little later.
    package var isPassing: Bool {
        switch self {
        case .rateLimited: true
        case .unreachable(let failure): failure.isPassing && !failure.mayHaveArrived
        case .unauthorized, .forbidden, .notFound, .invalid, .unavailable, .unreadable, .refused, .cancelled: false
        }
    }

    /// How long the server wants to be left alone; nil where it did not say.
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

    /// The same as the poller knows it.
    package var readFailure: ReadFailure {
        let problem: PollProblem =
            switch self {
            case .unauthorized, .forbidden: .unauthorized(description)
            case .notFound: .gone
            case .rateLimited: .rateLimited
            case .unavailable, .unreachable, .cancelled: .unreachable(description)
            case .unreadable: .unreadable(description)
            case .invalid, .refused: .refused(description)
            }
        return ReadFailure(problem, retryAfter: retryAfter, isBrokenConnection: isBrokenConnection)
    }
}
