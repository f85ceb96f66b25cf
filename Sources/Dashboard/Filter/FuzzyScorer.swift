/// Tells how well a text holds some letters.
struct FuzzyScorer {
    // As in fzf: a letter counts, more where a word begins, more beside the letter before it; gaps cost.
    private static let letter = 16
    private static let wordStart = 8
    private static let neighbour = 4
    private static let gapStart = 3
    /// Longer gaps cost no more.
    private static let gapLimit = 16

    let letters: UnsafeBufferPointer<UInt8>
    /// How many bytes each character has.
    let lengths: UnsafeBufferPointer<UInt8>
    /// The place of the letter that texts have least often.
    let rarest: Int

    /// What a text scores that holds them in a row.
    func rowScore(isWordStart: Bool) -> Int {
        let first = isWordStart ? Self.wordStart : 0
        return Self.letter * lengths.count + 2 * first + (lengths.count - 1) * max(first, Self.neighbour)
    }

    /// Where a text holds them in a row, at the beginning of a word for choice.
    func rowPlace(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        ByteSearch.bestPlace(letters, in: text, rarest: rarest)
    }

    /// How well a text holds the letters, more for better, at least 1; nil where it does not.
    func score(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        if let place = rowPlace(text) {
            return rowScore(isWordStart: ByteSearch.isWordStart(text, place))
        }
        return spreadScore(text)
    }

    /// The same for a text that does not hold them in a row.
    func spreadScore(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard lengths.count > 1, let start = spreadStart(text) else { return nil }
        var score = 0
        var previousEnd = start
        var run = 0
        var offset = 0
        for length in lengths {
            guard let at = ByteSearch.first(character(offset, length), in: text, from: previousEnd) else { return nil }
            let bonus = ByteSearch.isWordStart(text, at) ? Self.wordStart : 0
            if offset == 0 {
                run = bonus
                score = Self.letter + 2 * bonus
            } else if at == previousEnd {
                run = max(run, Self.neighbour, bonus)
                score += Self.letter + run
            } else {
                run = bonus
                score += Self.letter + bonus - Self.gapStart - min(at - previousEnd - 1, Self.gapLimit)
            }
            previousEnd = at + Int(length)
            offset += Int(length)
        }
        return max(1, score)
    }

    /// The ranges of bytes that were found, in order and apart from each other; empty where the text does not hold them.
    func ranges(_ text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        if let place = rowPlace(text) { return [place..<(place + letters.count)] }
        guard var index = spreadStart(text) else { return [] }
        var result: [Range<Int>] = []
        var offset = 0
        for length in lengths {
            guard let at = ByteSearch.first(character(offset, length), in: text, from: index) else { return [] }
            index = at + Int(length)
            offset += Int(length)
            if let last = result.last, last.upperBound == at {
                result[result.count - 1] = last.lowerBound..<index
            } else {
                result.append(at..<index)
            }
        }
        return result
    }

    /// Where the shortest stretch begins that ends where the letters are first complete.
    private func spreadStart(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = 0
        var offset = 0
        for length in lengths {
            guard let at = ByteSearch.first(character(offset, length), in: text, from: index) else { return nil }
            index = at + Int(length)
            offset += Int(length)
        }
        for length in lengths.reversed() {
            offset -= Int(length)
            guard let at = ByteSearch.last(character(offset, length), in: text, endingBy: index) else { return nil }
            index = at
        }
        return index
    }

    private func character(_ offset: Int, _ length: UInt8) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: letters[offset..<(offset + Int(length))])
    }
}
