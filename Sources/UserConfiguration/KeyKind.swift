package enum KeyService: Sendable, Hashable, CaseIterable {
    case mint
    case mintlify
}

/// The kind of a key, derived from its prefix.
///
/// The prefix of Mint keys is not published, so every key not known to be Mintlify's counts as Mint's.
package enum KeyKind: Sendable, Hashable, CaseIterable {
    case mint
    /// `mint_…`: an admin key of Mintlify, required by its agent.
    case mintlifyAdmin
    /// `mint_dsc_…`: an assistant key of Mintlify.
    case mintlifyAssistant
    /// `mint_us_…`: an index key of Mintlify.
    case mintlifyIndex

    /// The kind of a key, ignoring surrounding white space; case-sensitive.
    package init(of key: String) {
        let key = key.drop { $0.isWhitespace }
        self =
            if key.hasPrefix("mint_dsc_") {
                .mintlifyAssistant
            } else if key.hasPrefix("mint_us_") {
                .mintlifyIndex
            } else if key.hasPrefix("mint_") {
                .mintlifyAdmin
            } else {
                .mint
            }
    }

    /// The reason not to send a key of this kind to a service, as the end of a sentence that begins with its source;
    /// nil if allowed.
    ///
    /// An admin key of Mintlify is accepted for Mint, whose keys may have the same prefix: see `doubt(for:)`.
    package func refusal(for service: KeyService) -> String? {
        switch (self, service) {
        case (.mint, .mint), (.mintlifyAdmin, _):
            nil
        case (.mintlifyAssistant, .mint):
            "provides an assistant key of Mintlify (mint_dsc_…): use a key of the Mint API."
        case (.mintlifyIndex, .mint):
            "provides an index key of Mintlify (mint_us_…): use a key of the Mint API."
        case (.mintlifyAssistant, .mintlify):
            "provides an assistant key (mint_dsc_…): the agent requires an admin key (mint_…)."
        case (.mintlifyIndex, .mintlify):
            "provides an index key (mint_us_…): the agent requires an admin key (mint_…)."
        case (.mint, .mintlify):
            "provides no Mintlify key, perhaps a Mint key: the agent requires an admin key (mint_…)."
        }
    }

    /// A hint after a service rejected a key of this kind (401); nil if the kind explains nothing.
    package func doubt(for service: KeyService) -> String? {
        switch (self, service) {
        case (.mintlifyAdmin, .mint):
            "The key begins with mint_, as admin keys of Mintlify do: check that it is a key of the Mint API."
        default:
            nil
        }
    }
}
