/// What is typed into a list's filter: terms that all have to hold.
///
/// `word` finds its letters in this order, near each other for choice (fuzzy); `"two words"` and `'word` the text as it
/// stands; `~expression` a regular expression; `field:value` a field that holds the text, `field=value` one that is it;
/// `field:~expression` also works, and `!` before a term turns it round (and makes a word plain text). Case never counts.
/// A term that is only begun, such as `!` or `status:`, says nothing yet.
package struct ListFilter: Sendable, Hashable {
    /// How a term is compared.
    enum Comparison: Sendable, Hashable {
        /// The letters in this order, in one of the searched fields; never for a named field, nor turned round.
        case fuzzy(FuzzyPattern)
        /// The folded text anywhere.
        case text([UInt8])
        /// The folded text and nothing else.
        case whole([UInt8])
        case pattern(FilterPattern)
    }

    /// One thing that has to hold.
    struct Term: Sendable, Hashable {
        /// The number of the field; nil for all that are searched.
        var field: Int?
        var isInverse: Bool
        var comparison: Comparison
    }

    /// As it was typed.
    package let text: String
    let terms: [Term]

    init(text: String, terms: [Term]) {
        self.text = text
        self.terms = terms
    }

    /// The filter that lets everything through.
    package static let everything = ListFilter(text: "", terms: [])

    /// Whether everything passes.
    package var isEmpty: Bool { terms.isEmpty }

    /// Whether rows are ranked: some term is fuzzy.
    package var isRanked: Bool {
        terms.contains {
            if case .fuzzy = $0.comparison { true } else { false }
        }
    }

    /// Whether every row that passes this passes the other one too, as is sure without looking at rows: what was typed
    /// grew.
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
