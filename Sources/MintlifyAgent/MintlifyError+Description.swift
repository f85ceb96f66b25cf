import HTTPTransport

extension MintlifyError: CustomStringConvertible {
    /// One sentence for the user: the problem and the remedy.
    package var description: String { sentence.withOneFullStop }

    private var sentence: String {
        switch self {
        case .unauthorized(let detail):
            "Mintlify rejected the API key (401): \(detail ?? "check MINTLIFY_API_KEY, or make a new admin key")."
        case .forbidden(let detail):
            "The Mintlify key may not do this (403): \(detail ?? "check its scopes and its list of IP addresses")."
        case .notFound(let detail):
            "Mintlify does not know this (404): \(detail ?? "check the job's id and MINTLIFY_PROJECT_ID")."
        case .invalid(let detail): "Mintlify refused the request: \(detail ?? "it gave no reason")."
        case .rateLimited(let wait, let detail?):
            "Too many jobs and messages (429), wait \(wait.shortText): \(detail)."
        case .rateLimited(let wait, nil):
            "Too many jobs and messages (429): wait \(wait.shortText), then try again."
        case .unavailable(let status, let wait?): "Mintlify is unavailable (\(status)): try again in \(wait.shortText)."
        case .unavailable(let status, nil): "Mintlify is unavailable (\(status)): try again later."
        case .unreachable(let failure): failure.description
        case .unreadable(let sentence): sentence
        case .refused(let status, let detail):
            "Mintlify refused the request (\(status))\(detail.map { ": \($0)" } ?? "")."
        case .canceled: "The request was canceled."
        }
    }
}

extension String {
    /// Server text often ends with a full stop already.
    fileprivate var withOneFullStop: String {
        for double in ["..", "!.", "?.", "…."] where hasSuffix(double) { return String(dropLast()) }
        return self
    }
}
