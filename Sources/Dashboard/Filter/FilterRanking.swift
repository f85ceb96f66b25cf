/// Tells which of the rows that a filter found fits it best: the one that holds the letters of its fuzzy terms in one piece
/// and where words begin, or nearest to each other.
struct FilterRanking {
    /// Of more rows than this only those are told from each other that hold the letters in a row: what was typed so far
    /// says too little for more, and a key has to be answered at once.
    static let spreadLimit = 4_000

    /// A fuzzy term with what its letters can score.
    private struct Letters {
        /// Which of the bytes of all terms are its own.
        var bytes: Range<Int>
        var rarest: Int
        var plain: Int
        var head: Int
        /// Whether it is known without a look at the text whether a word begins with it.
        var isSingle: Bool
        /// What begins a word where the score is `head`.
        var first: ByteSet
        /// Whether it is known that no row holds them in one piece.
        var isScattered: Bool
    }

    private let index: FilterIndex
    private let rows: [Int32]
    private let patterns: [FuzzyPattern]
    /// The bytes of all terms, one after the other.
    private let bytes: [UInt8]
    private let letters: [Letters]

    init(_ step: FilterStep, _ index: FilterIndex) {
        self.index = index
        rows = step.rows
        patterns = step.terms.compactMap(\.letters)
        bytes = patterns.flatMap(\.bytes)
        var start = 0
        let numbers = step.terms.indices.filter { step.terms[$0].letters != nil }
        letters = zip(numbers, patterns).map { number, pattern in
            defer { start += pattern.bytes.count }
            return pattern.withScorer { scorer in
                Letters(
                    bytes: start..<(start + pattern.bytes.count), rarest: scorer.rarest,
                    plain: scorer.rowScore(isWordStart: false), head: scorer.rowScore(isWordStart: true),
                    isSingle: pattern.singleByte != nil, first: ByteSet(pattern.bytes.prefix(1)),
                    isScattered: step.scattered.contains(number))
            }
        }
    }

    /// The first of the best rows that may be chosen; nil where there is none.
    ///
    /// - Returns: With it, the numbers of the fuzzy terms among each other that no row holds in one piece, as far as was seen.
    func best(where mayBe: (Int32) -> Bool) -> (row: Int32?, scattered: Set<Int>) {
        let perfect = letters.reduce(0) { $0 + most($1) }
        var (best, top) = (nil as Int32?, -1)
        var (scattered, isComplete) = (Set(letters.indices.filter { !letters[$0].isSingle }), true)
        index.read { reader in
            bytes.withUnsafeBufferPointer { bytes in
                for row in rows {
                    // What cannot be better is not looked at.
                    guard bound(Int(row), reader) > top, mayBe(row) else {
                        isComplete = false
                        continue
                    }
                    let score = score(Int(row), bytes, reader, &scattered)
                    guard score > top else { continue }
                    (best, top) = (row, score)
                    guard score < perfect else { break }
                }
            }
        }
        return (best, isComplete && top < perfect ? scattered : Set(letters.indices.filter { letters[$0].isScattered }))
    }

    private var isSpreadRanked: Bool { rows.count <= Self.spreadLimit }

    /// What the letters score at most in any row.
    private func most(_ letters: Letters) -> Int { letters.isScattered && !isSpreadRanked ? 1 : letters.head }

    /// What a row scores at most, without a look at its text.
    private func bound(_ row: Int, _ reader: FilterIndex.Reader) -> Int {
        var sum = 0
        for number in letters.indices {
            let isHead = reader.rowHeads[row].isSuperset(of: letters[number].first)
            // With gaps it may be more than in one piece, where words begin.
            let isSpread = isSpreadRanked && !letters[number].isSingle
            sum += isHead || isSpread ? most(letters[number]) : min(letters[number].plain, most(letters[number]))
        }
        return sum
    }

    private func score(
        _ row: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ reader: FilterIndex.Reader, _ scattered: inout Set<Int>
    ) -> Int {
        let text = reader.text(row)
        var sum = 0
        for number in letters.indices {
            let own = letters[number]
            let isHead = reader.rowHeads[row].isSuperset(of: own.first)
            if own.isSingle {
                sum += isHead ? own.head : own.plain
                continue
            }
            let wanted = UnsafeBufferPointer(rebasing: bytes[own.bytes])
            if !own.isScattered, let place = ByteSearch.first(wanted, in: text, rarest: own.rarest) {
                if scattered.contains(number) { scattered.remove(number) }
                let best = isHead ? ByteSearch.bestPlace(wanted, in: text, rarest: own.rarest) ?? place : place
                sum += ByteSearch.isWordStart(text, best) ? own.head : own.plain
            } else {
                sum += isSpreadRanked ? spreadScore(row, patterns[number], reader) : 1
            }
        }
        return sum
    }

    private func spreadScore(_ row: Int, _ pattern: FuzzyPattern, _ reader: FilterIndex.Reader) -> Int {
        pattern.withScorer { scorer in
            index.searched.reduce(0) { best, column in
                let cell = reader.cell(row, column)
                guard cell.set.isSuperset(of: pattern.set) else { return best }
                return max(best, scorer.spreadScore(reader.text(cell)) ?? 0)
            }
        }
    }
}
