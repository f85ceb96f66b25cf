import HTTPTypes
import Hummingbird
import NIOCore
import Wire

/// Reading what every changing request has: a body of JSON and an Idempotency-Key.
extension Routes {
    static func claim(_ request: Request, _ body: RequestBody, isRequired: Bool) throws -> IdempotencyClaim? {
        let name = HTTPField.Name("Idempotency-Key")
        return try IdempotencyClaim(
            headerValues: name.map { request.headers[values: $0] } ?? [], isRequired: isRequired,
            method: request.method.rawValue, path: request.uri.path, body: body)
    }

    static func accepted(_ change: AcceptedChange, _ service: MintService) async throws -> Response {
        try .json(
            await service.present(change.record), status: change.statusCode, headers: ["Location": change.location])
    }

    /// - Throws: `Problem` 413, 415 or 400
    static func body(
        of request: Request, emptyIsObject: Bool, limit: Int = Limits.bodyBytes
    ) async throws -> RequestBody {
        let length = request.headers[.contentLength].flatMap { Int($0) }
        if let length, length > limit { throw Problem.bodyTooLarge(limit, length: length) }
        let bytes: [UInt8]
        do {
            bytes = Array(buffer: try await request.body.collect(upTo: limit))
        } catch is NIOTooManyBytesError {
            throw Problem.bodyTooLarge(limit, length: nil)
        }
        if !bytes.isEmpty {
            let sent = request.headers[.contentType]
            let type = sent?.split(separator: ";").first?.lowercased().filter { $0 != " " } ?? ""
            guard type == "application/json" else { throw Problem.notJSON(sent) }
        }
        return try RequestBody(bytes, emptyIsObject: emptyIsObject)
    }
}
