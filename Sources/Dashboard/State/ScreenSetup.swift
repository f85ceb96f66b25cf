/// The setup of the screen, from flags and settings or changed by the user.
package struct ScreenSetup: Sendable {
    /// The available profiles, including the current one.
    package internal(set) var profiles: [ProfileEntry]
    package internal(set) var themes: [String]
    package internal(set) var keyMap: KeyMap
    /// The columns of the lists whose columns are configured.
    package internal(set) var shownColumns: [Pane: [ShownColumn]]
    package let pictureMode: PictureMode
    /// The addresses for requests that the user repeats in a shell.
    package let endpoints: Endpoints
    package let requestLimits: RequestLimits
    /// Whether the user wants mouse input.
    package internal(set) var usesMouse: Bool
    /// Whether mouse reporting is turned on in the terminal.
    var isMouseOn: Bool
    /// The position of the border, as the user moved it.
    package internal(set) var splits = Splits()
    package internal(set) var arrangement = Arrangement()
    /// The number of theme changes requested so far.
    var themeTurn = 0
}
