import Foundation
import HTTPTransport
import Wire

extension MintlifyError {
    /// The error that an answer with a status outside 200 to 299 stands for.
    ///
    /// - Parameters:
    ///   - response: the answer.
    ///   - now: for a `Retry-After` that is a date.
    ///   - key: cut out of the server's texts.
    init(_ response: HTTPResponse, now: Date, without key: MintlifyKey) {
        // `try?`: an error body of any other shape says no more than its status.
        let body = try? JSONDecoder().decode(AgentErrorWire.self, from: response.body)
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
