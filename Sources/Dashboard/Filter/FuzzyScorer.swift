/// Scores texts that contain the letters of a fuzzy term.
struct FuzzyScorer {
    // Weights as in fzf: each letter scores, with a bonus at word starts and for consecutive letters; gaps cost.
    private static let letter = 16
    private static let wordStart = 8
    private static let neighbor = 4
    private static let gapStart = 3
    /// The longest gap that increases the cost.
    private static let gapLimit = 16

    let letters: UnsafeBufferPointer<UInt8>
    let lengths: UnsafeBufferPointer<UInt8>
    let rarest: Int

    /// The score of a text that contains the letters consecutively.
    func rowScore(isWordStart: Bool) -> Int {
        let first = isWordStart ? Self.wordStart : 0
        return Self.letter * lengths.count + 2 * first + (lengths.count - 1) * max(first, Self.neighbor)
    }

    /// The position of the consecutive letters in a text, preferably at the beginning of a word.
    func rowPlace(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        ByteSearch.bestPlace(letters, in: text, rarest: rarest)
    }

    /// The score of a text, at least 1 and higher for better matches; nil if it does not contain the letters.
    func score(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        if let place = rowPlace(text) {
            return rowScore(isWordStart: ByteSearch.isWordStart(text, place))
        }
        return spreadScore(text)
    }

    /// The score of a text that does not contain the letters consecutively.
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
                run = max(run, Self.neighbor, bonus)
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

    /// The byte ranges of the letters, sorted and disjoint; empty if the text does not contain them.
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

    /// The start of the shortest part that contains the letters and ends where they are first complete.
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
