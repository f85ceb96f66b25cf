import Foundation

/// Decodes an answer, and says in one sentence what is wrong with one that cannot be read.
enum AnswerReading {
    /// - Throws: `MintError.unreadable` naming the server and the fault; no text of the answer is in it.
    static func decode<Value: Decodable>(
        _ type: Value.Type, from body: Data, of server: MintBaseURL
    ) throws(MintError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: body)
        } catch let error as DecodingError {
            throw .unreadable("The answer of \(server.hostAndPort) cannot be read: \(fault(error)).")
        } catch {
            throw .unreadable("The answer of \(server.hostAndPort) cannot be read.")
        }
    }

    private static func fault(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context): "“\(path(context.codingPath + [key]))” is missing"
        case .valueNotFound(_, let context): "“\(path(context.codingPath))” is null"
        case .typeMismatch(let type, let context) where context.codingPath.isEmpty: "it is not \(article(type))"
        case .typeMismatch(let type, let context): "“\(path(context.codingPath))” is not \(article(type))"
        case .dataCorrupted(let context) where context.codingPath.isEmpty: "it is not valid JSON"
        case .dataCorrupted(let context): "“\(path(context.codingPath))” is damaged"
        @unknown default: "its shape is unknown"
        }
    }

    /// Keys of the server's own may occur in it, so it is cleaned like any other text of a server.
    private static func path(_ keys: [any CodingKey]) -> String {
        let path = keys.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
        return ServerText.clean(path, without: nil) ?? "a part"
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
