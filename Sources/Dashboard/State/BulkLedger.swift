import MintDomain

/// Which decisions were made at one stroke, so that they can be taken back at one stroke.
struct BulkLedger: Sendable {
    private struct Stroke: Sendable {
        /// How many of its decisions have not come to their end.
        var openCount: Int
        /// How many were taken back so far; nil while nobody asked for that.
        var takenBack: Int?
    }

    private var numbers: [Mutation: Int] = [:]
    private var strokes: [Int: Stroke] = [:]
    private var lastNumber = 0

    /// These were decided at one stroke; none of them is in the ledger.
    mutating func begin(_ mutations: [Mutation]) {
        guard mutations.count > 1 else { return }
        lastNumber += 1
        for mutation in mutations { numbers[mutation] = lastNumber }
        strokes[lastNumber] = Stroke(openCount: mutations.count)
    }

    /// Whether both were decided at one stroke.
    func areTogether(_ mutation: Mutation, _ other: Mutation) -> Bool {
        numbers[mutation].map { $0 == numbers[other] } ?? false
    }

    /// The whole stroke of that decision is being taken back: also what is not yet known to be held.
    ///
    /// - Returns: False where it was made on its own.
    mutating func withdraw(with mutation: Mutation) -> Bool {
        guard let number = numbers[mutation], let before = strokes[number] else { return false }
        strokes[number]?.takenBack = before.takenBack ?? 0
        return true
    }

    func isWithdrawn(_ mutation: Mutation) -> Bool {
        numbers[mutation].map { strokes[$0]?.takenBack != nil } ?? false
    }

    /// One was taken back.
    ///
    /// - Returns: How many of its stroke were, this one counted; 1 for a decision on its own.
    mutating func takenBack(_ mutation: Mutation) -> Int {
        guard let number = numbers[mutation], let before = strokes[number]?.takenBack else { return 1 }
        strokes[number]?.takenBack = before + 1
        return before + 1
    }

    /// It has come to its end.
    mutating func forget(_ mutation: Mutation) {
        guard let number = numbers.removeValue(forKey: mutation), var stroke = strokes[number] else { return }
        stroke.openCount -= 1
        strokes[number] = stroke.openCount > 0 ? stroke : nil
    }
}
