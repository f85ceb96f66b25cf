/// A regular expression for filters, ready to run in time that grows with the text alone.
///
/// It knows `.`, `[a-z]`, `[^a-z]`, `\d`, `\w`, `\s` and their opposites, `*`, `+`, `?`, `{2,5}`, `|`, `( )`, and `^` and
/// `$` for the ends of a field. There is nothing in it that goes back in the text, so none can hang the screen.
struct FilterPattern: Sendable, Hashable {
    /// As it was typed.
    let text: String
    /// Its parts in a row.
    let parts: [FilterPatternTree]
    /// Bytes that every match has.
    let required: ByteSet
    let program: PlaceProgram

    init(_ text: String) throws(FilterError) {
        self.text = text
        let tree = try FilterPatternParser.parse(text)
        program = try PlaceProgram(tree)
        required = tree.required
        parts = tree.row
    }

    /// Whether a text with a match of this has one of the other for sure: this one goes on where the other ends.
    func continues(_ other: FilterPattern) -> Bool {
        if case .choice(let own)? = parts.first, case .choice(let others)? = other.parts.first,
            parts.count == 1, other.parts.count == 1, own.count == others.count
        {
            return zip(own, others).allSatisfy { $0.row.starts(with: $1.row) }
        }
        return parts.starts(with: other.parts)
    }

    /// What it looks for if that is a text as it stands; nil otherwise.
    var plainBytes: [UInt8]? {
        var bytes: [UInt8] = []
        for part in parts {
            guard let text = part.plainBytes else { return nil }
            bytes += text
        }
        return bytes.isEmpty ? nil : bytes
    }

    static func == (left: FilterPattern, right: FilterPattern) -> Bool { left.text == right.text }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
