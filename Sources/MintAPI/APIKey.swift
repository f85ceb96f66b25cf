import Foundation
import HTTPTransport

/// The bearer key of a Mint API project. Printing, dumping or reflecting it never shows it.
package struct APIKey: Sendable {
    /// Used only for the `Authorization` header and for removing the key from texts.
    let secret: String

    /// Nil if the trimmed text is empty or not printable ASCII, as a header requires.
    package init?(_ text: String) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty, trimmed.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        secret = trimmed
    }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "(API key)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension ServerText {
    /// Cleans a text of a server that knows this key.
    static func clean(_ text: String?, without key: APIKey?) -> String? { clean(text, hiding: key?.secret) }
}
