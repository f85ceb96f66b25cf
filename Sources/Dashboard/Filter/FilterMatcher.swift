import TerminalCore

/// Finds the rows of a list that match the terms of one search.
struct FilterMatcher: Sendable {
    /// The maximum effort for the expressions of a search, in words of places: some tens of milliseconds.
    private static let effortLimit = 40_000_000

    let index: FilterIndex
    private let terms: [ListFilter.Term]

    init(_ terms: [ListFilter.Term], _ index: FilterIndex) {
        self.index = index
        self.terms = terms
    }

    /// Finds the rows that match every term.
    ///
    /// - Parameter before: The result of a filter that this one narrows; nil to search all rows.
    /// - Returns: The result, for use by the next search.
    /// - Throws: An error if a pattern is too slow.
    func find(after before: FilterStep?) throws(FilterError) -> FilterStep {
        var rows = before?.rows ?? Array(0..<Int32(index.count))
        var found: [Int: (rows: [Int32], ends: [Int32])] = [:]
        for (number, term) in terms.enumerated() {
            let known = before?.terms.dropFirst(number).first
            if let before, known == term {
                found[number] = before.ends[number].map { (before.rows, $0) }
                continue
            }
            switch term.comparison {
            case .fuzzy(let pattern):
                let ends = before?.ends[number].map { FilterStep.ends($0, of: before?.rows ?? [], for: rows) }
                found[number] = fuzzy(pattern, &rows, after: known?.letters, ends).map { (rows, $0) }
            case .text(let wanted): text(wanted, term, &rows)
            case .whole(let wanted): whole(wanted, term, &rows)
            case .pattern(let pattern): try self.pattern(pattern, term, &rows)
            }
        }
        var step = FilterStep(terms: terms, rows: rows)
        // Terms only get longer and rows fewer, so scattered terms stay scattered.
        step.scattered = before?.scattered ?? []
        step.ends = found.mapValues { FilterStep.ends($0.ends, of: $0.rows, for: rows) }
        return step
    }

    private func keep(_ rows: inout [Int32], _ isKept: (Int) -> Bool) {
        var kept = 0
        rows.withUnsafeMutableBufferPointer { rows in
            for place in rows.indices {
                let row = rows[place]
                guard isKept(Int(row)) else { continue }
                rows[kept] = row
                kept += 1
            }
        }
        rows.removeLast(rows.count - kept)
    }

    /// Keeps the rows that contain the letters in order. All rows contain the `known` first letters, up to `ends` as in
    /// a step.
    ///
    /// Returns the ends for all letters in the kept rows; nil for a single letter, which needs no search.
    private func fuzzy(
        _ pattern: FuzzyPattern, _ rows: inout [Int32], after known: FuzzyPattern?, _ ends: [Int32]?
    ) -> [Int32]? {
        let set = pattern.set
        guard pattern.singleByte == nil else {
            index.read { reader in keep(&rows) { reader.rowSets[$0].isSuperset(of: set) } }
            return nil
        }
        let (knownBytes, knownCharacters) = ends == nil ? (0, 0) : (known?.bytes.count ?? 0, known?.characterCount ?? 0)
        var found: [Int32] = []
        found.reserveCapacity(rows.count)
        var place = -1
        index.read { reader in
            pattern.withScorer { scorer in
                keep(&rows) { row in
                    place += 1
                    guard reader.rowSets[row].isSuperset(of: set) else { return false }
                    let end = scorer.end(
                        in: reader.text(row), from: Int(ends?[place] ?? 0), knownBytes: knownBytes,
                        knownCharacters: knownCharacters)
                    guard let end else { return false }
                    found.append(Int32(truncatingIfNeeded: end))
                    return true
                }
            }
        }
        return found
    }

    private func text(_ wanted: [UInt8], _ term: ListFilter.Term, _ rows: inout [Int32]) {
        let (set, rarest) = (ByteSet(wanted), ByteSearch.rarest(wanted))
        index.read { reader in
            wanted.withUnsafeBufferPointer { wanted in
                keep(&rows) { row in
                    let cell = term.field.map { reader.cell(row, $0) }
                    guard (cell?.set ?? reader.rowSets[row]).isSuperset(of: set) else { return term.isInverse }
                    let text = cell.map(reader.text) ?? reader.text(row)
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

    private func pattern(
        _ pattern: FilterPattern, _ term: ListFilter.Term, _ rows: inout [Int32]
    ) throws(FilterError) {
        let results = results(pattern.program, rows, term.field, pattern.required, effortLimit: Self.effortLimit)
        guard let results else {
            throw FilterError("The expression is too slow for this list; leave out some of its repeats or choices.")
        }
        var place = -1
        keep(&rows) { _ in
            place += 1
            return results[place] != term.isInverse
        }
    }
}

extension ListFilter.Term {
    var letters: FuzzyPattern? {
        if case .fuzzy(let pattern) = comparison { pattern } else { nil }
    }
}
