/// Where keys go when no dialog takes them; the same key may mean something else in another one.
package enum KeyScope: Sendable, Hashable, CaseIterable {
    case panes
    /// A contact sheet has the focus; what it does not know is for the panes.
    case sheet
    case desk
    case viewer
}

extension Command {
    /// Where it works. A command that works only in the panes closes what lies over them first.
    package var scopes: Set<KeyScope> {
        switch self {
        case .moveLeft, .moveRight: [.sheet]
        case .nextWaiting, .previousWaiting, .earlierPreview, .laterPreview, .compare, .flicker, .editFeedback: [.desk]
        case .turnLeft, .turnRight, .turnUp, .turnDown, .panLeft, .panRight, .panUp, .panDown, .zoomIn, .zoomOut,
            .autoTurn, .wireframe, .light, .textures, .resetView, .otherFile:
            [.viewer]
        case .approve, .revise, .cancel, .resume, .undo, .moveDown, .moveUp, .moveFirst, .moveLast,
            .moveHalfPageDown, .moveHalfPageUp, .movePageDown, .movePageUp, .pause, .look, .watch:
            [.panes, .desk]
        case .copyMenu, .mouse, .open, .back, .palette, .help, .redraw, .refresh, .requestLog, .quit, .quitAtOnce,
            .theme, .arm, .disarm,
            .profile:
            [.panes, .desk, .viewer]
        case .download, .copy: [.panes, .viewer]
        default: [.panes]
        }
    }
}

extension State {
    /// Where a key goes now.
    package var keyScope: KeyScope {
        if viewer != nil { return .viewer }
        if desk != nil { return .desk }
        return focus.resourceKind.map(sheets.contains) == true ? .sheet : .panes
    }
}
