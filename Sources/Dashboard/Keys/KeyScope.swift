import MintDomain

/// The scope that receives keys if no dialog does.
package enum KeyScope: Sendable, Hashable, CaseIterable {
    case panes
    /// A focused contact sheet; other keys go to the panes.
    case sheet
    /// A focused list; other keys go to the panes. Contact sheets accept the same keys.
    case list
    /// A search in the focused detail; other keys go to the panes.
    case search
    case desk
    case viewer
}

extension Command {
    /// The scopes of the command. A command only for the panes closes the overlays first.
    package var scopes: Set<KeyScope> {
        if let verb, Verb.aboutOperation.contains(verb) { return [.panes, .desk] }
        return switch self {
        case .moveLeft, .moveRight: [.sheet]
        case .filter, .facet, .sort, .invertSort, .follow: [.list]
        case .nextMatch, .previousMatch: [.search]
        case .nextWaiting, .previousWaiting, .earlierPreview, .laterPreview, .compare, .flicker, .editFeedback: [.desk]
        case .turnLeft, .turnRight, .turnUp, .turnDown, .panLeft, .panRight, .panUp, .panDown, .zoomIn, .zoomOut,
            .autoTurn, .wireframe, .light, .textures, .resetView, .otherFile:
            [.viewer]
        case .undo, .moveDown, .moveUp, .moveFirst, .moveLast,
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

extension KeyScope {
    /// The scope for keys without a meaning here; nil if there is none.
    package var outer: KeyScope? {
        switch self {
        case .sheet: .list
        case .list, .search: .panes
        case .panes, .desk, .viewer: nil
        }
    }

    /// Whether a command with these scopes also works here.
    package func reaches(_ scopes: Set<KeyScope>) -> Bool {
        scopes.contains(self) || outer?.reaches(scopes) == true
    }
}

extension Command {
    var listPane: Pane? {
        switch self {
        case .focusOperations: .operations
        case .focusWorlds: .worlds
        case .focusModels: .models
        case .focusJobs: .jobs
        default: nil
        }
    }
}

extension State {
    package var keyScope: KeyScope {
        if overlays.viewer != nil { return .viewer }
        if overlays.desk != nil { return .desk }
        if focus == .detail { return overlays.search == nil ? .panes : .search }
        return focus.resourceKind.map(sheets.contains) == true ? .sheet : .list
    }
}
