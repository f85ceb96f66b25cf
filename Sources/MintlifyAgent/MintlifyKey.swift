import Foundation
package import MintDomain
package import ServiceClient

extension MintlifyKey {
    /// Trims the text.
    ///
    /// - Throws: `InvalidInput` if it is not an admin key; the message quotes at most the prefix of its kind.
    package init(_ text: String) throws(InvalidInput) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty else {
            throw InvalidInput("The Mintlify key is empty: set MINTLIFY_API_KEY to an admin key (mint_…).")
        }
        guard let key = Self(bearer: trimmed) else {
            throw InvalidInput("The Mintlify key has spaces or other characters that no key has: copy it once more.")
        }
        for (prefix, kind) in [("mint_dsc_", "an assistant"), ("mint_us_", "an index")] where trimmed.hasPrefix(prefix)
        {
            throw InvalidInput(
                "This is \(kind) key of Mintlify (\(prefix)…); jobs need an admin key (mint_…) from the dashboard.")
        }
        guard trimmed.hasPrefix("mint_"), trimmed != "mint_" else {
            throw InvalidInput(
                "This is no admin key of Mintlify, which begins with mint_; a key of the Mint API does not work here.")
        }
        self = key
    }
}
