import TerminalCore

extension PlaceProgram {
    /// Compiles an expression into a program that finds the ends of its matches.
    ///
    /// - Throws: An error if the expression is too large.
    init(_ tree: FilterPatternTree) throws(FilterError) {
        var builder = PlaceProgramBuilder()
        for alternative in tree.alternatives {
            var (places, exit) = (Self.start, PlaceProgramBuilder.Exit())
            for part in alternative.row {
                places = try builder.add(part, from: places)
                builder.leave(places, by: &exit)
            }
            builder.find(places)
            builder.land(exit)
        }
        self = builder.program
    }
}

extension PlaceProgramBuilder {
    /// Adds the steps of an expression. Returns the register of the places it leads to.
    fileprivate mutating func add(_ tree: FilterPatternTree, from places: Int32) throws(FilterError) -> Int32 {
        guard !isTooLarge else {
            throw FilterError("The expression is too large; use smaller numbers in its braces.")
        }
        switch tree {
        case .empty: return places
        case .bytes(let bytes): return read(mask(.bytes(bytes)), from: places)
        case .character(let ascii):
            // The first byte determines the character; its continuation bytes are skipped.
            let isFirst = mask(.bytes(ascii.union(.leading)))
            return over(mask(.bytes(.following)), from: read(isFirst, from: places))
        case .begin: return intersection(places, mask(.begins))
        case .end: return intersection(places, mask(.ends))
        case .sequence(let parts):
            var places = places
            for part in parts { places = try add(part, from: places) }
            return places
        case .choice(let parts):
            var result: Int32?
            for part in parts {
                let reached = try add(part, from: places)
                result = result.map { union($0, reached) } ?? reached
            }
            return result ?? places
        case .repeated(let part, let least, let most): return try add(part, least, most, from: places)
        }
    }

    private mutating func add(
        _ part: FilterPatternTree, _ least: Int, _ most: Int?, from start: Int32
    ) throws(FilterError) -> Int32 {
        var places = start
        for _ in 0..<least { places = try add(part, from: places) }
        guard let most else {
            if let bytes = part.single { return along(mask(.bytes(bytes)), from: places) }
            return try rounds(from: places) { (builder, places) throws(FilterError) in
                try builder.add(part, from: places)
            }
        }
        var reached = places
        for _ in least..<max(least, most) {
            reached = try add(part, from: reached)
            places = union(places, reached)
        }
        return places
    }
}

extension FilterPatternTree {
    /// The parts of a choice, or the tree itself.
    fileprivate var alternatives: [FilterPatternTree] {
        if case .choice(let parts) = self { parts } else { [self] }
    }

    /// The bytes to repeat for any number of repetitions; nil if one repetition may be more than one character.
    ///
    /// Places within a character are harmless, because no match begins there.
    fileprivate var single: FilterPattern.Bytes? {
        switch self {
        case .bytes(let bytes): return bytes
        case .character(let ascii): return ascii.union(.leading).union(.following)
        case .choice(let parts):
            var bytes = FilterPattern.Bytes()
            for part in parts {
                guard let own = part.single else { return nil }
                bytes = bytes.union(own)
            }
            return bytes
        case .empty, .begin, .end, .sequence, .repeated: return nil
        }
    }
}
