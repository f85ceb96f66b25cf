import Dashboard
package import TerminalCore
import TerminalServices

/// The window title while the loop runs.
package struct TitleBar: Sendable {
    private let isUnicode: Bool
    private let set: @Sendable (SafeText) async -> Void

    /// With `isUnicode`, status symbols replace words. `set` sets the window title; it is called only for changes.
    package init(isUnicode: Bool, set: @escaping @Sendable (SafeText) async -> Void) {
        self.isUnicode = isUnicode
        self.set = set
    }

    /// Sets the title if it differs from the last one.
    func show(_ state: State, instead shown: inout SafeText?) async {
        let title = text(state)
        guard title != shown else { return }
        shown = title
        await set(title)
    }

    /// The numbers of operations that need review, run or failed, and the server.
    private func text(_ state: State) -> SafeText {
        // While the store is being read, the counts are incomplete.
        guard !state.operations.standing.hasMore else { return WindowTitle.text(counts: [], profile: state.badge.text) }
        let counts = state.operations.counts
        func sign(_ glyph: SafeText, _ word: SafeText) -> SafeText { isUnicode ? glyph : word + " " }
        return WindowTitle.text(
            counts: [
                (counts.review, sign("◆", "review")), (counts.billing, sign("$", "billing")),
                (counts.running, sign("◐", "running")),
            ], profile: state.badge.text)
    }
}
