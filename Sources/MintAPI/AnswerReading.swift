import BoundedJSON
import Foundation
import HTTPTransport
import Wire

/// Decodes responses, and describes unreadable ones in one sentence.
enum AnswerReading {
    /// - Throws: `MintError.unreadable` with the server and the fault, without text of the response.
    static func decode<Value>(
        _ body: Data, of server: MintBaseURL, as read: (JSONValue) throws(JSONFault) -> Value
    ) throws(MintError) -> Value {
        do throws(JSONFault) {
            return try read(JSONValue(parsing: Array(body)))
        } catch {
            throw .unreadable("The answer of \(server.hostAndPort) cannot be read: \(error).")
        }
    }

    /// The maximum number of characters of a shown text. The longest text of the API is a prompt of 4,000.
    static let longestText = 5_000

    /// Cuts a long text with `…`, so that no response slows drawing. The raw JSON stays whole.
    static func bounded(_ text: String) -> String {
        let beginning = text.unicodeScalars.prefix(longestText)
        return beginning.endIndex == text.unicodeScalars.endIndex ? text : String(beginning) + "…"
    }
}
