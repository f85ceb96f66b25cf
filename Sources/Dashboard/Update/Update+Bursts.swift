import TerminalCore

/// Handles keys that arrived together, such as text pasted without bracketed paste.
///
/// Text fields take them all. Elsewhere only movement keys act, because a decision needs a key pressed in response to
/// the screen.
func keysArrivedTogether(_ keys: [Key], _ state: inout State) -> [Effect] {
    var effects: [Effect] = []
    var hasIgnored = false
    for key in keys {
        if state.takesText || state.isMovement(key) {
            effects += update(&state, .terminal(.key(key)), now: state.now)
        } else {
            hasIgnored = true
        }
    }
    if hasIgnored {
        state.overlays.pendingKeys = nil
        noteIgnoredText(&state)
    }
    return effects
}

/// Adds a notice that names the keys that open text fields.
func noteIgnoredText(_ state: inout State) {
    let names = [Command.create, .revise, .filter].map { state.keyName($0).string }.joined(separator: ", ")
    let text = "Ignored pasted text. To enter text, press \(names) or \(state.keyName(.palette).string) first."
    note(.warning, SafeText(text), &state)
}

extension State {
    /// Whether characters typed now are text.
    var takesText: Bool {
        switch overlays.dialogs.last {
        case .text(let form): form.focus == .text
        case .creation(let form): form.focus == .text
        case .help, .palette, .filter: true
        default: false
        }
    }

    /// Whether the key only moves the cursor, the focus or the view.
    fileprivate func isMovement(_ key: Key) -> Bool {
        guard overlays.dialogs.isEmpty else { return false }
        switch setup.keyMap.reading(of: (overlays.pendingKeys?.keys ?? []) + [key], in: keyScope) {
        case .command(let command): return command.isMovement
        case .beginning: return true
        case .nothing: return false
        }
    }
}
