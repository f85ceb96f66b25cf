import TerminalCore

/// Looks at the rows of a list for one search.
struct FilterMatcher {
    /// What patterns may cost in one search, in steps looked at to make states: some milliseconds.
    private static let effortLimit = 2_000_000
    /// Of more rows than this only those are ranked that hold the letters in a row: what was typed so far says too little
    /// for more, and a key has to be answered at once.
    private static let rankedLimit = 10_000
    /// What letters score that are spread, before it is known how.
    private static let spread = 1

    private let index: FilterIndex
    private let terms: [ListFilter.Term]

    init(_ filter: ListFilter, _ index: FilterIndex) {
        self.index = index
        terms = filter.terms
    }

    /// The rows for which every term holds, with what each term scores.
    ///
    /// - Parameter before: What a filter found that this one narrows; nil to look at all rows.
    /// - Returns: What is kept of it.
    /// - Throws: Where a pattern is too slow.
    func find(after before: FilterStep?) throws(FilterError) -> FilterStep {
        var rows = before?.rows ?? Array(0..<Int32(index.count))
        var found: [Int: (rows: [Int32], scores: [FuzzyScore])] = [:]
        for (number, term) in terms.enumerated() {
            // What the beginning of this term scored, if it had one.
            let known = before.flatMap { step in step.scores[number].map { (step.rows, $0) } }
            if let before, before.terms.dropFirst(number).first == term {
                found[number] = known
                continue
            }
            switch term.comparison {
            case .fuzzy(let pattern): found[number] = fuzzy(pattern, &rows, known)
            case .text(let wanted): text(wanted, term, &rows)
            case .whole(let wanted): whole(wanted, term, &rows)
            case .pattern(let pattern): try self.pattern(pattern, term, &rows)
            }
        }
        var step = FilterStep(terms: terms, rows: rows, isEachRanked: rows.count <= Self.rankedLimit)
        for (number, term) in terms.enumerated() {
            guard case .fuzzy(let pattern) = term.comparison, let own = found[number] else { continue }
            let scores = FilterStep.scores(own.scores, of: own.rows, for: rows)
            let isKnown =
                !step.isEachRanked || (before?.isEachRanked == true && before?.terms.dropFirst(number).first == term)
            step.scores[number] = isKnown ? scores : ranked(pattern, rows, scores)
        }
        return step
    }

    private func keep(_ rows: inout [Int32], _ isKept: (Int) -> Bool) {
        var kept = 0
        rows.withUnsafeMutableBufferPointer { rows in
            for place in rows.indices where isKept(Int(rows[place])) {
                rows[kept] = rows[place]
                kept += 1
            }
        }
        rows.removeLast(rows.count - kept)
    }

    // MARK: Fuzzy

    /// Keeps the rows that hold the letters, and tells those that hold them in one piece.
    ///
    /// - Parameters:
    ///   - pattern: The letters.
    ///   - rows: What is looked at, and what is kept.
    ///   - known: What a beginning of the letters scored, and in which rows: a row that does not hold that in one piece does
    ///     not hold the whole so either.
    /// - Returns: What is kept, with its scores.
    private func fuzzy(
        _ pattern: FuzzyPattern, _ rows: inout [Int32], _ known: ([Int32], [FuzzyScore])?
    ) -> (rows: [Int32], scores: [FuzzyScore]) {
        let set = pattern.set
        let earlier = known.map { FilterStep.scores($0.1, of: $0.0, for: rows) }
        var scores: [FuzzyScore] = []
        scores.reserveCapacity(rows.count)
        var place = -1
        index.read { reader in
            pattern.withScorer { scorer in
                let (plain, head) = (
                    FuzzyScore(scorer.rowScore(isWordStart: false), isInOnePiece: true),
                    FuzzyScore(scorer.rowScore(isWordStart: true), isInOnePiece: true)
                )
                keep(&rows) { row in
                    place += 1
                    guard reader.rowSets[row].isSuperset(of: set) else { return false }
                    if pattern.singleByte != nil {
                        scores.append(reader.rowHeads[row].isSuperset(of: set) ? head : plain)
                        return true
                    }
                    if earlier?[place].isInOnePiece ?? true {
                        let text = reader.text(row)
                        if let at = scorer.rowPlace(text) {
                            scores.append(ByteSearch.isWordStart(text, at) ? head : plain)
                            return true
                        }
                    }
                    for column in index.searched {
                        let cell = reader.cell(row, column)
                        guard cell.set.isSuperset(of: set), scorer.holds(reader.text(cell)) else { continue }
                        scores.append(FuzzyScore(Self.spread, isInOnePiece: false))
                        return true
                    }
                    return false
                }
            }
        }
        return (rows, scores)
    }

    /// The scores with those of rows that hold the letters with gaps told from each other.
    private func ranked(_ pattern: FuzzyPattern, _ rows: [Int32], _ scores: [FuzzyScore]) -> [FuzzyScore] {
        index.read { reader in
            pattern.withScorer { scorer in
                rows.indices.map { place in
                    guard !scores[place].isInOnePiece else { return scores[place] }
                    return FuzzyScore(
                        spreadScore(Int(rows[place]), scorer, pattern.set, reader), isInOnePiece: false)
                }
            }
        }
    }

    private func spreadScore(_ row: Int, _ scorer: FuzzyScorer, _ set: ByteSet, _ reader: FilterIndex.Reader) -> Int {
        var best = 0
        for column in index.searched {
            let cell = reader.cell(row, column)
            guard cell.set.isSuperset(of: set), let score = scorer.spreadScore(reader.text(cell)) else { continue }
            best = max(best, score)
        }
        return best
    }

    // MARK: Text and patterns

    private func text(_ wanted: [UInt8], _ term: ListFilter.Term, _ rows: inout [Int32]) {
        let set = ByteSet(wanted)
        let rarest = ByteSearch.rarest(wanted)
        index.read { reader in
            wanted.withUnsafeBufferPointer { wanted in
                keep(&rows) { row in
                    let text: UnsafeBufferPointer<UInt8>
                    if let field = term.field {
                        let cell = reader.cell(row, field)
                        guard cell.set.isSuperset(of: set) else { return term.isInverse }
                        text = reader.text(cell)
                    } else {
                        guard reader.rowSets[row].isSuperset(of: set) else { return term.isInverse }
                        text = reader.text(row)
                    }
                    return (ByteSearch.first(wanted, in: text, rarest: rarest) != nil) != term.isInverse
                }
            }
        }
    }

    private func whole(_ wanted: [UInt8], _ term: ListFilter.Term, _ rows: inout [Int32]) {
        let columns = term.field.map { [$0] } ?? index.searched
        index.read { reader in
            keep(&rows) { row in
                let isFound = columns.contains { column in
                    let text = reader.text(reader.cell(row, column))
                    return text.count == wanted.count && text.elementsEqual(wanted)
                }
                return isFound != term.isInverse
            }
        }
    }

    /// Field by field, as nothing in an expression goes beyond one.
    private func pieces(
        _ pieces: FilterPieces, _ required: ByteSet, _ columns: [Int], _ term: ListFilter.Term, _ rows: inout [Int32]
    ) {
        index.read { reader in
            pieces.withMatcher { matches in
                keep(&rows) { row in
                    let isFound = columns.contains { column in
                        let cell = reader.cell(row, column)
                        return cell.set.isSuperset(of: required) && matches(reader.text(cell))
                    }
                    return isFound != term.isInverse
                }
            }
        }
    }

    private func pattern(
        _ pattern: FilterPattern, _ term: ListFilter.Term, _ rows: inout [Int32]
    ) throws(FilterError) {
        let columns = term.field.map { [$0] } ?? index.searched
        if let pieces = pattern.pieces { return self.pieces(pieces, pattern.required, columns, term, &rows) }
        // Nothing matches the zero between fields, so without `^` and `$` one run does for all of them.
        let isWhole = term.field == nil && !pattern.hasEnds
        let literals = pattern.literals.map { ($0, ByteSearch.rarest($0)) }
        func mayMatch(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
            literals.isEmpty
                || literals.contains { literal, rarest in
                    literal.withUnsafeBufferPointer { ByteSearch.first($0, in: text, rarest: rarest) != nil }
                }
        }
        var automaton = FilterAutomaton(pattern)
        index.read { reader in
            keep(&rows) { row in
                guard automaton.effort <= Self.effortLimit else { return false }
                if isWhole {
                    guard reader.rowSets[row].isSuperset(of: pattern.required) else { return term.isInverse }
                    let text = reader.text(row)
                    return (mayMatch(text) && automaton.matches(text)) != term.isInverse
                }
                for column in columns {
                    let cell = reader.cell(row, column)
                    guard cell.set.isSuperset(of: pattern.required) else { continue }
                    let text = reader.text(cell)
                    if mayMatch(text), automaton.matches(text) { return !term.isInverse }
                }
                return term.isInverse
            }
        }
        guard automaton.effort <= Self.effortLimit else {
            throw FilterError("The expression is too slow for this list; leave out some of its repeats or choices.")
        }
    }
}
