extension FuzzyScorer {
    /// Where the shortest beginning of the searched fields ends that holds the letters in this order in one field.
    ///
    /// - Parameters:
    ///   - text: The fields with a zero between each two.
    ///   - start: Where the first ones of the letters end so; 0 where there are none.
    ///   - knownBytes: How many bytes these have.
    ///   - knownCharacters: How many there are.
    /// - Returns: Nil where no field holds them.
    func end(
        in text: UnsafeBufferPointer<UInt8>, from start: Int, knownBytes: Int, knownCharacters: Int
    ) -> Int? {
        var (position, offset, number) = (start, knownBytes, knownCharacters)
        while number < lengths.count {
            let length = Int(lengths[number])
            // What no field has any more, no later one has either.
            guard let place = find(offset, length, text, from: position) else { return nil }
            if number > 0, let border = zero(text, position..<place) {
                (position, offset, number) = (border + 1, 0, 0)
            } else {
                (position, offset, number) = (place + length, offset + length, number + 1)
            }
        }
        return position
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
