/// A regular expression for filters, ready to run in time that grows with the text alone.
///
/// It knows `.`, `[a-z]`, `[^a-z]`, `\d`, `\w`, `\s` and their opposites, `*`, `+`, `?`, `{2,5}`, `|`, `( )`, and `^` and
/// `$` for the ends of a field. There is nothing in it that goes back in the text, so none can hang the screen.
struct FilterPattern: Sendable, Hashable {
    /// A set of bytes as 256 bits.
    struct Bytes: Sendable, Hashable {
        private var low: SIMD4<UInt64> = .zero

        init() {}

        init(_ ranges: ClosedRange<UInt8>...) {
            for range in ranges { insert(range) }
        }

        mutating func insert(_ range: ClosedRange<UInt8>) {
            for byte in range { low[Int(byte) >> 6] |= 1 << UInt64(byte & 63) }
        }

        mutating func formUnion(_ other: Bytes) { low |= other.low }

        /// The ASCII characters that are not in it; never zero, which no text has.
        var opposite: Bytes {
            var result = Bytes()
            for byte in UInt8(1)...0x7F where !contains(byte) { result.insert(byte...byte) }
            return result
        }

        func contains(_ byte: UInt8) -> Bool {
            low[Int(byte) >> 6] >> UInt64(byte & 63) & 1 == 1
        }
    }

    /// A step of the machine; the numbers are those of the steps that follow.
    enum Node: Sendable, Hashable {
        case bytes(Bytes, next: Int)
        case fork(Int, Int)
        case begin(next: Int)
        case end(next: Int)
        case match
    }

    /// As it was typed.
    let text: String
    /// Its parts in a row.
    let parts: [FilterPatternTree]
    let nodes: [Node]
    let first: Int
    /// Whether `^` or `$` is in it.
    let hasEnds: Bool
    /// Bytes that every match has.
    let required: ByteSet

    init(_ text: String) throws(FilterError) {
        self.text = text
        let tree = try FilterPatternParser.parse(text)
        var builder = FilterPatternBuilder()
        let last = builder.add(.match)
        first = try builder.add(tree, before: last)
        nodes = builder.nodes
        hasEnds = nodes.contains { node in
            switch node {
            case .begin, .end: true
            case .bytes, .fork, .match: false
            }
        }
        required = tree.required
        parts = tree.row
        literals = tree.literals
        pieces = FilterPieces(parts)
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

    /// The same as texts in a row, where it is nothing else.
    let pieces: FilterPieces?

    /// Texts of two bytes or more of which every match has one; empty where that is not known.
    let literals: [[UInt8]]

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

/// What an expression says.
indirect enum FilterPatternTree: Sendable, Hashable {
    case empty
    case bytes(FilterPattern.Bytes)
    case begin, end
    case sequence([FilterPatternTree])
    case choice([FilterPatternTree])
    /// At least and at most so many times; nil for no limit.
    case repeated(FilterPatternTree, Int, Int?)

    /// Its parts in a row.
    fileprivate var row: [FilterPatternTree] {
        if case .sequence(let parts) = self { parts } else { [self] }
    }

    /// Texts of which every match has one; empty where there are none, or too many to look for.
    fileprivate var literals: [[UInt8]] {
        if case .choice(let parts) = self {
            let each = parts.map(\.literals)
            return each.contains([]) || each.count > 4 ? [] : each.flatMap(\.self)
        }
        var longest: [UInt8] = []
        var run: [UInt8] = []
        for part in row {
            run = part.plainBytes.map { run + $0 } ?? []
            if run.count > longest.count { longest = run }
        }
        if longest.count > 1 { return [longest] }
        return row.count == 1 ? [] : row.lazy.map(\.literals).first { !$0.isEmpty } ?? []
    }

    /// Letters and digits that are in whatever it matches.
    var required: ByteSet {
        var set = ByteSet()
        collect(&set)
        return set
    }

    /// The bytes it matches if those are the only ones; nil otherwise.
    var plainBytes: [UInt8]? {
        switch self {
        case .empty: return []
        case .bytes(let bytes):
            let members = (UInt8(0)...255).filter(bytes.contains)
            return members.count == 1 ? members : nil
        case .sequence(let parts):
            var bytes: [UInt8] = []
            for part in parts {
                guard let text = part.plainBytes else { return nil }
                bytes += text
            }
            return bytes
        case .begin, .end, .choice, .repeated: return nil
        }
    }

    private func collect(_ set: inout ByteSet) {
        switch self {
        case .bytes(let bytes):
            let members = (UInt8(0)...255).filter(bytes.contains)
            if members.count == 1, let byte = members.first { set.insert(byte) }
        case .sequence(let parts): for part in parts { part.collect(&set) }
        case .repeated(let part, 1..., _): part.collect(&set)
        case .empty, .begin, .end, .choice, .repeated: break
        }
    }
}
