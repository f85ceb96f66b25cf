package import TerminalCore

/// The settings that a running dashboard reloads.
package struct DashboardSettings: Sendable {
    package var keys: KeyMap
    /// The columns of lists whose columns are configured; none of them is empty.
    package var columns: [Pane: [ShownColumn]]
    /// Whether the file turns the mouse on. Nil if that did not change, so that a toggle with `%` is kept.
    package var usesMouse: Bool?
    /// The available profiles, including the current one.
    package var profiles: [ProfileEntry]
    package var themes: [String]
    /// The first problem in the settings file; nil if there is none.
    package var problem: SafeText?

    package init(
        keys: KeyMap, columns: [Pane: [ShownColumn]], usesMouse: Bool?, profiles: [ProfileEntry], themes: [String],
        problem: SafeText?
    ) {
        self.keys = keys
        self.columns = columns
        self.usesMouse = usesMouse
        self.profiles = profiles
        self.themes = themes
        self.problem = problem
    }
}
