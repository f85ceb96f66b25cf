extension FuzzyScorer {
    /// Returns the end of the shortest prefix of the searched fields in which one field contains the letters in order;
    /// nil if no field does.
    ///
    /// The search continues at `start`, the end of such a prefix for the known first letters; 0 if no letters are
    /// known.
    func end(
        in text: UnsafeBufferPointer<UInt8>, from start: Int, knownBytes: Int, knownCharacters: Int
    ) -> Int? {
        var (position, offset, number) = (start, knownBytes, knownCharacters)
        while number < lengths.count {
            let length = Int(lengths[number])
            // A letter that is not found from here on is in no later field either.
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
