/// The settings file as values, with its problems.
///
/// Reading never fails as a whole: invalid parts are omitted and listed in `problems`. Nil means not set: flags,
/// environment and defaults decide.
package struct Configuration: Sendable, Hashable {
    /// The name of a theme, or a path with a slash; not resolved here.
    package var theme: String?
    package var color: ColorDepth?
    /// The time a decision is held, in whole seconds from 0 to 600; zero asks for each decision instead.
    package var hold: Duration?
    package var images: ImageMethod?
    /// The columns of the dashboard's lists by the list's name, validated; other lists keep their defaults.
    package var columns: [String: [ConfiguredColumn]] = [:]
    package var mouse: Bool?
    /// The notification rules; nil for `NotifyRule.standard`.
    package var notify: [NotifyRule]?
    /// Whether mintop sets the window title.
    package var title: Bool?
    /// The key bindings; not resolved here.
    package var keys = KeySettings()
    /// The initial profile: one of `profiles`, or `local`; validated.
    package var defaultProfile: String?
    /// The profiles in file order; names are unique.
    package var profiles: [ConfiguredProfile] = []
    /// All problems, in file order if lines are known.
    package var problems: [ConfigurationProblem] = []
    /// The problem that makes the file's choice of profile unreliable, if any.
    ///
    /// A fallback to the local server might then not be what the user wanted.
    package var profileDoubt: ConfigurationProblem?

    package init() {}
}

/// The color depth in the file; the raw values are those of `--color`.
package enum ColorDepth: String, Sendable, Hashable, CaseIterable {
    /// The terminal's capability.
    case auto
    case none
    /// The 16 colors of the terminal's palette.
    case ansi16 = "16"
    case indexed256 = "256"
    /// 24-bit colors.
    case direct = "rgb"
}

/// The way to draw pictures; the raw values are those of `--images`.
package enum ImageMethod: String, Sendable, Hashable, CaseIterable {
    /// The best way the terminal supports.
    case auto
    /// Colored characters only.
    case cells
    /// Placeholders of the kitty protocol.
    case kitty
    case none
}
