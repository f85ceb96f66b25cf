import TerminalCore

/// Moves the detail to the other side.
func moveDetail(_ state: inout State) {
    state.setup.arrangement.placement = state.layout.placement == .beside ? .below : .beside
}

extension State {
    /// The reason why the panes cannot be rearranged now; nil if they can.
    var refusalToArrange: SafeText? {
        switch layout.room {
        case .line: "The terminal is too small for panes: enlarge it."
        case .single: "Only one pane fits; enlarge the terminal."
        case .pair, .wide: nil
        }
    }

    var refusalToMoveDetail: SafeText? {
        if let refusalToArrange { return refusalToArrange }
        return layout.form == .single ? "One pane is shown alone: \(keyName(.enlarge)) shows all again." : nil
    }
}
