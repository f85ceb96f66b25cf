/// The settings file as values: what it sets, and what is wrong with it.
///
/// Reading never fails as a whole: what cannot be used is left out and named in `problems`. Nil means that the file says
/// nothing about a setting, so that flags, environment and defaults decide.
package struct Configuration: Sendable, Hashable {
    /// The name of a theme, or a path with a slash in it; not looked up here.
    package var theme: String?
    /// How many colours to use.
    package var color: ColorDepth?
    /// For how long a decision is held: whole seconds from 0 to 600; zero asks about each one instead.
    package var hold: Duration?
    /// How pictures are drawn.
    package var images: ImageMethod?
    /// The columns of the dashboard's lists, by the list's name; what is not in it keeps the usual ones. Checked.
    package var columns: [String: [ConfiguredColumn]] = [:]
    /// Whether the mouse is used.
    package var mouse: Bool?
    /// When to tell the user of something; nil for `NotifyRule.standard`.
    package var notify: [NotifyRule]?
    /// Whether the window is called by what goes on.
    package var title: Bool?
    /// Other keys than the dashboard has by itself; not looked up here.
    package var keys = KeySettings()
    /// The profile to start with: one of `profiles`, or `local`; checked.
    package var defaultProfile: String?
    /// In the order of the file; names are unique.
    package var profiles: [ConfiguredProfile] = []
    /// Everything that is wrong, in the order of the file where lines are known.
    package var problems: [ConfigurationProblem] = []
    /// The problem because of which the file cannot say which profile it means; nil where it can.
    ///
    /// A choice that then falls back to the local server might not be what its writer wanted.
    package var profileDoubt: ConfigurationProblem?

    /// A configuration that sets nothing.
    package init() {}
}

/// How many colours the file asks for; the raw values are those of `--color`.
package enum ColorDepth: String, Sendable, Hashable, CaseIterable {
    /// What the terminal says it can.
    case auto
    /// No colours at all.
    case none
    /// The sixteen of the terminal's own palette.
    case ansi16 = "16"
    /// The palette of 256.
    case indexed256 = "256"
    /// Any colour.
    case direct = "rgb"
}

/// How pictures are drawn; the raw values are those of `--images`.
package enum ImageMethod: String, Sendable, Hashable, CaseIterable {
    /// As well as the terminal is known to be able to.
    case auto
    /// With coloured characters only.
    case cells
    /// With the placeholders of the kitty protocol.
    case kitty
    /// Not at all.
    case none
}
