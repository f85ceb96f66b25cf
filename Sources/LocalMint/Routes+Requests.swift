import HTTPTypes
import Hummingbird
import NIOCore
import Wire

/// Reads the parts of every changing request: a JSON body and an Idempotency-Key.
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

    /// Returns the whole body.
    ///
    /// - Throws: `Problem` 413 or 400
    static func bytes(of request: Request, limit: Int = Limits.bodyBytes) async throws -> [UInt8] {
        let length = request.headers[.contentLength].flatMap { Int($0) }
        if let length, length > limit { throw Problem.bodyTooLarge(limit, length: length) }
        do {
            return Array(buffer: try await request.body.collect(upTo: limit))
        } catch is NIOTooManyBytesError {
            throw Problem.bodyTooLarge(limit, length: nil)
        } catch let error as CancellationError {
            throw error
        } catch {
            // The client stopped in the middle or sent invalid chunks; the server is fine.
            throw Problem.brokenBody(length)
        }
    }

    /// - Throws: `Problem` 413, 415 or 400
    static func body(
        of request: Request, emptyIsObject: Bool, limit: Int = Limits.bodyBytes
    ) async throws -> RequestBody {
        let bytes = try await bytes(of: request, limit: limit)
        if !bytes.isEmpty {
            let sent = request.headers[.contentType]
            let type = sent?.split(separator: ";").first?.lowercased().filter { $0 != " " } ?? ""
            guard type == "application/json" else { throw Problem.notJSON(sent) }
        }
        return try RequestBody(bytes, emptyIsObject: emptyIsObject)
    }
}
