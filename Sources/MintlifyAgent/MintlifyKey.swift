import Foundation
package import MintDomain

/// An admin key of Mintlify. Printing, dumping or reflecting it never shows it.
package struct MintlifyKey: Sendable {
    /// For the `Authorization` header and for taking the key out of texts; nothing else.
    let secret: String

    /// Takes the text without white space around it.
    ///
    /// - Throws: `InvalidInput` where it is no admin key (contract/README.md part B); the sentence shows at most the
    ///   prefix that tells its kind.
    package init(_ text: String) throws(InvalidInput) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty else {
            throw InvalidInput("The Mintlify key is empty: set MINTLIFY_API_KEY to an admin key (mint_…).")
        }
        // It travels in a header.
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
