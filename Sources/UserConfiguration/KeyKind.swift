/// The service that a key is sent to.
package enum KeyService: Sendable, Hashable, CaseIterable {
    /// The Mint API.
    case mint
    /// The Mintlify agent API.
    case mintlify
}

/// What a key is, as far as its first characters tell (contract part B).
///
/// What keys of Mint begin with is not published, so everything that is not known to be Mintlify's counts as one.
package enum KeyKind: Sendable, Hashable, CaseIterable {
    /// Of the Mint API.
    case mint
    /// `mint_…`: an admin key of Mintlify, the kind its agent takes.
    case mintlifyAdmin
    /// `mint_dsc_…`: an assistant key of Mintlify.
    case mintlifyAssistant
    /// `mint_us_…`: an index key of Mintlify.
    case mintlifyIndex

    /// The kind of a key, without the white space around it; upper and lower case are told apart.
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

    /// Why a key of this kind is not sent to a service, as the end of a sentence that names its source before; nil where
    /// it may be.
    ///
    /// An admin key of Mintlify is not refused for Mint, whose keys might begin the same way: `doubt(for:)` serves there.
    package func refusal(for service: KeyService) -> String? {
        switch (self, service) {
        case (.mint, .mint), (.mintlifyAdmin, _):
            nil
        case (.mintlifyAssistant, .mint):
            "holds an assistant key of Mintlify (mint_dsc_…): use a key of the Mint API."
        case (.mintlifyIndex, .mint):
            "holds an index key of Mintlify (mint_us_…): use a key of the Mint API."
        case (.mintlifyAssistant, .mintlify):
            "holds an assistant key (mint_dsc_…): the agent takes an admin key (mint_…)."
        case (.mintlifyIndex, .mintlify):
            "holds an index key (mint_us_…): the agent takes an admin key (mint_…)."
        case (.mint, .mintlify):
            "holds no key of Mintlify, perhaps one of Mint: the agent takes an admin key (mint_…)."
        }
    }

    /// What to say once a service refused a key of this kind (401); nil where the kind explains nothing.
    package func doubt(for service: KeyService) -> String? {
        switch (self, service) {
        case (.mintlifyAdmin, .mint):
            "The key begins with mint_, as admin keys of Mintlify do: check that it is a key of the Mint API."
        default:
            nil
        }
    }
}
