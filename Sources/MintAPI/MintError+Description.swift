import HTTPTransport
import MintDomain

extension MintError: CustomStringConvertible {
    /// One sentence for the user: the problem and the remedy.
    package var description: String { sentence.withOneFullStop }

    private var sentence: String {
        switch self {
        case .unauthorized:
            "Mint rejected the API key (401). Check MINT_API_KEY, or ask for a new key; then start mintop again."
        case .forbidden(let detail): "The API key may not do this (403): \(detail ?? "check the scopes of the key")."
        case .paymentRequired(let detail): "Too few Credits (402): \(detail ?? "top up the account, then try again")."
        case .notFound(let detail): "Mint does not know this (404): \(detail ?? "it is gone or of another project")."
        case .conflict(let kind, let detail): Self.conflict(kind, detail)
        case .invalid(let fields, let detail): "Mint refused the request: \(Self.faults(fields, detail))."
        case .rateLimited(let wait?): "Too many requests (429): wait \(wait.shortText), then try again."
        case .rateLimited(nil): "Too many requests (429): wait a little, then try again."
        case .unavailable(let status, let wait?): "Mint is unavailable (\(status)): try again in \(wait.shortText)."
        case .unavailable(let status, nil): "Mint is unavailable (\(status)): try again later."
        case .unreachable(let failure): failure.description
        case .unreadable(let sentence): sentence
        case .refused(let status, let detail): "Mint refused the request (\(status))\(detail.map { ": \($0)" } ?? "")."
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

extension String {
    /// Server text often ends with a full stop already.
    fileprivate var withOneFullStop: String {
        for double in ["..", "!.", "?.", "…."] where hasSuffix(double) { return String(dropLast()) }
        return self
    }
}
