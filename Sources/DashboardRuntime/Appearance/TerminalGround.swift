import Synchronization
package import TerminalCore

/// The background of the terminal as known so far: its answer, or otherwise the guess from `COLORFGBG`.
package final class TerminalGround: Sendable {
    private struct Known {
        var told: Bool?
        var waitsForAnswer = false
    }

    private let guess: Bool?
    private let known = Mutex(Known())

    package init(_ environment: [String: String]) {
        guess = environment["COLORFGBG"].flatMap(TerminalBackground.isDark(colorFGBG:))
    }

    /// Whether the background is dark; nil if unknown.
    package var isDark: Bool? { known.withLock { $0.told } ?? guess }

    /// Whether the terminal was asked for its background and did not answer in time.
    package var waitsForAnswer: Bool {
        get { known.withLock { $0.waitsForAnswer } }
        set { known.withLock { $0.waitsForAnswer = newValue } }
    }

    /// Records the answer of the terminal.
    package func tell(_ background: TerminalBackground) {
        known.withLock { $0.told = background.isDark }
    }
}
