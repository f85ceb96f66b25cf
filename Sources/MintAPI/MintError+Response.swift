import Foundation
import HTTPTransport
import Wire

extension MintError {
    /// The error of a response with a status outside 200 to 299. The key is removed from the server's texts; `now` is
    /// the time for a `Retry-After` that is a date.
    init(_ response: HTTPResponse, now: Date, without key: APIKey) {
        // `try?`: an error body of another shape adds nothing to the status.
        let problem = (try? JSONValue(parsing: Array(response.body))).map(ProblemWire.init)
        let detail = ServerText.clean(problem?.detail ?? problem?.title, without: key)
        let wait = RetryAfter.wait(in: response.headers, now: now)
        let error: MintError =
            switch response.status {
            case 400, 422: .invalid(fields: Self.fields(problem, without: key), detail: detail)
            case 401: .unauthorized
            case 402: .paymentRequired(detail: detail)
            case 403: .forbidden(detail: detail)
            case 404: .notFound(detail: detail)
            case 409: .conflict(ConflictKind(problemName: Self.problemName(problem, without: key)), detail: detail)
            case 429: .rateLimited(retryAfter: wait)
            case 501: .refused(status: 501, detail: detail)
            case 500...: .unavailable(status: response.status, retryAfter: wait)
            default: .refused(status: response.status, detail: detail)
            }
        self = response.earlierAttemptMayHaveArrived && error.comesBeforeIdempotency ? .unconfirmed(error) : error
    }

    /// Whether servers send this before they look up the idempotency key. Any other refusal proves that no earlier
    /// attempt with the key was accepted; otherwise the server would have repeated its response.
    private var comesBeforeIdempotency: Bool {
        switch self {
        case .unauthorized, .forbidden, .rateLimited: true
        default: false
        }
    }

    /// The last path segment of the problem's type in lower case: servers send a full URL or the bare word.
    private static func problemName(_ problem: ProblemWire?, without key: APIKey) -> String? {
        let path = problem?.type?.split(whereSeparator: { $0 == "?" || $0 == "#" }).first
        return ServerText.clean(path?.split(separator: "/").last?.lowercased(), without: key)
    }

    private static func fields(_ problem: ProblemWire?, without key: APIKey) -> [FieldProblem] {
        (problem?.errors ?? []).prefix(20).map { error in
            FieldProblem(
                path: ServerText.clean(error.path, without: key) ?? "",
                message: ServerText.clean(error.message, without: key) ?? error.codeOrDefault(without: key))
        }
    }
}

extension FieldErrorWire {
    fileprivate func codeOrDefault(without key: APIKey) -> String {
        ServerText.clean(code, without: key) ?? "not accepted"
    }
}
