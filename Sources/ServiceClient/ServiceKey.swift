import Foundation
import HTTPTransport

/// The bearer key of a service. Printing, dumping or reflecting it never shows it.
package struct ServiceKey<Owner: Service>: Sendable {
    /// Used only for the `Authorization` header and for removing the key from texts.
    let secret: String

    /// Nil if the trimmed text is empty or not printable ASCII, as a header requires.
    package init?(bearer text: String) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty, trimmed.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        secret = trimmed
    }

    /// Cleans a text of a server that knows this key.
    package func clean(_ text: String?) -> String? { ServerText.clean(text, hiding: secret) }
}

extension ServiceKey: Discreet {
    package var description: String { "(API key)" }
}
