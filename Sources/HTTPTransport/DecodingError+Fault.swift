import Foundation

extension DecodingError {
    /// What is wrong with the answer, as part of a sentence, such as `“status” is missing`: names of fields, none of its
    /// values.
    package var fault: String {
        switch self {
        case .keyNotFound(let key, let context): "“\(Self.path(context.codingPath + [key]))” is missing"
        case .valueNotFound(_, let context): "“\(Self.path(context.codingPath))” is null"
        case .typeMismatch(let type, let context) where context.codingPath.isEmpty: "it is not \(Self.article(type))"
        case .typeMismatch(let type, let context): "“\(Self.path(context.codingPath))” is not \(Self.article(type))"
        case .dataCorrupted(let context) where context.codingPath.isEmpty: "it is not valid JSON"
        case .dataCorrupted(let context): "“\(Self.path(context.codingPath))” is damaged"
        @unknown default: "its shape is unknown"
        }
    }

    /// Keys of the server's own may occur in it, so it is cleaned like any other text of a server.
    private static func path(_ keys: [any CodingKey]) -> String {
        let path = keys.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
        return ServerText.clean(path, hiding: nil) ?? "a part"
    }

    private static func article(_ type: Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is [String: Any].Type: "an object"
        case is [Any].Type: "a list"
        default: "of the expected kind"
        }
    }
}
