/// A word of a filter, whose letters a text contains in this order.
struct FuzzyPattern: Sendable, Hashable {
    // Weights as in fzf: each letter scores, with a bonus at word starts and for consecutive letters; gaps cost.
    private static let letter = 16
    private static let wordStart = 8
    private static let neighbor = 4
    private static let gapStart = 3
    /// The longest gap that increases the cost.
    private static let gapLimit = 16

    private let bytes: [UInt8]
    private let characters: [[UInt8]]

    init(_ text: some StringProtocol) {
        characters = text.unicodeScalars.map { FoldedText.bytes(String($0)) }
        bytes = characters.flatMap(\.self)
    }

    /// The score of a text, at least 1 and higher for better matches; nil if it does not contain the letters.
    func score(in text: [UInt8]) -> Int? {
        guard let places = places(in: text) else { return nil }
        var (score, run) = (0, 0)
        for (number, place) in places.enumerated() {
            let bonus = ByteSearch.isWordStart(text, place.lowerBound) ? Self.wordStart : 0
            let gap = number == 0 ? 0 : place.lowerBound - places[number - 1].upperBound
            if number == 0 {
                run = bonus
                score = Self.letter + 2 * bonus
            } else if gap == 0 {
                run = max(run, Self.neighbor, bonus)
                score += Self.letter + run
            } else {
                run = bonus
                score += Self.letter + bonus - Self.gapStart - min(gap - 1, Self.gapLimit)
            }
        }
        return max(1, score)
    }

    /// The byte range of each letter: side by side if possible, best at the beginning of a word. Otherwise within the
    /// shortest part that ends where the letters are first complete. Nil if the text does not contain the letters.
    func places(in text: [UInt8]) -> [Range<Int>]? {
        if var place = ByteSearch.bestPlace(bytes, in: text) {
            return characters.map { character in
                defer { place += character.count }
                return place..<(place + character.count)
            }
        }
        var end = 0
        for character in characters {
            guard let place = ByteSearch.first(character, in: text, from: end) else { return nil }
            end = place + character.count
        }
        var places: [Range<Int>] = []
        for character in characters.reversed() {
            guard let place = ByteSearch.last(character, in: text, endingBy: end) else { return nil }
            places.append(place..<(place + character.count))
            end = place
        }
        return places.reversed()
    }
}
