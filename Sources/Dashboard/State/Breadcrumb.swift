import MintDomain
package import TerminalCore

extension State {
    /// The path from the list to the topmost dialog. Escape removes its last element.
    package var crumbs: [SafeText] {
        let list = overlays.desk?.listBefore ?? listFocus
        var crumbs = [list.name]
        if standing(list)?.isNarrowed == true { crumbs.append("filtered") }
        if let marks = tracked(list)?.marks {
            if marks.hasSettled { crumbs.append("marked") }
            if marks.isRangeOpen { crumbs.append("range") }
        }
        if (overlays.desk?.focusBefore ?? focus) == .detail { crumbs.append(SafeText(detail.tab.title)) }
        if keyScope == .search { crumbs.append("search") }
        if selection.isCounterFocused { crumbs.append("Waiting") }
        if let desk = overlays.desk {
            crumbs.append("Review")
            if desk.isComparing {
                crumbs.append("Compare")
            } else if let earlier = desk.earlier {
                crumbs.append("Preview \(earlier + 1)")
            }
        }
        if let viewer = overlays.viewer { crumbs.append(viewer.file.kind == .mesh ? "Turntable" : "Look-around") }
        for dialog in overlays.dialogs { crumbs += dialog.crumbs }
        return crumbs
    }
}

extension Dialog {
    /// The name of the dialog. A second element is what Escape leaves first.
    fileprivate var crumbs: [SafeText] {
        switch self {
        case .confirmation(let confirmation): [confirmation.mutation.verb.title]
        case .bulk(let bulk): [bulk.verb.title]
        case .text(let form):
            switch form.purpose {
            case .revision: ["Revise"]
            case .message: ["Message"]
            case .job: ["New job"]
            }
        case .creation: ["New"]
        case .model(let form): [form.mutation.verb.title]
        case .menu: ["Open"]
        case .help(let page): page.query.isEmpty ? ["Keys"] : ["Keys", "Search"]
        case .requestLog: ["Log"]
        case .leftovers: ["Held"]
        case .arming: ["Arm"]
        case .palette: ["Command"]
        case .existing: ["File"]
        case .welcome: ["Welcome"]
        case .copy, .selectable: ["Copy"]
        case .filter: ["Filter"]
        case .list(let menu): [menu.isOfFacets ? "Status" : "Sort"]
        }
    }
}
