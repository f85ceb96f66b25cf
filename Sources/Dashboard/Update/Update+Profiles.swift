import TerminalCore

/// Switches to another profile, after asking about unsent decisions.
func switchProfile(_ name: String, _ state: inout State) -> [Effect] {
    guard name != state.badge.name else {
        note(.warning, "This is \(name) already.", &state)
        return []
    }
    return end(.profile(name), &state)
}

func startArming(_ overlays: inout Overlays) {
    overlays.dialogs.append(.arming(Arming()))
}

/// Allows changes until the end of this session.
package func arm(_ state: inout State) -> [Effect] {
    state.decisions.isArmed = true
    return [.setArmed(true)]
}

/// Makes the session read-only again. Held decisions are still sent unless undone.
func disarm(_ state: inout State) -> [Effect] {
    state.decisions.isArmed = false
    let held = state.decisions.outbox.count(where: \.isHere)
    let undo = state.keyName(.undo)
    let rest: SafeText = held == 0 ? "." : "; what is held leaves all the same, unless \(undo) takes it back."
    note(held == 0 ? .success : .warning, "\(state.badge.name) is read-only again" + rest, &state)
    return [.setArmed(false)]
}

func armingKey(_ key: Key, _ arming: Arming, _ state: inout State) -> [Effect] {
    var arming = arming
    if key == .character("y") || (key.code == .enter && arming.isConfirmFocused) {
        state.overlays.dialogs.removeLast()
        note(.warning, "\(state.badge.name) is armed; :disarm ends that.", &state)
        return arm(&state)
    }
    if state.closesDialog(key) || key == .character("n") || key.code == .enter {
        state.overlays.dialogs.removeLast()
    } else if key.movesFocus {
        arming.isConfirmFocused.toggle()
        replaceTop(.arming(arming), &state.overlays)
    }
    return []
}
