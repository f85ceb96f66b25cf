package import FoundationEssentials
package import MintDomain

/// A list of tracked operations with what a person does in it: the Operations, or the Jobs.
package struct TrackedPane: Sendable {
    package internal(set) var rows: OperationList
    package internal(set) var cursor = ListCursor<OperationID>()
    /// What a bulk decision acts on.
    package internal(set) var marks = Marks()
    /// Until when the order stays as it is, because somebody is reading it; nil while it moves.
    package internal(set) var orderHeldUntil: Date?
    /// Whether the cursor goes to whatever changes, until somebody moves it.
    package internal(set) var isFollowing = false

    package init(_ pane: Pane = .operations) {
        rows = OperationList(of: pane)
    }

    /// The selected row.
    package var selected: TrackedOperation? { cursor.selected.flatMap { rows[id: $0] } }

    /// Somebody reads the list: nothing in it moves until then.
    mutating func holdOrder(until moment: Date) {
        rows.holdOrder()
        orderHeldUntil = moment
        isFollowing = false
    }

    /// Makes it true again after the rows, the height or the time changed; `hasBegun` is false while the cursor is to
    /// stay on the first row.
    mutating func settle(height: Int, at now: Date, hasBegun: Bool) {
        if let until = orderHeldUntil, until <= now {
            orderHeldUntil = nil
            rows.releaseOrder()
        }
        if !hasBegun { cursor.moveTo(0, in: rows) }
        // What somebody is at stays, also where it does not pass the filter any more.
        rows.pin(cursor.selected)
        cursor.settle(in: rows, height: height)
        rows.pin(cursor.selected)
    }

    /// Takes in what changed; what is gone is not marked any more.
    mutating func apply(upserted: [TrackedOperation], removed: [OperationID]) {
        let changed = isFollowing ? upserted.filter { rows[id: $0.id]?.operation != $0.operation } : []
        rows.apply(upserted: upserted, removed: removed)
        marks.remove(removed)
        if let latest = changed.filter({ rows.position(of: $0.id) != nil }).latest { cursor.select(latest) }
    }

    /// Begins to follow, with what changed last; again: ends it.
    mutating func toggleFollowing() {
        isFollowing.toggle()
        guard isFollowing else { return }
        rows.releaseOrder()
        orderHeldUntil = nil
        marks.closeRange()
        if let latest = (0..<rows.count).compactMap({ rows[id: rows.id(at: $0)] }).latest { cursor.select(latest) }
    }

    /// Selects a row, where it is one and no filter hides it, and lets it stand where it belongs.
    ///
    /// - Returns: Whether it is one.
    mutating func show(_ id: OperationID) -> Bool {
        guard rows[id: id] != nil else { return false }
        rows.releaseOrder()
        if rows.position(of: id) != nil { cursor.select(id) }
        return true
    }

    /// Runs the change in place.
    mutating func modify(_ change: (inout TrackedPane) -> Void) {
        change(&self)
    }
}

extension [TrackedOperation] {
    /// The one that changed last, by the server's own time.
    fileprivate var latest: OperationID? {
        self.max { ($0.changedAt, $0.id) < ($1.changedAt, $1.id) }?.id
    }
}

extension TrackedOperation {
    fileprivate var changedAt: Date { operation?.updatedAt ?? operation?.createdAt ?? trackedAt }
}

extension State {
    package var operations: OperationList { operationPane.rows }

    package var operationCursor: ListCursor<OperationID> { operationPane.cursor }

    /// The jobs; nil where there is no service that has any.
    package var jobs: OperationList? { jobPane?.rows }

    /// The marks of the Operations.
    package var marks: Marks { operationPane.marks }

    /// The list of tracked operations in that pane; nil for a pane that lists other things, or is not there.
    package func tracked(_ pane: Pane) -> TrackedPane? {
        switch pane {
        case .operations: operationPane
        case .jobs: jobPane
        case .worlds, .models, .detail: nil
        }
    }

    /// An operation or a job.
    package subscript(id id: OperationID) -> TrackedOperation? { operations[id: id] ?? jobs?[id: id] }

    /// Whether the id is that of a job here.
    func isJob(_ id: OperationID) -> Bool { jobs?[id: id] != nil }

    /// Changes the list in that pane, in place; nothing where it has none.
    mutating func changeTracked(_ pane: Pane, _ change: (inout TrackedPane) -> Void) {
        switch pane {
        case .operations: change(&operationPane)
        case .jobs: jobPane?.modify(change)
        case .worlds, .models, .detail: break
        }
    }
}
