/// Finds the intended name for a misspelled one.
package enum Suggestion {
    /// Returns the candidate that the text probably misspells, if any.
    ///
    /// Case, `-` and `_` are ignored. A third of the letters may differ, at most three, or the text is one word of the
    /// candidate, as `url` is of `base_url`.
    package static func nearest(to text: String, among candidates: [String]) -> String? {
        // A longer text is not near any name, and the distance takes time.
        guard text.utf8.count <= 40 else { return nil }
        let plain = reduced(text)
        let measured = candidates.map { ($0, distance(plain, reduced($0))) }
        if let best = measured.min(by: { $0.1 < $1.1 }), best.1 <= min(3, (plain.count + 2) / 3) { return best.0 }
        let holders = candidates.filter { $0.split(separator: "_").contains { $0 == text.lowercased() } }
        return holders.count == 1 ? holders.first : nil
    }

    private static func reduced(_ text: String) -> [Character] {
        text.lowercased().filter { $0 != "_" && $0 != "-" }
    }

    /// The number of letters to insert, remove, replace or swap with an adjacent one.
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var older: [Int] = []
        var previous = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            for column in 0..<right.count {
                let isSame = left[row] == right[column]
                var best = min(previous[column] + (isSame ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, older[column - 1] + 1)
                }
                current.append(best)
            }
            (older, previous) = (previous, current)
        }
        return previous[right.count]
    }
}
