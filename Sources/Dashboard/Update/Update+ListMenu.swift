import MintDomain
import TerminalCore

/// Opens the status menu or the column menu of the focused list.
func openListMenu(ofFacets: Bool, _ state: inout State) {
    let pane = state.focus
    guard let standing = state.standing(pane) else { return }
    let choices: [ListMenu.Choice] =
        ofFacets
        ? [.facet(nil)] + state.facets(of: pane).map { .facet($0) }
        : [.column(nil)] + ListColumn.sorting(pane).map { .column($0) }
    let present: ListMenu.Choice = ofFacets ? .facet(standing.facet) : .column(standing.order.column)
    state.changeTracked(pane) { $0.marks.closeRange() }
    state.overlays.dialogs.append(
        .list(
            ListMenu(
                pane: pane, choices: choices, selected: choices.firstIndex(of: present) ?? 0,
                facetBefore: standing.facet, orderBefore: standing.order)))
}

func listMenuKey(_ key: Key, _ menu: ListMenu, _ state: inout State) -> [Effect] {
    var menu = menu
    let count = menu.choices.count
    if state.closesDialog(key) {
        state.overlays.dialogs.removeLast()
        arrange(menu.pane, menu.isOfFacets ? .facet(menu.facetBefore) : .order(menu.orderBefore), &state)
        return []
    }
    let command = state.setup.keyMap.command(for: key, in: .list)
    switch command {
    case _ where key.code == .enter:
        state.overlays.dialogs.removeLast()
        return []
    case .moveDown, menu.isOfFacets ? .facet : .sort:
        menu.selected = (menu.selected + 1) % count
    case .moveUp: menu.selected = (menu.selected + count - 1) % count
    case .moveFirst: menu.selected = 0
    case .moveLast: menu.selected = count - 1
    case .invertSort where !menu.isOfFacets:
        invertOrder(menu.pane, &state)
        return []
    default: return []
    }
    replaceTop(.list(menu), &state.overlays)
    switch menu.choices[menu.selected] {
    case .facet(let facet): arrange(menu.pane, .facet(facet), &state)
    case .column(let column):
        let isInverted = state.standing(menu.pane)?.order.isInverted ?? false
        arrange(menu.pane, .order(ListOrder(column: column, isInverted: column != nil && isInverted)), &state)
    }
    return []
}

func invertOrder(_ pane: Pane, _ state: inout State) {
    guard var order = state.standing(pane)?.order else { return }
    order.isInverted.toggle()
    arrange(pane, .order(order), &state)
}

/// Turns following of changes in the focused list on or off.
func toggleFollowing(_ state: inout State) {
    guard let kind = state.focus.resourceKind else { return state.changeTracked(state.focus) { $0.toggleFollowing() } }
    if state.followedLists.remove(kind) == nil {
        state.followedLists.insert(kind)
        followLatest(kind, &state)
    }
}

func followLatest(_ kind: ResourceKind, _ state: inout State) {
    guard state.followedLists.contains(kind), let latest = state.resources(kind).latest else { return }
    _ = state.select(.resource(latest), in: kind.pane)
}

/// Changes the filter or the order of a list; the selected row stays selected while visible.
private func arrange(_ pane: Pane, _ wish: ListWish, _ state: inout State) {
    let anchor = state.anchor(in: pane)
    // `try?`: only a filter may be too slow.
    _ = try? state.take(wish, in: pane)
    if !state.select(anchor, in: pane) { state.selectFirst(in: pane) }
}

extension State {
    /// The statuses in the menu: those of any row, and the current one.
    func facets(of pane: Pane) -> [StatusFacet] {
        let present = standing(pane)?.facet
        return StatusFacet.allCases.filter { facet in
            if pane.resourceKind != nil, facet == .unfinished { return false }
            return facet == present || count(of: facet, in: pane) > 0
        }
    }
}
