/// Where the border between the lists and the detail stands, as far as a person moved it; kept for the session.
package struct Splits: Sendable, Hashable {
    /// What the lists have of the columns where they stand beside the detail, in thousandths; nil as it is by itself.
    private(set) var beside: Int?
    /// What the list has of the rows where it stands above the detail, in thousandths; nil as it is by itself.
    private(set) var above: Int?
    /// Whether `above` only keeps the panes where they were when one was clicked.
    private var isStill = false

    package init() {}

    /// The least that each side keeps.
    private enum Least {
        static let listColumns = 48
        static let detailColumns = 36
        static let rows = 5
    }

    /// How many of the columns the lists have.
    func columns(of total: Int) -> Int {
        guard let beside else { return total * 54 / 100 }
        return bounded(total * beside / 1000, Least.listColumns, total - Least.detailColumns)
    }

    /// How many of the rows the list has; by itself the focused half gets the greater part.
    func rows(of total: Int, isDetailFocused: Bool) -> Int {
        guard let above else { return total * (isDetailFocused ? 45 : 58) / 100 }
        return bounded(total * above / 1000, Least.rows, total - Least.rows)
    }

    private func bounded(_ value: Int, _ least: Int, _ most: Int) -> Int {
        max(min(value, most), min(least, most))
    }

    /// Moves the border so that the lists have that many of all columns.
    mutating func setColumns(_ columns: Int, of total: Int) {
        beside = share(bounded(columns, Least.listColumns, total - Least.detailColumns), of: total)
    }

    /// Moves the border so that the list has that many of all rows.
    mutating func setRows(_ rows: Int, of total: Int) {
        above = share(bounded(rows, Least.rows, total - Least.rows), of: total)
        isStill = false
    }

    /// Keeps the border where it is while a pane gets the focus by a click: nothing moves away under the mouse.
    mutating func stayStill(rows: Int, of total: Int) {
        guard above == nil else { return }
        setRows(rows, of: total)
        isStill = true
    }

    /// A key moves the focus again, and the greater part goes with it, unless a person placed the border.
    mutating func moveAgain() {
        if isStill { (above, isStill) = (nil, false) }
    }

    /// Rounded up, so that the same number comes back for less than a thousand.
    private func share(_ part: Int, of total: Int) -> Int {
        total > 0 ? (part * 1000 + total - 1) / total : 0
    }
}
