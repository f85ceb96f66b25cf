package import Foundation
package import HTTPTransport
package import ServiceClient
import Wire

/// The Mint API as a service.
package enum Mint: Service {
    package static let name = "Mint"
    package static let version = "/v1"
    package static let addressName = "The base URL"
    package static let standardAddress = "https://api.mint.gg"

    package static func unauthorized(_: String?) -> String {
        "Mint rejected the API key (401). Check MINT_API_KEY, or ask for a new key; then start mintop again"
    }

    package static func forbidden(_ detail: String?) -> String {
        "The API key may not do this (403): \(detail ?? "check the scopes of the key")"
    }

    package static func notFound(_ detail: String?) -> String {
        "Mint does not know this (404): \(detail ?? "it is gone or of another project")"
    }

    package static func rateLimited(_ wait: Duration?, _: String?) -> String {
        "Too many requests (429): wait \(wait?.shortText ?? "a little"), then try again"
    }

    package static func error(_ response: HTTPResponse, now: Date, without key: APIKey) -> MintError {
        // `try?`: if the body describes no problem, the status alone determines the error.
        let problem = try? JSONValue(parsing: Array(response.body))
        let detail = key.clean(problem?["detail"]?.string ?? problem?["title"]?.string)
        let wait = RetryAfter.wait(in: response.headers, now: now)
        let error: MintError =
            switch response.status {
            case 400, 422: .invalid(fields: fields(problem, without: key), detail: detail)
            case 401: .unauthorized()
            case 402: .paymentRequired(detail: detail)
            case 409: .conflict(ConflictKind(problemName: problemName(problem, without: key)), detail: detail)
            case 429: .rateLimited(retryAfter: wait)
            default: MintError(status: response.status, detail: detail, retryAfter: wait)
            }
        return response.earlierAttemptMayHaveArrived && comesBeforeIdempotency(error) ? .unconfirmed(error) : error
    }

    /// Whether servers send this before they look up the idempotency key. Any other refusal proves that no earlier
    /// attempt with the key was accepted; otherwise the server would have repeated its response.
    private static func comesBeforeIdempotency(_ error: MintError) -> Bool {
        switch error {
        case .unauthorized, .forbidden, .rateLimited: true
        default: false
        }
    }

    /// The last path segment of the problem's type in lower case: servers send a full URL or the bare word.
    private static func problemName(_ problem: JSONValue?, without key: APIKey) -> String? {
        let path = problem?["type"]?.string?.split(whereSeparator: { $0 == "?" || $0 == "#" }).first
        return key.clean(path?.split(separator: "/").last?.lowercased())
    }

    private static func fields(_ problem: JSONValue?, without key: APIKey) -> [FieldProblem] {
        (problem?["errors"]?.array ?? []).lazy.compactMap { error in
            guard let path = error["path"]?.string, let code = error["code"]?.string,
                let message = error["message"]?.string
            else { return nil }
            return FieldProblem(
                path: key.clean(path) ?? "", message: key.clean(message) ?? key.clean(code) ?? "not accepted")
        }.prefix(20).map { $0 }
    }
}

package typealias MintBaseURL = ServiceAddress<Mint>
package typealias MintError = ServiceError<Mint>
/// The bearer key of a Mint API project.
package typealias APIKey = ServiceKey<Mint>

extension APIKey {
    /// Nil if the trimmed text is empty or not printable ASCII.
    package init?(_ text: String) { self.init(bearer: text) }
}
