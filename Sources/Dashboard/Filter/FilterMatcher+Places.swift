extension FilterMatcher {
    /// Rows that are run together: what lies between them is read as well, and counts for nothing.
    private struct Batch {
        /// So many bytes, with their registers, stay near the processor.
        static let limit = 4096
        /// To read so many bytes costs about what it costs to begin again.
        static let gapLimit = 256

        /// The places of the rows in the list of all, with where their texts begin and end.
        var texts: [(number: Int, start: Int, end: Int)] = []
        var (start, end) = (0, 0)

        init() { texts.reserveCapacity(Self.limit) }

        func takes(_ start: Int, _ end: Int) -> Bool {
            texts.isEmpty
                || (start >= self.end && start - self.end <= Self.gapLimit && end - self.start < Self.limit)
        }

        mutating func add(_ number: Int, _ start: Int, _ end: Int) {
            if texts.isEmpty { self.start = start }
            self.end = end
            texts.append((number, start, end))
        }

        /// Runs the machine, notes the results by their numbers, and is empty then.
        mutating func finish(
            _ machine: inout PlaceMachine, _ reader: FilterIndex.Reader, _ results: UnsafeMutableBufferPointer<Bool>
        ) {
            guard !texts.isEmpty, let base = reader.bytes.baseAddress else { return }
            let run = machine.run(base + start, count: end + 1 - start)
            for text in texts { results[text.number] = run.isFound(in: (text.start - start)...(text.end - start)) }
            texts.removeAll(keepingCapacity: true)
        }
    }

    /// Whether a machine finds something in each row.
    ///
    /// - Parameters:
    ///   - rows: The rows, in order.
    ///   - field: The number of the field that is looked at; nil for all that are searched.
    ///   - required: The bytes without which a text does not hold it, so that it need not be looked at.
    func results(_ machine: inout PlaceMachine, _ rows: [Int32], _ field: Int?, _ required: ByteSet) -> [Bool] {
        var results = [Bool](repeating: false, count: rows.count)
        var batch = Batch()
        index.read { reader in
            results.withUnsafeMutableBufferPointer { results in
                for (place, row) in rows.enumerated() {
                    let (set, start, count) = reader.place(Int(row), field)
                    guard set.isSuperset(of: required) else { continue }
                    if !batch.takes(start, start + count) { batch.finish(&machine, reader, results) }
                    batch.add(place, start, start + count)
                }
                batch.finish(&machine, reader, results)
            }
        }
        return results
    }
}
