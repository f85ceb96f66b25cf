package import TerminalCore

/// Which server the screen speaks to: always in the frame.
package struct Badge: Sendable, Hashable {
    /// The profile's name.
    package var name: String
    /// Whether it is the embedded server, which costs nothing.
    package var isLocal: Bool
    /// Where it listens, for the help and the messages.
    package var origin: String
    /// The profile's own colour, of those the terminal has; nil for the theme's.
    package var color: Color?

    package init(name: String, isLocal: Bool, origin: String, color: Color? = nil) {
        self.name = name
        self.isLocal = isLocal
        self.origin = origin
        self.color = color
    }

    /// `LOCAL` or `LIVE`.
    package var word: String { isLocal ? "LOCAL" : "LIVE" }

    /// The word, and the name where that says more.
    package var text: SafeText {
        name.lowercased() == word.lowercased()
            ? SafeText(word) : SafeText(word) + " " + SafeText(name).clipped(to: 24)
    }
}
