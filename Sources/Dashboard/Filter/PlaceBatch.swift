/// Texts of many rows that a machine is run over together.
struct PlaceBatch: ~Copyable {
    /// So many bytes, with their registers, stay near the processor.
    private static let limit = 4096
    /// To read so many bytes that nobody asked for costs about what it costs to begin again.
    private static let gapLimit = 256

    private let bytes: UnsafeBufferPointer<UInt8>
    /// Where the texts are copied to; nil where they are read as they lie, with what is between them.
    private let copies: UnsafeMutablePointer<UInt8>?
    /// The rows' numbers, and where their texts begin and end from the beginning on.
    private var texts: [(number: Int, start: Int, end: Int)] = []
    private var (start, end) = (0, 0)

    /// - Parameters:
    ///   - bytes: Where the texts are, with a zero behind each of them, and the margin.
    ///   - isCopied: Whether short ones are copied.
    init(_ bytes: UnsafeBufferPointer<UInt8>, isCopied: Bool) {
        self.bytes = bytes
        copies = isCopied ? .allocate(capacity: Self.limit + PlaceRun.margin) : nil
        copies?.initialize(repeating: 0, count: Self.limit + PlaceRun.margin)
        texts.reserveCapacity(Self.limit)
    }

    deinit { copies?.deallocate() }

    /// Whether a text can be run together with those that were added.
    func hasRoom(_ textStart: Int, _ textEnd: Int) -> Bool {
        if texts.isEmpty { return true }
        if copies != nil { return end + textEnd - textStart + 1 <= Self.limit }
        return textStart >= end && textStart - end <= Self.gapLimit && textEnd - start < Self.limit
    }

    /// Adds a text that there is room for.
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

    /// Runs the machine, tells of each number whether something was found, and is empty then.
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
