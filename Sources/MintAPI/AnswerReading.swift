import Foundation
import HTTPTransport

/// Decodes an answer, and says in one sentence what is wrong with one that cannot be read.
enum AnswerReading {
    /// - Throws: `MintError.unreadable` naming the server and the fault; no text of the answer is in it.
    static func decode<Value: Decodable>(
        _ type: Value.Type, from body: Data, of server: MintBaseURL
    ) throws(MintError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: body)
        } catch let error as DecodingError {
            throw .unreadable("The answer of \(server.hostAndPort) cannot be read: \(error.fault).")
        } catch {
            throw .unreadable("The answer of \(server.hostAndPort) cannot be read.")
        }
    }
}
