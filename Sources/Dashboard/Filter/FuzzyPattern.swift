/// The letters of a fuzzy term.
struct FuzzyPattern: Sendable, Hashable {
    /// The folded letters in a row.
    let bytes: [UInt8]
    let set: ByteSet
    /// The place in `bytes` of the byte that texts have least often.
    private let rarest: Int
    /// How many bytes each character has.
    private let lengths: [UInt8]

    init(_ text: some StringProtocol) {
        let characters = text.unicodeScalars.map { FoldedText.bytes(String($0)) }
        bytes = characters.flatMap(\.self)
        lengths = characters.map { UInt8($0.count) }
        set = ByteSet(bytes)
        rarest = ByteSearch.rarest(bytes)
    }

    var characterCount: Int { lengths.count }

    /// The letter, if it is a single one that a `ByteSet` tells from all others.
    var singleByte: UInt8? {
        guard let byte = bytes.first, bytes.count == 1, ByteSet.isExact(byte) else { return nil }
        return byte
    }

    /// Calls the closure with what scores texts; it is valid in there alone.
    func withScorer<Result>(_ body: (FuzzyScorer) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { letters in
            lengths.withUnsafeBufferPointer {
                body(FuzzyScorer(letters: letters, lengths: $0, rarest: rarest))
            }
        }
    }
}
