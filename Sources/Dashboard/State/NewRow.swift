import MintDomain
import TerminalCore

extension OutboxItem {
    /// The id of the row for a generation that has no server id yet; nil for any other decision.
    var newRowID: OperationID? {
        guard mutation.verb == .generate else { return nil }
        let name = id.rawValue.unicodeScalars.map { scalar in
            OperationID(String(scalar)) == nil ? "_" : String(scalar)
        }
        return OperationID("new-" + name.joined().prefix(120))
    }

    /// The id of the row that shows the decision; nil if there is none.
    var rowID: OperationID? { mutation.operationID ?? newRowID }
}

extension State {
    /// The decision behind a new row; nil for a row that the server knows.
    func newItem(_ id: OperationID) -> OutboxItem? {
        guard id.rawValue.hasPrefix("new-") else { return nil }
        return decisions.outbox.first { $0.newRowID == id }
    }

    /// Lists a new generation until the server answers. Selects it if the user just started it.
    mutating func showNewRow(_ item: OutboxItem) {
        guard let request = item.mutation.generation, let id = item.newRowID, operations[id: id] == nil else {
            return
        }
        var row = TrackedOperation(id: id, trackedAt: now)
        var operation = Operation(
            id: id, kind: request.kind == .world ? .worldGeneration : .modelGeneration, status: .queued)
        operation.prompt = request.prompt
        operation.preset = request.preset.rawValue
        operation.mode = request.mode
        row.operation = operation
        row.confirmedAt = now
        lists.operations.apply(upserted: [row], removed: [])
        if selection.followsNewStart, lists.operations.show(id) { selection.wished = id }
    }

    /// Removes the new row. If it was selected, the cursor moves to the new operation when it is listed.
    mutating func removeNewRow(_ key: IdempotencyKey) {
        guard let id = decisions.outbox.first(where: { $0.id == key })?.newRowID else { return }
        if lists.operations.cursor.selected == id { selection.followsNewStart = true }
        lists.operations.apply(upserted: [], removed: [id])
    }

    /// The reason for refusing every action but undo on a new row; nil for a row that the server knows.
    func refusalOfNewRow(_ row: TrackedOperation) -> SafeText? {
        newItem(row.id).map { item in
            item.isHere
                ? row.quotedName + " has not been started yet; \(keyName(.cancel)) undoes it."
                : row.quotedName + " is being started."
        }
    }
}
