struct FuzzyPattern: Sendable, Hashable {
    let bytes: [UInt8]
    let set: ByteSet
    /// The index in `bytes` of the byte that is rarest in texts.
    private let rarest: Int
    /// The byte count of each character.
    private let lengths: [UInt8]

    init(_ text: some StringProtocol) {
        let characters = text.unicodeScalars.map { FoldedText.bytes(String($0)) }
        bytes = characters.flatMap(\.self)
        lengths = characters.map { UInt8($0.count) }
        set = ByteSet(bytes)
        rarest = ByteSearch.rarest(bytes)
    }

    var characterCount: Int { lengths.count }

    /// The byte of a single letter or digit, which a `ByteSet` represents exactly; nil for other patterns.
    var singleByte: UInt8? {
        guard let byte = bytes.first, bytes.count == 1, ByteSet.isExact(byte) else { return nil }
        return byte
    }

    /// Calls the closure with a scorer, which is valid only during the call.
    func withScorer<Result>(_ body: (FuzzyScorer) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { letters in
            lengths.withUnsafeBufferPointer {
                body(FuzzyScorer(letters: letters, lengths: $0, rarest: rarest))
            }
        }
    }
}
