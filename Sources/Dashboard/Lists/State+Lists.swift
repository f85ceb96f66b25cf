import MintDomain
package import TerminalCore

extension State {
    /// Returns the state of a list; nil for the detail, and for jobs without a job service.
    package func standing(_ pane: Pane) -> ListStanding? {
        if let kind = pane.resourceKind { return resources(kind).standing }
        return tracked(pane)?.rows.standing
    }

    /// Returns the number of rows with a status, including hidden ones.
    package func count(of facet: StatusFacet?, in pane: Pane) -> Int {
        if let kind = pane.resourceKind { return resources(kind).count(of: facet) }
        return tracked(pane)?.rows.count(of: facet) ?? 0
    }

    package var filterLine: FilterLine? {
        guard case .filter(let line)? = overlays.dialogs.last else { return nil }
        return line
    }

    package var listMenu: ListMenu? {
        guard case .list(let menu)? = overlays.dialogs.last else { return nil }
        return menu
    }

    /// Returns the number of rows that the input line takes from a pane.
    func lineRows(of pane: Pane) -> Int {
        guard let line = filterLine, line.pane == pane, let area = layout.panes[pane] else { return 0 }
        return min(1 + line.complaintLines(columns: area.columns - 4).count, max(0, area.rows - 3))
    }

    /// Returns the number of visible rows of a list; 0 for a hidden one.
    func rowCount(of pane: Pane) -> Int { max(0, layout.rowCount(of: pane) - lineRows(of: pane)) }

    /// Applies a change to a list.
    ///
    /// - Returns: The best match of a filter that ranks rows.
    /// - Throws: If a filter is too slow; the list stays unchanged.
    mutating func take(_ wish: ListWish, in pane: Pane) throws(FilterError) -> FilterLine.Anchor? {
        switch pane.content {
        case .tracked(let service):
            let best = try lists.change(service) { (list: inout TrackedPane) throws(FilterError) in try list.take(wish)
            }
            return best.flatMap(\.self).map { .operation($0) }
        case .resources(let kind):
            return try lists.change(kind) { (pane: inout ResourcePane) throws(FilterError) in
                try pane.list.take(wish)
            }.map { .resource($0) }
        case .detail: return nil
        }
    }

    /// The selection of a list.
    func anchor(in pane: Pane) -> FilterLine.Anchor? {
        if let kind = pane.resourceKind { return resourceCursor(kind).selected.map { .resource($0) } }
        return tracked(pane)?.cursor.selected.map { .operation($0) }
    }

    /// Selects a row, if it is visible.
    ///
    /// - Returns: Whether it is visible.
    mutating func select(_ anchor: FilterLine.Anchor?, in pane: Pane) -> Bool {
        switch anchor {
        case .operation(let id)?:
            guard tracked(pane)?.rows.position(of: id) != nil else { return false }
            changeTracked(pane) { $0.cursor.select(id) }
        case .resource(let id)?:
            guard let kind = pane.resourceKind, resources(kind).position(of: id) != nil else { return false }
            lists.change(kind) { $0.cursor.select(id) }
        case .line?, nil: return false
        }
        return true
    }

    mutating func selectFirst(in pane: Pane) {
        if let kind = pane.resourceKind {
            Dashboard.select(0, kind, &lists)
        } else {
            changeTracked(pane) { $0.cursor.moveTo(0, in: $0.rows) }
        }
    }

    func hiddenMarks(in pane: Pane) -> Int {
        guard let list = tracked(pane), list.rows.standing.isNarrowed else { return 0 }
        return list.marks.ids.count { list.rows.position(of: $0) == nil }
    }

    /// Returns the active filter and status for a sentence: `/brass`, `failed`, or both.
    package func narrowing(of pane: Pane, clippedTo columns: Int = 40) -> SafeText? {
        guard let standing = standing(pane), standing.isNarrowed else { return nil }
        let facet = standing.facet.map { [$0.word(ofJobs: pane == .jobs)] } ?? []
        let filter = standing.filter.isEmpty ? [] : [SafeText("/" + standing.filter.text).clipped(to: columns)]
        return SafeText((facet + filter).map(\.string).joined(separator: " "))
    }
}

extension TrackedPane {
    mutating func take(_ wish: ListWish) throws(FilterError) -> OperationID? {
        orderHeldUntil = nil
        return try rows.take(wish)
    }
}
