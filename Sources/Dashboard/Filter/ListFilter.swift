/// A parsed list filter: terms that all have to match.
///
/// `word` matches its letters in order, preferably close together (fuzzy). `"two words"` and `'word` match plain text;
/// `~expression` matches a regular expression. `field:value` matches a field that contains the text, `field=value` one
/// that equals it; `field:~expression` also works. `!` before a term negates it (and makes a word plain text). Case is
/// ignored. An incomplete term such as `!` or `status:` matches everything.
package struct ListFilter: Sendable, Hashable {
    enum Comparison: Sendable, Hashable {
        /// The letters in this order, in one of the searched fields. Never used for a named field or a negated term.
        case fuzzy(FuzzyPattern)
        /// The folded text anywhere in a field.
        case text([UInt8])
        /// The folded text as the whole field.
        case whole([UInt8])
        case pattern(FilterPattern)
    }

    struct Term: Sendable, Hashable {
        /// The index of the field; nil for all searched fields.
        var field: Int?
        var isInverse: Bool
        var comparison: Comparison
    }

    package let text: String
    let terms: [Term]

    init(text: String, terms: [Term]) {
        self.text = text
        self.terms = terms
    }

    package static let everything = ListFilter(text: "", terms: [])

    package var isEmpty: Bool { terms.isEmpty }

    /// Whether rows are ranked, because a term is fuzzy.
    package var isRanked: Bool {
        terms.contains {
            if case .fuzzy = $0.comparison { true } else { false }
        }
    }

    /// Whether every row that passes this filter surely passes the other one, judged by the terms alone.
    func narrows(_ other: ListFilter) -> Bool {
        guard terms.count >= other.terms.count else { return false }
        return zip(terms, other.terms).allSatisfy { $0.narrows($1) }
    }
}

extension ListFilter.Term {
    fileprivate func narrows(_ other: Self) -> Bool {
        if self == other { return true }
        guard !isInverse, !other.isInverse, field == other.field else { return false }
        switch (comparison, other.comparison) {
        case (.fuzzy(let own), .fuzzy(let others)): return own.bytes.starts(with: others.bytes)
        case (.text(let own), .text(let others)): return own.starts(with: others)
        case (.pattern(let own), .pattern(let others)): return own.continues(others)
        default: return false
        }
    }
}
