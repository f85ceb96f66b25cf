/// The time a lone Escape waits for the rest of an escape sequence before it counts as a key.
package struct EscapeDelay: Sendable, Hashable {
    package enum Reason: Sendable, Hashable {
        case standard
        /// The terminal is remote; the network may split sequences.
        case remote
        /// `ESCDELAY` sets it.
        case variable
        /// `ESCDELAY` is out of range or not a number.
        case variableOutOfRange
    }

    /// The valid range of `ESCDELAY` in milliseconds.
    package static let range = 10...5000

    package let milliseconds: Int
    package let reason: Reason

    /// - Parameter environment: `ESCDELAY`, `SSH_CONNECTION` and `SSH_TTY` are read.
    package init(environment: [String: String]) {
        let isRemote = ["SSH_CONNECTION", "SSH_TTY"].contains { !(environment[$0] ?? "").isEmpty }
        let (standard, reason): (Int, Reason) = isRemote ? (500, .remote) : (100, .standard)
        guard let text = environment["ESCDELAY"], !text.isEmpty else {
            (milliseconds, self.reason) = (standard, reason)
            return
        }
        let asked = Int(text)
        milliseconds = asked.map { min(max($0, Self.range.lowerBound), Self.range.upperBound) } ?? standard
        self.reason = asked == milliseconds ? .variable : .variableOutOfRange
    }
}
