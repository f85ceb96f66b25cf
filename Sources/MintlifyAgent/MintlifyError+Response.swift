import Foundation
import HTTPTransport
import Wire

extension MintlifyError {
    /// The error of a response with a status outside 200 to 299. The key is removed from the server's texts; `now` is
    /// the time for a `Retry-After` that is a date.
    init(_ response: HTTPResponse, now: Date, without key: MintlifyKey) {
        // `try?`: an error body of another shape adds nothing to the status.
        let body = try? AgentErrorWire(JSONValue(parsing: Array(response.body)))
        let detail = ServerText.clean(body?.error, hiding: key.secret)
        let wait = RetryAfter.wait(in: response.headers, now: now)
        self =
            switch response.status {
            case 400, 422: .invalid(detail: detail)
            case 401: .unauthorized(detail: detail)
            case 403: .forbidden(detail: detail)
            case 404: .notFound(detail: detail)
            case 429: .rateLimited(retryAfter: max(wait ?? Self.shortestPause, Self.shortestPause), detail: detail)
            case 501: .refused(status: 501, detail: detail)
            case 500...: .unavailable(status: response.status, retryAfter: wait)
            default: .refused(status: response.status, detail: detail)
            }
    }
}
