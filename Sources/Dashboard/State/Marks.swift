package import MintDomain

/// The marked operations, by identity: nothing that moves in the list changes what is marked.
///
/// A range that is still open grows and shrinks with the cursor, and only with the cursor: its rows are taken down as
/// ids at each movement, so that a row which moves in between its ends later is not marked.
package struct Marks: Sendable, Hashable {
    private struct OpenRange: Sendable, Hashable {
        let anchor: OperationID
        /// What only the range marks.
        var added: Set<OperationID>
    }

    private var settled: Set<OperationID> = []
    private var range: OpenRange?

    package init() {}

    /// How many are marked.
    package var count: Int { settled.count + (range?.added.count ?? 0) }

    package var isEmpty: Bool { settled.isEmpty && range == nil }

    /// Whether any are marked besides those of the range that is open.
    var hasSettled: Bool { !settled.isEmpty }

    /// Whether the cursor still moves the end of a range.
    package var isRangeOpen: Bool { range != nil }

    /// The marked operations, in no order.
    package var ids: Set<OperationID> {
        guard let range else { return settled }
        return settled.union(range.added)
    }

    /// Some of the marked operations, at most that many of each range; the cost does not grow with the marks.
    func some(_ limit: Int) -> [OperationID] {
        Array(settled.prefix(limit)) + Array((range?.added ?? []).prefix(limit))
    }

    package func contains(_ id: OperationID) -> Bool {
        settled.contains(id) || range?.added.contains(id) == true
    }

    mutating func toggle(_ id: OperationID) {
        closeRange()
        if settled.remove(id) == nil { settled.insert(id) }
    }

    mutating func mark(_ ids: some Sequence<OperationID>) {
        closeRange()
        settled.formUnion(ids)
    }

    /// Begins a range at a row, which it marks.
    mutating func openRange(at id: OperationID) {
        range = OpenRange(anchor: id, added: settled.contains(id) ? [] : [id])
    }

    /// Moves the end of the open range to a row of the list as it stands now.
    mutating func extendRange<Rows: RowSource>(to end: OperationID, in rows: Rows) where Rows.RowID == OperationID {
        guard let anchor = range?.anchor else { return }
        guard let first = rows.position(of: anchor), let last = rows.position(of: end) else { return }
        let between = (min(first, last)...max(first, last)).map { rows.id(at: $0) }
        range?.added = Set(between).subtracting(settled)
    }

    /// Ends the open range; what it marks stays marked.
    mutating func closeRange() {
        settled.formUnion(range?.added ?? [])
        range = nil
    }

    /// These are not marked any more. A range that began at one of them ends.
    mutating func remove(_ ids: some Sequence<OperationID>) {
        for id in ids {
            if range?.anchor == id { closeRange() }
            settled.remove(id)
            range?.added.remove(id)
        }
    }

    /// Gives up the open range, or else all marks.
    mutating func clearOneStep() {
        if range != nil { range = nil } else { settled = [] }
    }

    mutating func clear() {
        self = Marks()
    }
}
