/// The syntax tree of a regular expression.
indirect enum FilterPatternTree: Sendable, Hashable {
    case empty
    case bytes(FilterPattern.Bytes)
    /// One of these ASCII characters, or any character outside ASCII.
    case character(ascii: FilterPattern.Bytes)
    case begin, end
    case sequence([FilterPatternTree])
    case choice([FilterPatternTree])
    /// The minimum and maximum number of repetitions; nil for no limit.
    case repeated(FilterPatternTree, Int, Int?)

    /// The parts of a sequence, or the tree itself.
    var row: [FilterPatternTree] {
        if case .sequence(let parts) = self { parts } else { [self] }
    }

    /// The bytes that every match contains.
    var required: ByteSet {
        var set = ByteSet()
        collect(&set)
        return set
    }

    /// The bytes it matches if there is only one possibility; nil otherwise.
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
        case .character, .begin, .end, .choice, .repeated: return nil
        }
    }

    private func collect(_ set: inout ByteSet) {
        switch self {
        case .bytes(let bytes):
            let members = (UInt8(0)...255).filter(bytes.contains)
            if members.count == 1, let byte = members.first { set.insert(byte) }
        case .sequence(let parts): for part in parts { part.collect(&set) }
        case .repeated(let part, 1..., _): part.collect(&set)
        case .empty, .character, .begin, .end, .choice, .repeated: break
        }
    }
}
