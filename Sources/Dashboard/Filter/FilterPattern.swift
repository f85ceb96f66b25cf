/// A regular expression for filters, compiled to run in linear time.
///
/// Supports `.`, `[a-z]`, `[^a-z]`, `\d`, `\w`, `\s` and their opposites, `*`, `+`, `?`, `{2,5}`, `|`, `( )`, and `^`
/// and `$` for the ends of a field. It never backtracks, so no expression can block the screen.
struct FilterPattern: Sendable, Hashable {
    let text: String
    /// The parts of its top-level sequence.
    let parts: [FilterPatternTree]
    /// The bytes that every match contains.
    let required: ByteSet
    let program: PlaceProgram

    init(_ text: String) throws(FilterError) {
        self.text = text
        let tree = try FilterPatternParser.parse(text)
        program = try PlaceProgram(tree)
        required = tree.required
        parts = tree.row
    }

    /// Whether every text that matches this pattern surely matches the other one, because this one extends it.
    func continues(_ other: FilterPattern) -> Bool {
        if case .choice(let own)? = parts.first, case .choice(let others)? = other.parts.first,
            parts.count == 1, other.parts.count == 1, own.count == others.count
        {
            return zip(own, others).allSatisfy { $0.row.starts(with: $1.row) }
        }
        return parts.starts(with: other.parts)
    }

    /// The bytes to find if the pattern is a plain text; nil otherwise.
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
