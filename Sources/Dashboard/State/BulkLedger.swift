import MintDomain

/// Which decisions were made at one stroke, so that they can be taken back at one stroke.
struct BulkLedger: Sendable {
    private struct Stroke: Sendable {
        /// How many of its decisions have not come to their end.
        var openCount: Int
        /// How many were taken back so far; nil while nobody asked for that.
        var takenBack: Int?
    }

    private var numbers: [OperationID: Int] = [:]
    private var strokes: [Int: Stroke] = [:]
    private var lastNumber = 0

    /// Decisions about these were made at one stroke; none of them is in the ledger.
    mutating func begin(_ ids: [OperationID]) {
        guard ids.count > 1 else { return }
        lastNumber += 1
        for id in ids { numbers[id] = lastNumber }
        strokes[lastNumber] = Stroke(openCount: ids.count)
    }

    /// Whether both were decided about at one stroke.
    func areTogether(_ id: OperationID, _ other: OperationID) -> Bool {
        numbers[id].map { $0 == numbers[other] } ?? false
    }

    /// The whole stroke of that operation is being taken back: also what is not yet known to be held.
    ///
    /// - Returns: False where it was decided about on its own.
    mutating func withdraw(with id: OperationID) -> Bool {
        guard let number = numbers[id], let before = strokes[number] else { return false }
        strokes[number]?.takenBack = before.takenBack ?? 0
        return true
    }

    func isWithdrawn(_ id: OperationID) -> Bool {
        numbers[id].map { strokes[$0]?.takenBack != nil } ?? false
    }

    /// One was taken back.
    ///
    /// - Returns: How many of its stroke were, this one counted; 1 for a decision on its own.
    mutating func takenBack(_ id: OperationID) -> Int {
        guard let number = numbers[id], let before = strokes[number]?.takenBack else { return 1 }
        strokes[number]?.takenBack = before + 1
        return before + 1
    }

    /// The decision about it has come to its end.
    mutating func forget(_ id: OperationID) {
        guard let number = numbers.removeValue(forKey: id), var stroke = strokes[number] else { return }
        stroke.openCount -= 1
        strokes[number] = stroke.openCount > 0 ? stroke : nil
    }
}
