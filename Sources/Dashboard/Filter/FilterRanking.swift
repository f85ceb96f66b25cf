/// Finds the best match among the rows of a filter: the row that contains the letters of the fuzzy terms consecutively
/// and at word starts, or closest together.
struct FilterRanking {
    /// With more rows than this, only consecutive matches are ranked. A short query does not justify more work, and a
    /// key press has to be answered at once.
    static let spreadLimit = 4_000

    /// A fuzzy term with its possible scores.
    private struct Letters {
        /// The range of its bytes in the bytes of all terms.
        var bytes: Range<Int>
        var rarest: Int
        var plain: Int
        var head: Int
        /// Whether the byte sets alone show if a word begins with it.
        var isSingle: Bool
        /// The byte at the start of a word for the score `head`.
        var first: ByteSet
        /// Whether no row contains the letters consecutively.
        var isScattered: Bool
    }

    private let index: FilterIndex
    private let rows: [Int32]
    private let patterns: [FuzzyPattern]
    /// The concatenated bytes of all terms.
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

    /// Finds the first of the best rows among the allowed ones; nil if there is none.
    ///
    /// - Returns: Also the indices, among the fuzzy terms, of those that no row contains consecutively, as far as
    ///   known.
    func best(where mayBe: (Int32) -> Bool) -> (row: Int32?, scattered: Set<Int>) {
        let perfect = letters.reduce(0) { $0 + most($1) }
        var (best, top) = (nil as Int32?, -1)
        var (scattered, isComplete) = (Set(letters.indices.filter { !letters[$0].isSingle }), true)
        index.read { reader in
            bytes.withUnsafeBufferPointer { bytes in
                for row in rows {
                    // Skip rows that cannot have a higher score.
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

    /// The highest score of a term in any row.
    private func most(_ letters: Letters) -> Int { letters.isScattered && !isSpreadRanked ? 1 : letters.head }

    /// The upper bound of a row's score, without reading its text.
    private func bound(_ row: Int, _ reader: FilterIndex.Reader) -> Int {
        var sum = 0
        for number in letters.indices {
            let isHead = reader.rowHeads[row].isSuperset(of: letters[number].first)
            // With gaps at word starts, the score may be higher than for consecutive letters.
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
