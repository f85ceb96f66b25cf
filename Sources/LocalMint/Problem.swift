import Wire

/// A refusal, as `application/problem+json` tells it. Thrown by whatever finds the reason.
struct Problem: Error, Sendable, Hashable {
    var status: Int
    /// The last segment of the problem type.
    var kind: String
    var title: String
    var detail: String
    var errors: [FieldErrorWire] = []
    /// Further headers of the answer, by name.
    var headers: [String: String] = [:]

    var wire: ProblemWire {
        ProblemWire(
            type: "https://api.mint.gg/problems/\(kind)", title: title, status: status, detail: detail, errors: errors)
    }
}

extension Problem {
    static let unauthorized = Problem(
        status: 401, kind: "unauthorized", title: "Unauthorized",
        detail: "Send a valid API key in the header Authorization: Bearer <key>.",
        headers: ["WWW-Authenticate": "Bearer realm=\"mint\""])

    static let forbiddenHost = Problem(
        status: 403, kind: "forbidden", title: "Forbidden",
        detail: "This server answers only requests addressed to localhost, 127.0.0.1 or [::1].")

    static let noRoute = Problem(
        status: 404, kind: "not-found", title: "Not found", detail: "There is nothing at this path.")

    static func notFound(_ what: String) -> Problem {
        Problem(status: 404, kind: "not-found", title: "Not found", detail: "There is no such \(what) in this project.")
    }

    static func methodNotAllowed(_ allowed: [String]) -> Problem {
        let list = allowed.joined(separator: ", ")
        return Problem(
            status: 405, kind: "method-not-allowed", title: "Method not allowed",
            detail: "This path takes \(list) only.", headers: ["Allow": list])
    }

    static let idempotencyConflict = Problem(
        status: 409, kind: "idempotency-conflict", title: "Idempotency conflict",
        detail: "This Idempotency-Key was used for another request; send a new key for a new request.")

    static func invalidState(_ action: OperationEvent.Kind, from status: OperationStatus) -> Problem {
        let allowed = OperationStatus.allCases.filter { $0.allows(action) }.map(\.rawValue).joined(separator: ", ")
        return Problem(
            status: 409, kind: "invalid-state", title: "Invalid state",
            detail: "The operation is \(status.rawValue); \(action.rawValue) is possible from \(allowed) only.")
    }

    static let bodyTooLarge = Problem(
        status: 413, kind: "payload-too-large", title: "Payload too large",
        detail: "A request body has at most \(Limits.bodyBytes) bytes.")

    static let notJSON = Problem(
        status: 415, kind: "unsupported-media-type", title: "Unsupported media type",
        detail: "Send the request body as application/json.")

    static func rateLimited(retryAfterSeconds: Int) -> Problem {
        Problem(
            status: 429, kind: "rate-limited", title: "Too many requests",
            detail: "The rate limit of this key is reached; try again in \(retryAfterSeconds) s.",
            headers: ["Retry-After": String(retryAfterSeconds)])
    }

    static let serverFault = Problem(
        status: 500, kind: "internal", title: "Internal server error",
        detail: "The server could not answer because of a fault of its own.")

    /// 400: a header, a query or the form of the body is wrong.
    static func malformed(_ errors: [FieldErrorWire]) -> Problem {
        Problem(
            status: 400, kind: "validation", title: "Bad request",
            detail: errors.first?.message ?? "The request is malformed.", errors: errors)
    }

    static func missingIdempotencyKey() -> Problem {
        var problem = malformed([
            FieldErrorWire(
                path: "Idempotency-Key", code: "required",
                message: "The header Idempotency-Key is required, with 1 to 255 characters.")
        ])
        problem.kind = "missing-idempotency-key"
        return problem
    }

    /// 422: the body is JSON, but fields of it break their rules.
    static func invalidFields(_ errors: [FieldErrorWire]) -> Problem {
        Problem(
            status: 422, kind: "validation", title: "Validation failed",
            detail: errors.count == 1 ? errors[0].message : "\(errors.count) fields of the request are wrong.",
            errors: errors)
    }
}
