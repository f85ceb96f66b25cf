package import FoundationEssentials
package import TerminalCore

/// A sentence in the footer that goes away by itself.
package struct Notice: Sendable, Hashable {
    /// How it is coloured.
    package enum Kind: Sendable, Hashable {
        case success, warning, error
    }

    package var kind: Kind
    package var text: SafeText
    package var expiresAt: Date
}
