package import MintDomain

/// The marked operations, by identity, so that reordering the list does not change the marks.
///
/// An open range grows and shrinks only with the cursor. Its ids are stored at each cursor movement, so that a row that
/// moves into the range later is not marked.
package struct Marks: Sendable, Hashable {
    private struct OpenRange: Sendable, Hashable {
        let anchor: OperationID
        /// The operations that only this range marks.
        var added: Set<OperationID>
    }

    private var settled: Set<OperationID> = []
    private var range: OpenRange?

    package init() {}

    package var count: Int { settled.count + (range?.added.count ?? 0) }

    package var isEmpty: Bool { settled.isEmpty && range == nil }

    /// Whether operations outside the open range are marked.
    var hasSettled: Bool { !settled.isEmpty }

    package var isRangeOpen: Bool { range != nil }

    package var ids: Set<OperationID> {
        guard let range else { return settled }
        return settled.union(range.added)
    }

    /// Some marked operations: at most `limit` from the open range and `limit` others. The cost does not grow with the
    /// number of marks.
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

    /// Begins a range at a row and marks the row.
    mutating func openRange(at id: OperationID) {
        range = OpenRange(anchor: id, added: settled.contains(id) ? [] : [id])
    }

    mutating func extendRange<Rows: RowSource>(to end: OperationID, in rows: Rows) where Rows.RowID == OperationID {
        guard let anchor = range?.anchor else { return }
        guard let first = rows.position(of: anchor), let last = rows.position(of: end) else { return }
        let between = (min(first, last)...max(first, last)).map { rows.id(at: $0) }
        range?.added = Set(between).subtracting(settled)
    }

    /// Ends the open range and keeps its marks.
    mutating func closeRange() {
        settled.formUnion(range?.added ?? [])
        range = nil
    }

    /// Removes marks. A range that began at one of these rows ends.
    mutating func remove(_ ids: some Sequence<OperationID>) {
        for id in ids {
            if range?.anchor == id { closeRange() }
            settled.remove(id)
            range?.added.remove(id)
        }
    }

    /// Discards the open range, or all marks if there is none.
    mutating func clearOneStep() {
        if range != nil { range = nil } else { settled = [] }
    }

    mutating func clear() {
        self = Marks()
    }
}
