package import FoundationEssentials
package import MintDomain

/// A list of tracked operations with its cursor and marks: Operations or Jobs.
package struct TrackedPane: Sendable {
    package internal(set) var rows: OperationList
    package internal(set) var cursor = ListCursor<OperationID>()
    /// The operations that a bulk decision applies to.
    package internal(set) var marks = Marks()
    /// The time until which the order is held because the user is reading; nil while it is not held.
    package internal(set) var orderHeldUntil: Date?
    /// Whether the cursor follows changes until the user moves it.
    package internal(set) var isFollowing = false

    package init(_ pane: Pane = .operations) {
        rows = OperationList(of: pane)
    }

    package var selected: TrackedOperation? { cursor.selected.flatMap { rows[id: $0] } }

    /// Holds the order until that time, because the user is reading the list.
    mutating func holdOrder(until moment: Date) {
        rows.holdOrder()
        orderHeldUntil = moment
        isFollowing = false
    }

    /// Restores a visible selection after the rows, the height or the time changed. While `hasBegun` is false, the
    /// cursor stays on the first row.
    mutating func settle(height: Int, at now: Date, hasBegun: Bool) {
        if let until = orderHeldUntil, until <= now {
            orderHeldUntil = nil
            rows.releaseOrder()
        }
        if !hasBegun { cursor.moveTo(0, in: rows) }
        // Keep the selected row visible even if it no longer passes the filter.
        rows.pin(cursor.selected)
        cursor.settle(in: rows, height: height)
        rows.pin(cursor.selected)
    }

    /// Applies changed and removed rows, and removes the marks of the removed ones.
    mutating func apply(upserted: [TrackedOperation], removed: [OperationID]) {
        let changed = isFollowing ? upserted.filter { rows[id: $0.id]?.operation != $0.operation } : []
        rows.apply(upserted: upserted, removed: removed)
        marks.remove(removed)
        if let latest = changed.filter({ rows.position(of: $0.id) != nil }).latest { cursor.select(latest) }
    }

    /// Toggles following. Turning it on selects the row that changed last.
    mutating func toggleFollowing() {
        isFollowing.toggle()
        guard isFollowing else { return }
        rows.releaseOrder()
        orderHeldUntil = nil
        marks.closeRange()
        if let latest = (0..<rows.count).compactMap({ rows[id: rows.id(at: $0)] }).latest { cursor.select(latest) }
    }

    /// Selects a row if it is visible, and releases a held order.
    ///
    /// - Returns: Whether the row exists.
    mutating func show(_ id: OperationID) -> Bool {
        guard rows[id: id] != nil else { return false }
        rows.releaseOrder()
        if rows.position(of: id) != nil { cursor.select(id) }
        return true
    }

    mutating func modify<Result, Failure>(
        _ change: (inout TrackedPane) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try change(&self)
    }
}

extension [TrackedOperation] {
    /// The operation that changed last, by the server's time.
    fileprivate var latest: OperationID? {
        self.max { ($0.changedAt, $0.id) < ($1.changedAt, $1.id) }?.id
    }
}

extension TrackedOperation {
    fileprivate var changedAt: Date { operation?.updatedAt ?? operation?.createdAt ?? trackedAt }
}

extension State {
    package var operations: OperationList { lists.operations.rows }

    package var operationCursor: ListCursor<OperationID> { lists.operations.cursor }

    /// The jobs; nil without an agent service.
    package var jobs: OperationList? { lists[.agent]?.rows }

    package var marks: Marks { lists.operations.marks }

    /// The list in a pane; nil if the pane does not exist or lists no tracked operations.
    package func tracked(_ pane: Pane) -> TrackedPane? { pane.service.flatMap { lists[$0] } }

    package subscript(id id: OperationID) -> TrackedOperation? { operations[id: id] ?? jobs?[id: id] }

    package func isJob(_ id: OperationID) -> Bool { jobs?[id: id] != nil }

    /// Changes the list in a pane in place; does nothing if the pane has none.
    mutating func changeTracked(_ pane: Pane, _ change: (inout TrackedPane) -> Void) {
        if let service = pane.service { lists.change(service, change) }
    }
}
