import MintDomain

/// The decisions that were made together, so that one undo takes all of them back.
struct BulkLedger: Sendable {
    private struct Stroke: Sendable {
        /// The number of decisions without an outcome.
        var openCount: Int
        /// The number of decisions undone so far; nil until the user asks for the undo.
        var takenBack: Int?
    }

    private var numbers: [Mutation: Int] = [:]
    private var strokes: [Int: Stroke] = [:]
    private var lastNumber = 0

    /// Registers decisions that were made together. None of them may be registered already.
    mutating func begin(_ mutations: [Mutation]) {
        guard mutations.count > 1 else { return }
        lastNumber += 1
        for mutation in mutations { numbers[mutation] = lastNumber }
        strokes[lastNumber] = Stroke(openCount: mutations.count)
    }

    /// Whether both decisions were made together.
    func areTogether(_ mutation: Mutation, _ other: Mutation) -> Bool {
        numbers[mutation].map { $0 == numbers[other] } ?? false
    }

    /// Starts to undo all decisions made together with this one, including those not yet known to be held.
    ///
    /// - Returns: False for a decision made on its own.
    mutating func withdraw(with mutation: Mutation) -> Bool {
        guard let number = numbers[mutation], let before = strokes[number] else { return false }
        strokes[number]?.takenBack = before.takenBack ?? 0
        return true
    }

    func isWithdrawn(_ mutation: Mutation) -> Bool {
        numbers[mutation].map { strokes[$0]?.takenBack != nil } ?? false
    }

    /// Records that a decision was undone.
    ///
    /// - Returns: The number of undone decisions of its group, this one included; 1 for a decision made on its own.
    mutating func takenBack(_ mutation: Mutation) -> Int {
        guard let number = numbers[mutation], let before = strokes[number]?.takenBack else { return 1 }
        strokes[number]?.takenBack = before + 1
        return before + 1
    }

    /// Removes a decision that has an outcome.
    mutating func forget(_ mutation: Mutation) {
        guard let number = numbers.removeValue(forKey: mutation), var stroke = strokes[number] else { return }
        stroke.openCount -= 1
        strokes[number] = stroke.openCount > 0 ? stroke : nil
    }
}
