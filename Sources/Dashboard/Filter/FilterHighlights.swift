extension ListFilter {
    /// The maximum number of bytes of a text that are highlighted.
    private static let highlightLimit = 2000

    /// The parts of a text that match the filter, for highlighting: UTF-8 byte ranges, sorted and disjoint, on
    /// character boundaries.
    package func highlights(in text: String, field: Int, of fields: [FilterField]) -> [Range<Int>] {
        let bytes = Array(FoldedText.bytes(text).prefix(Self.highlightLimit))
        let isSearched = fields.indices.contains(field) && fields[field].isSearched
        let found = terms.flatMap { term -> [Range<Int>] in
            guard !term.isInverse, term.field == field || (term.field == nil && isSearched) else { return [] }
            return bytes.withUnsafeBufferPointer { term.comparison.ranges(in: $0) }
        }
        return Self.merged(found).filter { !$0.isEmpty }
    }

    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { result, range in
            if let last = result.last, range.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
    }
}

extension ListFilter.Comparison {
    fileprivate func ranges(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        switch self {
        case .fuzzy(let pattern): return pattern.withScorer { $0.ranges(text) }
        case .whole(let wanted): return text.elementsEqual(wanted) ? [0..<text.count] : []
        case .text(let wanted): return Self.places(of: wanted, in: text)
        case .pattern(let pattern): return Self.places(of: pattern, in: text)
        }
    }

    private static func places(of wanted: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        wanted.withUnsafeBufferPointer { wanted in
            var result: [Range<Int>] = []
            var index = 0
            while let place = ByteSearch.first(wanted, in: text, from: index), !wanted.isEmpty {
                result.append(place..<(place + wanted.count))
                index = place + wanted.count
            }
            return result
        }
    }

    /// The longest match at each position; empty matches are omitted.
    private static func places(of pattern: FilterPattern, in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        // Each position needs its own run, so the work for a row is bounded too.
        var machine = PlaceMachine(pattern.program, effortLimit: 200_000)
        let bytes = text + [UInt8](repeating: 0, count: 1 + PlaceRun.margin)
        return bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return [] }
            var result: [Range<Int>] = []
            var index = 0
            while index < text.count {
                let end = machine.run(base, count: text.count + 1, from: index).lastFound ?? index
                guard !machine.isExhausted else { break }
                if end > index { result.append(index..<end) }
                index = max(end, index + 1)
            }
            return result
        }
    }
}
