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
    /// A problem of one part of the request; without a `message`, its error repeats the detail.
    private init(
        _ status: Int, _ kind: String, _ title: String, _ detail: String, at path: String, _ code: String,
        _ message: String? = nil, headers: [String: String] = [:]
    ) {
        self.init(
            status: status, kind: kind, title: title, detail: detail,
            errors: [FieldError(path: path, code: code, message: message ?? detail)], headers: headers)
    }

    /// Reveals only the length of the header.
    static func unauthorized(_ header: String?) -> Problem {
        let sent = header.map { "has \($0.unicodeScalars.count) characters and carries no valid key" } ?? "is missing"
        return Problem(
            401, "unauthorized", "Unauthorized", "Send a valid API key in the header Authorization: Bearer <key>.",
            at: "Authorization", "unauthorized", "The header Authorization \(sent).",
            headers: ["WWW-Authenticate": "Bearer realm=\"mint\""])
    }

    static func forbiddenHost(_ authority: String?) -> Problem {
        let count = authority?.unicodeScalars.count ?? 0
        return Problem(
            403, "forbidden", "Forbidden",
            "This server answers only requests addressed to it by a name it knows, such as localhost.", at: "Host",
            "unknown_host", "The header Host has \(count) characters and names another server.")
    }

    static func repeatedHost(_ count: Int) -> Problem {
        malformed("Host", "repeated", "The header Host was sent \(count) times; send it once.")
    }

    static func forbiddenOrigin(_ origin: String) -> Problem {
        Problem(
            403, "forbidden", "Forbidden", "Only pages of this server may send this form.", at: "Origin",
            "unknown_origin",
            "The header Origin has \(origin.unicodeScalars.count) characters and names another site.")
    }

    static func forbiddenLink(isExpired: Bool) -> Problem {
        isExpired
            ? Problem(
                403, "expired-link", "Link expired",
                "This link has expired; read the resource again for a fresh one.", at: "expires", "expired")
            : Problem(
                403, "invalid-link", "Invalid link",
                "This link was not made by this server; read the resource again.", at: "signature",
                "invalid_signature")
    }

    static func downloadsDisabled(_ parameter: String, _ id: String) -> Problem {
        Problem(
            403, "downloads-disabled", "Downloads disabled",
            "The owner has switched downloads off for this asset.", at: parameter, "downloads_disabled",
            "\(parameter) has \(id.unicodeScalars.count) characters; its asset has no downloads.")
    }

    static let noRoute = Problem(
        404, "not-found", "Not found", "There is nothing at this path.", at: "", "unknown_path")

    /// `what` is in words, such as `operation`; reveals only the length of the id.
    static func notFound(_ what: String, _ id: String) -> Problem {
        let words = what.replacing("_", with: " ")
        return Problem(
            404, "not-found", "Not found", "There is no such \(words) in this project.", at: parameter(of: words),
            "not_found", "No \(words) of this project has this id of \(id.unicodeScalars.count) characters.")
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
            405, "method-not-allowed", "Method not allowed", "This path takes \(list) only.", at: "",
            "method_not_allowed", "The method has \(method.count) letters; this path takes \(list) only.",
            headers: ["Allow": list])
    }

    static func insufficientCredits(required: Int, available: Int) -> Problem {
        Problem(
            402, "insufficient-credits", "Insufficient Credits",
            "This needs \(required) Credits and the account has \(available); pay and send it again.", at: "",
            "insufficient_credits")
    }

    static func idempotencyConflict(_ key: String) -> Problem {
        Problem(
            409, "idempotency-conflict", "Idempotency conflict",
            "This Idempotency-Key was used for another request; send a new key for a new request.",
            at: "Idempotency-Key", "used_for_another_request",
            "The key of \(key.count) characters was used for another request.")
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
        Problem(
            409, kind, title, detail, at: parameter, kind.replacing("-", with: "_"),
            "\(parameter) has \(id.unicodeScalars.count) characters. \(detail)")
    }

    static func bodyTooLarge(_ limit: Int, length: Int?) -> Problem {
        let sent = length.map { "The body has \($0) bytes" } ?? "The body has more than \(limit) bytes"
        return Problem(
            413, "payload-too-large", "Payload too large", "A request body of this path has at most \(limit) bytes.",
            at: "", "too_large", "\(sent); at most \(limit) are allowed.")
    }

    static func brokenBody(_ length: Int?) -> Problem {
        let promised = length.map { "The body of \($0) bytes" } ?? "The body"
        return malformed("", "incomplete_body", "\(promised) did not come whole, or not as its header says.")
    }

    static func notJSON(_ contentType: String?) -> Problem {
        let sent = contentType.map { "has \($0.unicodeScalars.count) characters and is another type" } ?? "is missing"
        return Problem(
            415, "unsupported-media-type", "Unsupported media type", "Send the request body as application/json.",
            at: "Content-Type", "unsupported_media_type", "The header Content-Type \(sent).")
    }

    static func rangeNotSatisfiable(_ byteCount: Int) -> Problem {
        Problem(
            416, "range-not-satisfiable", "Range not satisfiable",
            "The file has \(byteCount) bytes; the range asked for is outside of it.", at: "Range", "not_satisfiable",
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
    static func malformed(_ path: String, _ code: String, _ message: String) -> Problem {
        Problem(400, "validation", "Bad request", message, at: path, code)
    }

    static func missingIdempotencyKey() -> Problem {
        Problem(
            400, "missing-idempotency-key", "Bad request",
            "The header Idempotency-Key is required, with 1 to 255 characters.", at: "Idempotency-Key", "required")
    }

    /// 422: a JSON body with invalid fields.
    static func invalidFields(_ errors: [FieldError]) -> Problem {
        Problem(
            status: 422, kind: "validation", title: "Validation failed",
            detail: errors.count == 1 ? errors[0].message : "\(errors.count) fields of the request are wrong.",
            errors: errors)
    }
}
