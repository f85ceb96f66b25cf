import TerminalCore

/// Makes the steps of a machine out of an expression, from its end to its beginning.
struct FilterPatternBuilder {
    /// More steps than this are no filter a person typed, and would make each look at a text slow.
    static let nodeLimit = 1000

    private(set) var nodes: [FilterPattern.Node] = []

    /// Adds a step.
    mutating func add(_ node: FilterPattern.Node) -> Int {
        nodes.append(node)
        return nodes.count - 1
    }

    /// Adds an expression.
    ///
    /// - Parameters:
    ///   - tree: The expression.
    ///   - next: The step after it.
    /// - Returns: Its first step.
    /// - Throws: Where it has too many steps.
    mutating func add(_ tree: FilterPatternTree, before next: Int) throws(FilterError) -> Int {
        guard nodes.count < Self.nodeLimit else {
            throw FilterError("The expression is too large; use smaller numbers in its braces.")
        }
        switch tree {
        case .empty: return next
        case .bytes(let bytes): return add(.bytes(bytes, next: next))
        case .begin: return add(.begin(next: next))
        case .end: return add(.end(next: next))
        case .sequence(let parts):
            var first = next
            for part in parts.reversed() { first = try add(part, before: first) }
            return first
        case .choice(let parts):
            var first: Int?
            for part in parts.reversed() {
                let start = try add(part, before: next)
                first = first.map { add(.fork(start, $0)) } ?? start
            }
            return first ?? next
        case .repeated(let part, let least, let most): return try add(part, least, most, before: next)
        }
    }

    private mutating func add(
        _ part: FilterPatternTree, _ least: Int, _ most: Int?, before next: Int
    ) throws(FilterError) -> Int {
        var first = next
        if let most {
            for _ in least..<max(least, most) { first = add(.fork(try add(part, before: first), next)) }
        } else {
            // The fork comes first, so that the part can lead back to it.
            let fork = add(.fork(next, next))
            nodes[fork] = .fork(try add(part, before: fork), next)
            first = fork
        }
        for _ in 0..<least { first = try add(part, before: first) }
        return first
    }
}
