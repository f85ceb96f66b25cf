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

extension State {
    package var keyScope: KeyScope {
        if overlays.viewer != nil { return .viewer }
        if overlays.desk != nil { return .desk }
        if focus == .detail { return overlays.search == nil ? .panes : .search }
        return focus.resourceKind.map(sheets.contains) == true ? .sheet : .list
    }
}
