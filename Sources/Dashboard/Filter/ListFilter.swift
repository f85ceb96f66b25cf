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
        case expression(FilterExpression)
    }

    struct Term: Sendable, Hashable {
        /// The indices of the fields to search.
        var fields: [Int]
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
}
