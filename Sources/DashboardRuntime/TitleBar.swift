import Dashboard
package import TerminalCore
import TerminalServices

/// What the terminal's window is called while the loop runs.
package struct TitleBar: Sendable {
    private let isUnicode: Bool
    private let set: @Sendable (SafeText) async -> Void

    /// - Parameters:
    ///   - isUnicode: Whether the signs of the statuses can be shown; else their words are.
    ///   - set: Gives the window its title; called only when it is another one.
    package init(isUnicode: Bool, set: @escaping @Sendable (SafeText) async -> Void) {
        self.isUnicode = isUnicode
        self.set = set
    }

    /// Tells the title of a state where it differs from the last one.
    func show(_ state: State, instead shown: inout SafeText?) async {
        let title = text(state)
        guard title != shown else { return }
        shown = title
        await set(title)
    }

    /// What waits for a person, runs and failed, and which server it is.
    private func text(_ state: State) -> SafeText {
        let counts = state.operations.counts
        func sign(_ glyph: SafeText, _ word: SafeText) -> SafeText { isUnicode ? glyph : word + " " }
        return WindowTitle.text(
            counts: [
                (counts.review, sign("◆", "review")), (counts.billing, sign("$", "billing")),
                (counts.running, sign("◐", "running")),
            ], profile: state.badge.text)
    }
}
