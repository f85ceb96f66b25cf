package import FoundationEssentials
package import TerminalCore

/// A message in the footer that disappears after a while.
package struct Notice: Sendable, Hashable {
    /// The kind, which determines the color.
    package enum Kind: Sendable, Hashable {
        case success, warning, error
    }

    package var kind: Kind
    package var text: SafeText
    package var expiresAt: Date
}
