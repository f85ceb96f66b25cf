package import HTTPTransport
package import MintDomain

/// The reason why a call of a client failed, by the caller's remedy.
///
/// Server texts in it are one line, at most 300 characters, without control characters and without the key.
package enum ServiceError<Owner: Service>: Error, Sendable, Hashable {
    /// 401: the key is missing, wrong, expired or revoked. Ask for another one.
    case unauthorized(detail: String? = nil)
    /// 403: the key may not do this, or not from this machine.
    case forbidden(detail: String?)
    /// 402: too few Credits.
    case paymentRequired(detail: String?)
    /// 404: unknown, or in another project.
    case notFound(detail: String?)
    /// 409: read the operation again, then decide.
    case conflict(ConflictKind, detail: String?)
    /// 400 or 422: the request is invalid, in `fields` if the server named them.
    case invalid(fields: [FieldProblem] = [], detail: String?)
    /// 429: wait for the given time, if any.
    case rateLimited(retryAfter: Duration?, detail: String? = nil)
    /// 5xx: a server error; try later.
    case unavailable(status: Int, retryAfter: Duration?)
    case unreachable(TransportFailure)
    /// An unreadable response; one sentence.
    case unreadable(String)
    /// Any other refusal.
    case refused(status: Int, detail: String?)
    /// A refusal that leaves open whether an earlier attempt of the change took effect.
    indirect case unconfirmed(ServiceError)
    /// The task was canceled. Not a failure: never shown, never logged.
    case canceled

    /// The error of a status outside 200 to 299 with a meaning for every service.
    package init(status: Int, detail: String?, retryAfter: Duration?) {
        self =
            switch status {
            case 400, 422: .invalid(detail: detail)
            case 401: .unauthorized(detail: detail)
            case 403: .forbidden(detail: detail)
            case 404: .notFound(detail: detail)
            case 429: .rateLimited(retryAfter: retryAfter, detail: detail)
            case 501: .refused(status: 501, detail: detail)
            case 500...: .unavailable(status: status, retryAfter: retryAfter)
            default: .refused(status: status, detail: detail)
            }
    }
}

extension ServiceError {
    /// Whether a change may have taken effect; if false, the server certainly refused or never saw it.
    package var isOutcomeUnknown: Bool {
        switch self {
        case .unavailable, .unreadable, .unconfirmed, .canceled: true
        case .unreachable(let failure): failure.mayHaveArrived
        case .unauthorized, .forbidden, .paymentRequired, .notFound, .conflict, .invalid, .rateLimited, .refused: false
        }
    }

    /// Whether a change that certainly did not take effect may succeed later.
    package var isPassing: Bool {
        switch self {
        case .rateLimited: true
        case .unreachable(let failure): failure.isPassing && !failure.mayHaveArrived
        default: false
        }
    }

    package var retryAfter: Duration? {
        switch self {
        case .rateLimited(let wait, _), .unavailable(_, let wait): wait
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

extension ServiceError: CustomStringConvertible {
    /// One sentence for the user: the problem and the remedy.
    package var description: String {
        let sentence = sentence
        // Server text often ends with a full stop already.
        return ["..", "!.", "?.", "…."].contains(where: sentence.hasSuffix) ? String(sentence.dropLast()) : sentence
    }

    private var sentence: String {
        switch self {
        case .unauthorized(let detail): Owner.unauthorized(detail) + "."
        case .forbidden(let detail): Owner.forbidden(detail) + "."
        case .notFound(let detail): Owner.notFound(detail) + "."
        case .rateLimited(let wait, let detail): Owner.rateLimited(wait, detail) + "."
        case .paymentRequired(let detail): "Too few Credits (402): \(detail ?? "top up the account, then try again")."
        case .conflict(let kind, let detail): Self.conflict(kind, detail)
        case .invalid(let fields, let detail): "\(Owner.name) refused the request: \(Self.faults(fields, detail))."
        case .unavailable(let status, let wait):
            "\(Owner.name) is unavailable (\(status)): try again \(wait.map { "in \($0.shortText)" } ?? "later")."
        case .unreachable(let failure): failure.description
        case .unreadable(let sentence): sentence
        case .refused(let status, let detail):
            "\(Owner.name) refused the request (\(status))\(detail.map { ": \($0)" } ?? "")."
        case .unconfirmed(let error): "An earlier attempt may have worked; the newest one failed: \(error.description)"
        case .canceled: "The request was canceled."
        }
    }

    private static func conflict(_ kind: ConflictKind, _ detail: String?) -> String {
        switch kind {
        case .idempotencyConflict:
            "This idempotency key was already used for another request (409): use a new key."
        case .invalidState:
            "The operation is no longer in a state for this (409): \(detail ?? "read it again, then decide")."
        case .other(let name):
            "Conflict (409): \(detail ?? name ?? "read it again, then decide")."
        }
    }

    private static func faults(_ fields: [FieldProblem], _ detail: String?) -> String {
        if fields.isEmpty { return detail ?? "it gave no reason" }
        return fields.prefix(3).map { $0.path.isEmpty ? $0.message : "\($0.path): \($0.message)" }
            .joined(separator: "; ")
    }
}
