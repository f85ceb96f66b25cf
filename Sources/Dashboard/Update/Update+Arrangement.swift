import TerminalCore

/// Enlarges or shrinks the focused pane by a step, or moves the detail to the other side.
func arrange(_ command: Command, _ state: inout State) {
    if let refusal = state.refusal(toRun: command) { return note(.warning, refusal, &state) }
    let layout = state.layout
    switch command {
    case .enlarge: state.setup.arrangement.step(by: 1, with: layout.room)
    case .shrink: state.setup.arrangement.step(by: -1, with: layout.room)
    case .moveDetail: state.setup.arrangement.placement = layout.placement == .beside ? .below : .beside
    default: break
    }
}

extension State {
    /// The reason why the panes cannot be rearranged now; nil if they can.
    func refusalToArrange(_ command: Command) -> SafeText? {
        let layout = layout
        switch layout.room {
        case .line: return "The terminal is too small for panes: enlarge it."
        case .single: return "There is room for one pane only: enlarge the terminal."
        case .pair, .wide:
            guard command == .moveDetail, layout.form == .single else { return nil }
            return "One pane is shown alone: \(keyName(.enlarge)) shows all again."
        }
    }
}
