package import TerminalCore

/// What the settings file says that a running dashboard takes up.
package struct DashboardSettings: Sendable {
    /// The keys in force.
    package var keys: KeyMap
    /// The columns of lists that are not to be the usual ones; none of them empty.
    package var columns: [Pane: [ShownColumn]]
    /// Whether the file wants the mouse; nil where it says the same as before, so that `%` is not undone.
    package var usesMouse: Bool?
    /// The profiles there are, the present one among them.
    package var profiles: [ProfileEntry]
    /// The names of the themes that can be chosen.
    package var themes: [String]
    /// The first thing that is wrong with it; nil where nothing is.
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
