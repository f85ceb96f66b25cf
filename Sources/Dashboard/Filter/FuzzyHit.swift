/// Where a row holds letters, so that with one letter more the search goes on from there.
struct FuzzyHit: Sendable, Hashable {
    private let bits: Int32

    init(end: Int, isPiece: Bool) {
        bits = Int32(truncatingIfNeeded: end) << 1 | (isPiece ? 1 : 0)
    }

    /// How many bytes of the searched fields were read: to the end of the first place where the letters stand in one piece,
    /// or else of the shortest beginning that has them in this order in one field.
    var end: Int { Int(bits >> 1) }
    /// Whether the letters stand in the row without anything between them.
    var isPiece: Bool { bits & 1 == 1 }
}

extension FuzzyScorer {
    /// Where the searched fields of a row hold the letters, with a zero between each two; nil where they do not.
    ///
    /// - Parameters:
    ///   - known: Where they hold the first ones of the letters; nil where that was not looked for.
    ///   - knownBytes: How many bytes these have.
    ///   - knownCharacters: How many there are.
    func hit(
        in text: UnsafeBufferPointer<UInt8>, after known: FuzzyHit?, knownBytes: Int, knownCharacters: Int
    ) -> FuzzyHit? {
        if let known, !known.isPiece {
            // What has no beginning in one piece has not the whole so either.
            return spread(text, from: known.end, offset: knownBytes, number: knownCharacters)
        }
        if let place = ByteSearch.first(letters, in: text, from: (known?.end ?? knownBytes) - knownBytes, rarest: rarest) {
            return FuzzyHit(end: place + letters.count, isPiece: true)
        }
        return spread(text, from: 0, offset: 0, number: 0)
    }

    /// Reads letter by letter; what is wanted of a field has to come before the next zero.
    private func spread(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, offset: Int, number: Int
    ) -> FuzzyHit? {
        var (position, offset, number) = (start, offset, number)
        while number < lengths.count {
            let length = Int(lengths[number])
            // What no field has any more, no later one begins again with.
            guard let place = find(offset, length, text, from: position) else { return nil }
            if number > 0, let border = zero(text, position..<place) {
                (position, offset, number) = (border + 1, 0, 0)
            } else {
                (position, offset, number) = (place + length, offset + length, number + 1)
            }
        }
        return FuzzyHit(end: position, isPiece: false)
    }

    private func find(_ offset: Int, _ length: Int, _ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard length == 1 else {
            return ByteSearch.first(
                UnsafeBufferPointer(rebasing: letters[offset..<(offset + length)]), in: text, from: start)
        }
        return ByteSearch.place(of: letters[offset], in: text, from: start)
    }

    private func zero(_ text: UnsafeBufferPointer<UInt8>, _ places: Range<Int>) -> Int? {
        ByteSearch.place(of: 0, in: UnsafeBufferPointer(rebasing: text[..<places.upperBound]), from: places.lowerBound)
    }
}
