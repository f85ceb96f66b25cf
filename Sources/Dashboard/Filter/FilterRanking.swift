/// Tells which of the rows that a filter found fits it best: the one that holds the letters of its fuzzy terms in one piece
/// and where words begin, or nearest to each other.
struct FilterRanking {
    /// Of more rows than this only those are told from each other that hold the letters in a row: what was typed so far
    /// says too little for more, and a key has to be answered at once.
    static let spreadLimit = 4_000

    /// A fuzzy term with what its letters can score.
    private struct Letters {
        var pattern: FuzzyPattern
        /// Where each row holds them; nil for a single one.
        var hits: [FuzzyHit]?
        var plain: Int
        var head: Int
        /// What begins a word where the score is `head`.
        var first: ByteSet
    }

    private let index: FilterIndex
    private let rows: [Int32]
    private let letters: [Letters]

    init(_ step: FilterStep, _ index: FilterIndex) {
        self.index = index
        rows = step.rows
        letters = step.terms.enumerated().compactMap { number, term in
            guard case .fuzzy(let pattern) = term.comparison else { return nil }
            let (plain, head) = pattern.withScorer { ($0.rowScore(isWordStart: false), $0.rowScore(isWordStart: true)) }
            return Letters(
                pattern: pattern, hits: step.hits[number], plain: plain, head: head,
                first: ByteSet(pattern.bytes.prefix(1)))
        }
    }

    /// The first of the best rows that may be chosen; nil where there is none.
    func best(where mayBe: (Int32) -> Bool) -> Int32? {
        let perfect = letters.reduce(0) { $0 + $1.head }
        var (best, most) = (nil as Int32?, -1)
        index.read { reader in
            for place in rows.indices where mayBe(rows[place]) {
                let row = Int(rows[place])
                guard letters.reduce(0, { $0 + bound($1, place, row, reader) }) > most else { continue }
                let score = letters.reduce(0) { $0 + self.score($1, place, row, reader) }
                guard score > most else { continue }
                (best, most) = (rows[place], score)
                if score >= perfect { break }
            }
        }
        return best
    }

    /// What a row scores at most, without a look at its text.
    private func bound(_ letters: Letters, _ place: Int, _ row: Int, _ reader: FilterIndex.Reader) -> Int {
        guard letters.hits?[place].isPiece ?? true else { return rows.count > Self.spreadLimit ? 1 : letters.head - 1 }
        return reader.rowHeads[row].isSuperset(of: letters.first) ? letters.head : letters.plain
    }

    private func score(_ letters: Letters, _ place: Int, _ row: Int, _ reader: FilterIndex.Reader) -> Int {
        letters.pattern.withScorer { scorer in
            guard letters.hits?[place].isPiece ?? true else {
                guard rows.count <= Self.spreadLimit else { return 1 }
                return index.searched.reduce(0) { best, column in
                    let cell = reader.cell(row, column)
                    guard cell.set.isSuperset(of: letters.pattern.set) else { return best }
                    return max(best, scorer.spreadScore(reader.text(cell)) ?? 0)
                }
            }
            guard reader.rowHeads[row].isSuperset(of: letters.first) else { return letters.plain }
            let text = reader.text(row)
            let isHead = scorer.rowPlace(text).map { ByteSearch.isWordStart(text, $0) } ?? false
            return isHead ? letters.head : letters.plain
        }
    }
}
