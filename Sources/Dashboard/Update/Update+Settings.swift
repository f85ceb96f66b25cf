import TerminalCore

func settingsChanged(_ settings: DashboardSettings, _ state: inout State) {
    state.keyMap = settings.keys
    // The keys of an incomplete chord may have changed.
    state.pendingKeys = nil
    state.shownColumns = settings.columns
    state.profiles = settings.profiles
    state.themes = settings.themes
    if let usesMouse = settings.usesMouse { state.usesMouse = usesMouse }
    if let problem = settings.problem {
        note(.error, problem, &state)
    } else {
        note(.success, "The settings were read again.", &state)
    }
}
