import Synchronization
import TerminalCore

/// Whether the terminal is dark, as far as it is known by now: what it told, else what its environment says.
final class TerminalGround: Sendable {
    private struct Known {
        var told: Bool?
        var waitsForAnswer = false
    }

    private let guess: Bool?
    private let known = Mutex(Known())

    /// - Parameter environment: The process's own.
    init(_ environment: [String: String]) {
        guess = environment["COLORFGBG"].flatMap(TerminalBackground.isDark(colorFGBG:))
    }

    /// Nil where nobody knows.
    var isDark: Bool? { known.withLock { $0.told } ?? guess }

    /// Whether it was asked and has neither told it nor said that it does not know.
    var waitsForAnswer: Bool {
        get { known.withLock { $0.waitsForAnswer } }
        set { known.withLock { $0.waitsForAnswer = newValue } }
    }

    /// The terminal told its background.
    func tell(_ background: TerminalBackground) {
        known.withLock { $0.told = background.isDark }
    }
}
