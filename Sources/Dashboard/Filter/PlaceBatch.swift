/// The texts of several rows, for one run of a machine.
struct PlaceBatch: ~Copyable {
    /// The maximum number of bytes per batch, so that they and their registers stay in the processor cache.
    private static let limit = 4096
    /// The longest gap to read between texts. Reading it costs about as much as starting a new batch.
    private static let gapLimit = 256

    private let bytes: UnsafeBufferPointer<UInt8>
    /// The buffer for copies of the texts; nil if they are read in place, including the bytes between them.
    private let copies: UnsafeMutablePointer<UInt8>?
    /// The caller's numbers of the texts, and their ranges relative to the start of the batch.
    private var texts: [(number: Int, start: Int, end: Int)] = []
    private var (start, end) = (0, 0)

    /// - Parameters:
    ///   - bytes: The texts, each followed by a zero, and the margin.
    ///   - isCopied: Whether short texts are copied.
    init(_ bytes: UnsafeBufferPointer<UInt8>, isCopied: Bool) {
        self.bytes = bytes
        copies = isCopied ? .allocate(capacity: Self.limit + PlaceRun.margin) : nil
        copies?.initialize(repeating: 0, count: Self.limit + PlaceRun.margin)
        texts.reserveCapacity(Self.limit)
    }

    deinit { copies?.deallocate() }

    /// Whether a text fits into the batch.
    func hasRoom(_ textStart: Int, _ textEnd: Int) -> Bool {
        if texts.isEmpty { return true }
        if copies != nil { return end + textEnd - textStart + 1 <= Self.limit }
        return textStart >= end && textStart - end <= Self.gapLimit && textEnd - start < Self.limit
    }

    /// Adds a text that fits.
    mutating func add(_ number: Int, _ textStart: Int, _ textEnd: Int) {
        let count = textEnd - textStart
        guard let copies, count < Self.limit else {
            if texts.isEmpty { start = textStart }
            end = textEnd + 1
            return texts.append((number, textStart - start, textEnd - start))
        }
        if texts.isEmpty { end = 0 }
        if let base = bytes.baseAddress { (copies + end).update(from: base + textStart, count: count + 1) }
        texts.append((number, end, end + count))
        end += count + 1
    }

    /// Runs the machine, reports for each number whether there was a match, and empties the batch.
    mutating func finish(_ machine: inout PlaceMachine, _ tell: (Int, Bool) -> Void) {
        guard let first = texts.first, let base = bytes.baseAddress else { return }
        let run: PlaceRun
        if let copies, first.end - first.start < Self.limit {
            run = machine.run(copies, count: end)
        } else {
            run = machine.run(base + start, count: end - start)
        }
        for text in texts { tell(text.number, run.isFound(in: text.start...text.end)) }
        texts.removeAll(keepingCapacity: true)
    }
}
