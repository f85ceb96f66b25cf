/// A program with key bindings similar to mintop's.
package enum FamiliarTool: String, Sendable, Hashable, CaseIterable {
    case vim, less, k9s, lazygit, htop, tig, yazi, lnav, posting, shells
    case ghDash = "gh-dash"
}

extension Command {
    /// The programs in which the first key has the same or a similar effect.
    package var sameAs: [FamiliarTool] {
        switch self {
        case .moveDown, .moveUp: [.vim, .less, .k9s, .lazygit, .tig]
        case .moveFirst, .moveLast: [.vim, .less, .lnav, .ghDash]
        case .moveHalfPageDown, .moveHalfPageUp: [.vim, .tig, .lnav, .ghDash]
        case .movePageDown, .movePageUp: [.vim, .less, .k9s, .lazygit, .htop, .tig]
        case .nextServerPage, .previousServerPage: [.lazygit]
        case .nextPane, .previousPane: [.lazygit, .tig]
        case .focusOperations, .focusWorlds, .focusModels, .focusJobs, .focusDetail: [.lazygit]
        case .drillIn: [.k9s, .lazygit, .tig]
        case .back: [.k9s, .lazygit]
        case .nextTab, .previousTab: [.lazygit, .ghDash]
        case .revise, .undo, .requestLog: [.lazygit]
        case .cancel, .retry: [.ghDash]
        case .mark: [.k9s, .htop, .yazi]
        case .markRange: [.vim, .lazygit]
        case .open: [.lazygit, .ghDash]
        case .copy, .lastPane, .clearMarks: [.k9s]
        case .enlarge, .shrink: [.lazygit]
        case .moveDetail: [.ghDash]
        case .editFeedback, .openInEditor: [.k9s, .lazygit, .tig]
        case .filter, .search: [.less, .k9s, .lazygit]
        case .nextMatch, .previousMatch: [.vim, .less, .tig]
        case .sort: [.htop]
        case .invertSort: [.htop, .tig]
        case .follow: [.htop, .less]
        case .copyMenu: [.vim, .lazygit]
        case .watch: [.ghDash]
        case .mouse: [.lazygit]
        case .refresh: [.lazygit, .tig, .ghDash]
        case .pause: [.htop]
        case .help: [.k9s, .lazygit]
        case .palette: [.vim, .k9s, .lnav]
        case .redraw: [.htop, .tig, .shells]
        case .quit: [.less, .k9s, .tig]
        case .quitAtOnce: [.tig]
        default: []
        }
    }
}
