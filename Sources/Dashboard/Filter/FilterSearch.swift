/// The texts of a row, prepared for filtering: one for each field of the list.
package struct FilterRow: Sendable {
    let texts: [FoldedText]

    package init(_ texts: [String]) {
        self.texts = texts.map(FoldedText.init)
    }
}

/// A row that a filter found.
package struct FilterMatch: Sendable, Hashable {
    /// The index of the row.
    package let row: Int
    /// The score of the row's fuzzy matches: higher if their letters are closer together or begin words.
    package let score: Int
}

extension ListFilter {
    /// Finds the rows that match every term, in order.
    ///
    /// - Throws: An error if an expression is too slow for all rows together.
    package func search(_ rows: [FilterRow]) throws(FilterError) -> [FilterMatch] {
        var effort = FilterEffort.ofList
        var found: [FilterMatch] = []
        for (number, row) in rows.enumerated() {
            if let score = try score(row, &effort) { found.append(FilterMatch(row: number, score: score)) }
        }
        return found
    }

    /// The sum of the terms' scores; nil if a term does not match.
    private func score(_ row: FilterRow, _ effort: inout FilterEffort) throws(FilterError) -> Int? {
        var sum = 0
        for term in terms {
            guard let score = try term.score(row, &effort) else { return nil }
            sum += score
        }
        return sum
    }
}

extension ListFilter.Term {
    fileprivate func score(_ row: FilterRow, _ effort: inout FilterEffort) throws(FilterError) -> Int? {
        var best: Int?
        for field in fields {
            guard let score = try comparison.score(row.texts[field], &effort) else { continue }
            best = max(best ?? 0, score)
            guard case .fuzzy = comparison else { break }
        }
        return isInverse ? (best == nil ? 0 : nil) : best
    }
}

extension ListFilter.Comparison {
    /// The score of a text; 0 if matches are not ranked, nil if there is no match.
    fileprivate func score(_ text: FoldedText, _ effort: inout FilterEffort) throws(FilterError) -> Int? {
        switch self {
        case .fuzzy(let pattern): return pattern.score(in: text.folded)
        case .text(let wanted): return ByteSearch.first(wanted, in: text.folded).map { _ in 0 }
        case .whole(let wanted): return text.folded == wanted ? 0 : nil
        case .expression(let expression): return try expression.matches(text.original, &effort) ? 0 : nil
        }
    }
}
