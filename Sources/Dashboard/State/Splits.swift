/// The border between the lists and the detail pane, as the user moved it. Kept for the session.
package struct Splits: Sendable, Hashable {
    /// The lists' share of the columns when they are beside the detail pane, in thousandths; nil for the default.
    private(set) var beside: Int?
    /// The list's share of the rows when it is above the detail pane, in thousandths; nil for the default.
    private(set) var above: Int?
    /// Whether `above` only preserves the layout during a click and was not set by the user.
    private var isStill = false

    package init() {}

    /// The smallest size of each side, in cells.
    private enum Least {
        static let listColumns = 48
        static let detailColumns = 36
        static let rows = 5
    }

    func columns(of total: Int) -> Int {
        guard let beside else { return total * 54 / 100 }
        return bounded(total * beside / 1000, Least.listColumns, total - Least.detailColumns)
    }

    /// The number of rows of the list. By default the focused side gets the larger part.
    func rows(of total: Int, isDetailFocused: Bool) -> Int {
        guard let above else { return total * (isDetailFocused ? 45 : 58) / 100 }
        return bounded(total * above / 1000, Least.rows, total - Least.rows)
    }

    private func bounded(_ value: Int, _ least: Int, _ most: Int) -> Int {
        max(min(value, most), min(least, most))
    }

    /// Moves the border so that the lists have that many columns.
    mutating func setColumns(_ columns: Int, of total: Int) {
        beside = share(bounded(columns, Least.listColumns, total - Least.detailColumns), of: total)
    }

    mutating func setRows(_ rows: Int, of total: Int) {
        above = share(bounded(rows, Least.rows, total - Least.rows), of: total)
        isStill = false
    }

    /// Freezes the border while a click moves the focus, so that nothing moves under the mouse pointer.
    mutating func stayStill(rows: Int, of total: Int) {
        guard above == nil else { return }
        setRows(rows, of: total)
        isStill = true
    }

    /// Lets the border follow the focus again after a key press, unless the user placed the border.
    mutating func moveAgain() {
        if isStill { (above, isStill) = (nil, false) }
    }

    /// Rounded up, so that a share converts back to the same number of cells for totals below 1000.
    private func share(_ part: Int, of total: Int) -> Int {
        total > 0 ? (part * 1000 + total - 1) / total : 0
    }
}
