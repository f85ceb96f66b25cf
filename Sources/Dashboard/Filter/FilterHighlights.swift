extension ListFilter {
    /// The parts of a text that match the filter, for highlighting: UTF-8 byte ranges, sorted and disjoint, on
    /// character boundaries.
    package func highlights(in text: String, field: Int) -> [Range<Int>] {
        let text = FoldedText(text)
        let found = terms.flatMap { term in
            term.isInverse || !term.fields.contains(field) ? [] : term.comparison.places(in: text)
        }
        return Self.merged(found)
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
    fileprivate func places(in text: FoldedText) -> [Range<Int>] {
        switch self {
        case .fuzzy(let pattern): return pattern.places(in: text.folded) ?? []
        case .whole(let wanted): return text.folded == wanted ? [0..<wanted.count] : []
        case .text(let wanted):
            var places: [Range<Int>] = []
            while let place = ByteSearch.first(wanted, in: text.folded, from: places.last?.upperBound ?? 0) {
                places.append(place..<(place + wanted.count))
            }
            return places
        case .expression(let expression):
            var effort = FilterEffort.ofText
            return expression.places(in: text.original, &effort)
        }
    }
}
