package import TerminalCore

/// Why a filter means nothing.
package struct FilterError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One sentence that says what is wrong and what would be right; safe to draw.
    package let sentence: SafeText

    package var description: String { sentence.string }

    init(_ sentence: SafeText) {
        self.sentence = sentence
    }
}
