import Hummingbird
import Wire

extension Routes {
    func addResources(_ service: MintService) {
        get("/v1/worlds", list(.world, service))
        get("/v1/models", list(.model, service))
        get("/v1/worlds/{id}", read(.world, service))
        get("/v1/models/{id}", read(.model, service))
    }

    private func list(_ kind: OperationRecord.Kind, _ service: MintService) -> Handler {
        { request, _ in
            let query = request.uri.queryParameters
            let limit = try Self.limit(query["limit"].map(String.init))
            let cursor = try Self.cursor(query["cursor"].map(String.init), for: kind)
            return try .json(await service.page(kind, limit: limit, after: cursor))
        }
    }

    private func read(_ kind: OperationRecord.Kind, _ service: MintService) -> Handler {
        { _, context in
            try .json(await service.resource(kind, Self.id("id", of: kind.rawValue, context)))
        }
    }

    private static func limit(_ text: String?) throws(Problem) -> Int {
        guard let text else { return Limits.defaultPage }
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isNumber, let limit = Int(text), Limits.page.contains(limit) else {
            let message = "limit must be a whole number from \(Limits.page.lowerBound) to \(Limits.page.upperBound)."
            throw .malformed([FieldErrorWire(path: "limit", code: "out_of_range", message: message)])
        }
        return limit
    }

    private static func cursor(_ text: String?, for kind: OperationRecord.Kind) throws(Problem) -> PageCursor? {
        guard let text else { return nil }
        guard let cursor = PageCursor(text, for: kind) else {
            let message = "cursor must be a nextCursor that this list gave before."
            throw .malformed([FieldErrorWire(path: "cursor", code: "invalid_cursor", message: message)])
        }
        return cursor
    }
}
