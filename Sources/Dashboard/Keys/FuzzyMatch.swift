/// A fuzzy match of typed text with a name: its letters in order, possibly with gaps.
package struct FuzzyMatch: Sendable, Hashable {
    /// Greater is better; comparable only within one query.
    package let score: Int
    /// The positions of the typed characters in the name, in order.
    let positions: [Int]

    /// A match in the description only; worse than any match in a name.
    static let inTheHelp = FuzzyMatch(score: -1000, positions: [])

    private init(score: Int, positions: [Int]) {
        (self.score, self.positions) = (score, positions)
    }

    /// Nil if the letters do not occur in that order. An empty query matches everything equally.
    package init?(_ query: String, in name: String) {
        let (letters, characters) = (Array(query.lowercased()), Array(name.lowercased()))
        guard let first = letters.first else {
            (score, positions) = (0, [])
            return
        }
        var best: (score: Int, positions: [Int])?
        for start in characters.indices where characters[start] == first {
            guard let positions = Self.positions(of: letters, in: characters, from: start) else { break }
            let score = Self.score(positions, in: characters)
            if best.map({ score > $0.score }) ?? true { best = (score, positions) }
        }
        guard let best else { return nil }
        (score, positions) = best
    }

    private static func positions(of letters: [Character], in characters: [Character], from start: Int) -> [Int]? {
        var positions: [Int] = []
        var next = start
        for letter in letters {
            guard let position = characters[next...].firstIndex(of: letter) else { return nil }
            positions.append(position)
            next = position + 1
        }
        return positions
    }

    /// Scores word beginnings and adjacent letters, then the number of other letters.
    private static func score(_ positions: [Int], in characters: [Character]) -> Int {
        var score = positions.count == characters.count ? 1000 : 0
        for (index, position) in positions.enumerated() {
            if position == 0 {
                score += 60
            } else if !characters[position - 1].isLetter {
                score += 30
            }
            if index > 0 { score += positions[index - 1] == position - 1 ? 20 : -2 }
        }
        return score - characters.count
    }
}
