/// Which server the screen speaks to: always in the frame.
package struct Badge: Sendable, Hashable {
    /// The profile's name.
    package var name: String
    /// Whether it is the embedded server, which costs nothing.
    package var isLocal: Bool
    /// Where it listens, for the help and the messages.
    package var origin: String

    package init(name: String, isLocal: Bool, origin: String) {
        self.name = name
        self.isLocal = isLocal
        self.origin = origin
    }

    /// `LOCAL` or `LIVE`.
    package var word: String { isLocal ? "LOCAL" : "LIVE" }
}
