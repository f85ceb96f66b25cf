import Wire

/// One invalid field of a request: a `path` such as `/prompt` (a JSON pointer) or `limit`, a short `code`, and a
/// sentence.
struct FieldError: Sendable, Hashable {
    var path: String
    var code: String
    var message: String
}

/// An error response as `application/problem+json`, thrown where the reason is found.
struct Problem: Error, Sendable, Hashable {
    var status: Int
    /// The last segment of the problem type.
    var kind: String
    var title: String
    var detail: String
    var errors: [FieldError] = []
    var headers: [String: String] = [:]

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "type": .string("https://api.mint.gg/problems/\(kind)"), "title": .string(title),
            "status": .integer(Int64(status)), "detail": .string(detail),
        ]
        let list = errors.map { error in
            JSONValue.object([
                "path": .string(error.path), "code": .string(error.code), "message": .string(error.message),
            ])
        }
        if !list.isEmpty { members["errors"] = .array(list) }
        return .object(members)
    }
}

extension Problem {
    /// Reveals only the length of the header.
    static func unauthorized(_ header: String?) -> Problem {
        let sent = header.map { "has \($0.unicodeScalars.count) characters and carries no valid key" } ?? "is missing"
        let message = "The header Authorization \(sent)."
        return Problem(
            status: 401, kind: "unauthorized", title: "Unauthorized",
            detail: "Send a valid API key in the header Authorization: Bearer <key>.",
            errors: [FieldError(path: "Authorization", code: "unauthorized", message: message)],
            headers: ["WWW-Authenticate": "Bearer realm=\"mint\""])
    }

    static func forbiddenHost(_ authority: String?) -> Problem {
        let count = authority?.unicodeScalars.count ?? 0
        return Problem(
            status: 403, kind: "forbidden", title: "Forbidden",
            detail: "This server answers only requests addressed to it by a name it knows, such as localhost.",
            errors: [
                FieldError(
                    path: "Host", code: "unknown_host",
                    message: "The header Host has \(count) characters and names another server.")
            ])
    }

    static func repeatedHost(_ count: Int) -> Problem {
        malformed([
            FieldError(
                path: "Host", code: "repeated", message: "The header Host was sent \(count) times; send it once.")
        ])
    }

    static func forbiddenOrigin(_ origin: String) -> Problem {
        Problem(
            status: 403, kind: "forbidden", title: "Forbidden",
            detail: "Only pages of this server may send this form.",
            errors: [
                FieldError(
                    path: "Origin", code: "unknown_origin",
                    message: "The header Origin has \(origin.unicodeScalars.count) characters and names another site.")
            ])
    }

    static func forbiddenLink(isExpired: Bool) -> Problem {
        let (kind, title, detail) =
            isExpired
            ? ("expired-link", "Link expired", "This link has expired; read the resource again for a fresh one.")
            : ("invalid-link", "Invalid link", "This link was not made by this server; read the resource again.")
        return Problem(
            status: 403, kind: kind, title: title, detail: detail,
            errors: [
                FieldError(
                    path: isExpired ? "expires" : "signature", code: isExpired ? "expired" : "invalid_signature",
                    message: detail)
            ])
    }

    static func downloadsDisabled(_ parameter: String, _ id: String) -> Problem {
        Problem(
            status: 403, kind: "downloads-disabled", title: "Downloads disabled",
            detail: "The owner has switched downloads off for this asset.",
            errors: [
                FieldError(
                    path: parameter, code: "downloads_disabled",
                    message: "\(parameter) has \(id.unicodeScalars.count) characters; its asset has no downloads.")
            ])
    }

    static let noRoute = Problem(
        status: 404, kind: "not-found", title: "Not found", detail: "There is nothing at this path.",
        errors: [FieldError(path: "", code: "unknown_path", message: "There is nothing at this path.")])

    /// `what` is in words, such as `operation`; reveals only the length of the id.
    static func notFound(_ what: String, _ id: String) -> Problem {
        let words = what.replacing("_", with: " ")
        let count = id.unicodeScalars.count
        return Problem(
            status: 404, kind: "not-found", title: "Not found",
            detail: "There is no such \(words) in this project.",
            errors: [
                FieldError(
                    path: parameter(of: words), code: "not_found",
                    message: "No \(words) of this project has this id of \(count) characters.")
            ])
    }

    /// Converts `asset pack` to `assetPackId`.
    private static func parameter(of words: String) -> String {
        let parts = words.split(separator: " ")
        return parts.enumerated().map { $0 == 0 ? String($1) : $1.prefix(1).uppercased() + $1.dropFirst() }.joined()
            + "Id"
    }

    static func methodNotAllowed(_ method: String, _ allowed: [String]) -> Problem {
        let list = allowed.joined(separator: ", ")
        return Problem(
            status: 405, kind: "method-not-allowed", title: "Method not allowed",
            detail: "This path takes \(list) only.",
            errors: [
                FieldError(
                    path: "", code: "method_not_allowed",
                    message: "The method has \(method.count) letters; this path takes \(list) only.")
            ], headers: ["Allow": list])
    }

    static func insufficientCredits(required: Int, available: Int) -> Problem {
        let detail = "This needs \(required) Credits and the account has \(available); pay and send it again."
        return Problem(
            status: 402, kind: "insufficient-credits", title: "Insufficient Credits", detail: detail,
            errors: [FieldError(path: "", code: "insufficient_credits", message: detail)])
    }

    static func idempotencyConflict(_ key: String) -> Problem {
        Problem(
            status: 409, kind: "idempotency-conflict", title: "Idempotency conflict",
            detail: "This Idempotency-Key was used for another request; send a new key for a new request.",
            errors: [
                FieldError(
                    path: "Idempotency-Key", code: "used_for_another_request",
                    message: "The key of \(key.count) characters was used for another request.")
            ])
    }

    static func invalidState(
        _ action: OperationEvent.Kind, from status: OperationStatus, of id: String
    ) -> Problem {
        let allowed = OperationStatus.allCases.filter { $0.allows(action) }.map(\.rawValue).joined(separator: ", ")
        return conflict(
            "invalid-state", "Invalid state", "operationId", id,
            "The operation is \(status.rawValue); \(action.rawValue) is possible from \(allowed) only.")
    }

    /// A Model or World whose status does not allow the work.
    static func unusableResource(_ record: OperationRecord, _ status: OperationStatus, needs: String) -> Problem {
        let type = record.kind.resourceType.rawValue
        return conflict(
            "invalid-state", "Invalid state", "\(type)Id", record.resourceID,
            "The \(type) is \(status.rawValue); this is possible only when it is \(needs).")
    }

    static func alreadyOptimized(_ id: String) -> Problem {
        conflict(
            "model-already-optimized", "Model already optimized", "modelId", id,
            "This Model has an optimized GLB already; read the Model for its link.")
    }

    static func optimizationInProgress(_ id: String) -> Problem {
        conflict(
            "model-optimization-in-progress", "Model optimization in progress", "modelId", id,
            "An optimization of this Model is under way; wait for its optimized GLB.")
    }

    private static func conflict(
        _ kind: String, _ title: String, _ parameter: String, _ id: String, _ detail: String
    ) -> Problem {
        let code = kind.replacing("-", with: "_")
        let message = "\(parameter) has \(id.unicodeScalars.count) characters. \(detail)"
        return Problem(
            status: 409, kind: kind, title: title, detail: detail,
            errors: [FieldError(path: parameter, code: code, message: message)])
    }

    static func bodyTooLarge(_ limit: Int, length: Int?) -> Problem {
        let detail = "A request body of this path has at most \(limit) bytes."
        let sent = length.map { "The body has \($0) bytes" } ?? "The body has more than \(limit) bytes"
        return Problem(
            status: 413, kind: "payload-too-large", title: "Payload too large", detail: detail,
            errors: [FieldError(path: "", code: "too_large", message: "\(sent); at most \(limit) are allowed.")])
    }

    static func brokenBody(_ length: Int?) -> Problem {
        let promised = length.map { "The body of \($0) bytes" } ?? "The body"
        return malformed([
            FieldError(
                path: "", code: "incomplete_body", message: "\(promised) did not come whole, or not as its header says."
            )
        ])
    }

    static func notJSON(_ contentType: String?) -> Problem {
        let sent = contentType.map { "has \($0.unicodeScalars.count) characters and is another type" } ?? "is missing"
        return Problem(
            status: 415, kind: "unsupported-media-type", title: "Unsupported media type",
            detail: "Send the request body as application/json.",
            errors: [
                FieldError(
                    path: "Content-Type", code: "unsupported_media_type", message: "The header Content-Type \(sent).")
            ])
    }

    static func rangeNotSatisfiable(_ byteCount: Int) -> Problem {
        let detail = "The file has \(byteCount) bytes; the range asked for is outside of it."
        return Problem(
            status: 416, kind: "range-not-satisfiable", title: "Range not satisfiable", detail: detail,
            errors: [FieldError(path: "Range", code: "not_satisfiable", message: detail)],
            headers: ["Content-Range": "bytes */\(byteCount)"])
    }

    static func rateLimited(retryAfterSeconds: Int) -> Problem {
        Problem(
            status: 429, kind: "rate-limited", title: "Too many requests",
            detail: "The rate limit of this key is reached; try again in \(retryAfterSeconds) s.",
            headers: ["Retry-After": String(retryAfterSeconds)])
    }

    static let serverFault = Problem(
        status: 500, kind: "internal", title: "Internal server error",
        detail: "The server could not answer because of a fault of its own.")

    /// 400: an invalid header, query or form of the body.
    static func malformed(_ errors: [FieldError]) -> Problem {
        Problem(
            status: 400, kind: "validation", title: "Bad request",
            detail: errors.first?.message ?? "The request is malformed.", errors: errors)
    }

    static func missingIdempotencyKey() -> Problem {
        var problem = malformed([
            FieldError(
                path: "Idempotency-Key", code: "required",
                message: "The header Idempotency-Key is required, with 1 to 255 characters.")
        ])
        problem.kind = "missing-idempotency-key"
        return problem
    }

    /// 422: a JSON body with invalid fields.
    static func invalidFields(_ errors: [FieldError]) -> Problem {
        Problem(
            status: 422, kind: "validation", title: "Validation failed",
            detail: errors.count == 1 ? errors[0].message : "\(errors.count) fields of the request are wrong.",
            errors: errors)
    }
}
