import Hummingbird
import Wire

extension Routes {
    mutating func addResources(_ service: MintService) {
        for (type, parameter) in [(ResourceType.world, "worldId"), (.model, "modelId")] {
            get("/v1/\(type.rawValue)s") { request, _ in
                let limit = try Self.limit(Self.query("limit", request))
                let cursor = try Self.cursor(Self.query("cursor", request), for: type)
                return try .json(await service.page(type, limit: limit, after: cursor))
            }
            get("/v1/\(type.rawValue)s/{\(parameter)}") { _, context in
                try .json(await service.resource(type, Self.id(parameter, of: type.rawValue, context)))
            }
        }
    }

    private static func query(_ name: String, _ request: Request) throws(Problem) -> String? {
        let values = request.uri.queryParameters[values: Substring(name)]
        guard values.count > 1 else { return values.first.map(String.init) }
        let message = "\(name) was sent \(values.count) times; send it once."
        throw .malformed(name, "repeated", message)
    }

    private static func limit(_ text: String?) throws(Problem) -> Int {
        guard let text else { return Limits.defaultPage }
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isNumber, let limit = Int(text), Limits.page.contains(limit) else {
            let message =
                "limit must be a whole number from \(Limits.page.lowerBound) to \(Limits.page.upperBound); "
                + "\(text.unicodeScalars.count) characters were sent."
            throw .malformed("limit", "out_of_range", message)
        }
        return limit
    }

    private static func cursor(_ text: String?, for type: ResourceType) throws(Problem) -> PageCursor? {
        guard let text else { return nil }
        guard let cursor = PageCursor(text, for: type) else {
            let message =
                "cursor must be a nextCursor that this list gave before; this one has "
                + "\(text.unicodeScalars.count) characters."
            throw .malformed("cursor", "invalid_cursor", message)
        }
        return cursor
    }
}
