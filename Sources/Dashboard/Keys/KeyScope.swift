/// Where keys go when no dialog takes them; the same key may mean something else in another one.
package enum KeyScope: Sendable, Hashable, CaseIterable {
    case panes
    /// A contact sheet has the focus; what it does not know is for the panes.
    case sheet
    /// A list has the focus; what it does not know is for the panes. A contact sheet knows the same.
    case list
    /// The detail has the focus and is searched; what the search does not know is for the panes.
    case search
    case desk
    case viewer
}

extension Command {
    /// Where it works. A command that works only in the panes closes what lies over them first.
    package var scopes: Set<KeyScope> {
        switch self {
        case .moveLeft, .moveRight: [.sheet]
        case .filter, .facet, .sort, .invertSort, .follow: [.list]
        case .nextMatch, .previousMatch: [.search]
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

extension KeyScope {
    /// Where a key goes that means nothing here; nil where it goes nowhere.
    package var outer: KeyScope? {
        switch self {
        case .sheet: .list
        case .list, .search: .panes
        case .panes, .desk, .viewer: nil
        }
    }

    /// Whether what works in another place works here too.
    package func reaches(_ scopes: Set<KeyScope>) -> Bool {
        scopes.contains(self) || outer?.reaches(scopes) == true
    }
}

extension Command {
    /// The list that the command goes to.
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
    /// Where a key goes now.
    package var keyScope: KeyScope {
        if viewer != nil { return .viewer }
        if desk != nil { return .desk }
        if focus == .detail { return search == nil ? .panes : .search }
        return focus.resourceKind.map(sheets.contains) == true ? .sheet : .list
    }
}
