package import TerminalCore

/// The reason why a filter is invalid.
package struct FilterError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The problem and the correction, in one sentence; safe to draw.
    package let sentence: SafeText

    package var description: String { sentence.string }

    init(_ sentence: SafeText) {
        self.sentence = sentence
    }
}
