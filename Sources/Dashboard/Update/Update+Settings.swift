import TerminalCore

func settingsChanged(_ settings: DashboardSettings, _ state: inout State) {
    state.setup.keyMap = settings.keys
    // The keys of an incomplete chord may have changed.
    state.overlays.pendingKeys = nil
    state.setup.shownColumns = settings.columns
    state.setup.profiles = settings.profiles
    state.setup.themes = settings.themes
    if let usesMouse = settings.usesMouse { state.setup.usesMouse = usesMouse }
    if let problem = settings.problem {
        note(.error, problem, &state)
    } else {
        note(.success, "The settings were read again.", &state)
    }
}
