import Foundation
package import MintDomain

/// An admin key of Mintlify. Printing, dumping or reflecting it never shows it.
package struct MintlifyKey: Sendable {
    /// Used only for the `Authorization` header and for removing the key from texts.
    let secret: String

    /// Trims the text.
    ///
    /// - Throws: `InvalidInput` if it is not an admin key; the message quotes at most the prefix of its kind.
    package init(_ text: String) throws(InvalidInput) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty else {
            throw InvalidInput("The Mintlify key is empty: set MINTLIFY_API_KEY to an admin key (mint_…).")
        }
        // As a header requires.
        guard trimmed.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw InvalidInput("The Mintlify key has spaces or other characters that no key has: copy it once more.")
        }
        for (prefix, kind) in Self.otherKinds where trimmed.hasPrefix(prefix) {
            throw InvalidInput(
                "This is \(kind) key of Mintlify (\(prefix)…); jobs need an admin key (mint_…) from the dashboard.")
        }
        guard trimmed.hasPrefix(Self.prefix), trimmed.utf8.count > Self.prefix.utf8.count else {
            throw InvalidInput(
                "This is no admin key of Mintlify, which begins with mint_; a key of the Mint API does not work here.")
        }
        secret = trimmed
    }

    private static let prefix = "mint_"
    private static let otherKinds = [("mint_dsc_", "an assistant"), ("mint_us_", "an index")]
}

extension MintlifyKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "(API key)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
