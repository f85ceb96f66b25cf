package import TerminalCore

/// The server in use, shown in every frame.
package struct Badge: Sendable, Hashable {
    package var name: String
    /// Whether it is the embedded server, which is free of charge.
    package var isLocal: Bool
    /// The server address, for the help and for messages.
    package var origin: String
    /// The profile's own color, from the terminal's palette; nil for the theme's color.
    package var color: Color?

    /// Whether the API key is sent unencrypted.
    package var isInsecure: Bool

    package init(name: String, isLocal: Bool, origin: String, color: Color? = nil, isInsecure: Bool = false) {
        self.name = name
        self.isLocal = isLocal
        self.origin = origin
        self.color = color
        self.isInsecure = isInsecure
    }

    package var word: String { isLocal ? "LOCAL" : isInsecure ? "LIVE http" : "LIVE" }

    /// The word, followed by the profile name unless that repeats it.
    package var text: SafeText {
        name.lowercased() == (isLocal ? "local" : "live")
            ? SafeText(word) : SafeText(word) + " " + SafeText(name).clipped(to: 24)
    }
}
