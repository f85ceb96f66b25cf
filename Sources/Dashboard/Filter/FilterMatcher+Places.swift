import Dispatch
import Synchronization

extension FilterMatcher {
    /// Fewer rows are looked at sooner than a second thread wakes up.
    private static let fewestRows = 4096

    /// Whether a program finds something in each row; of many rows two threads look at half of them each.
    ///
    /// - Parameters:
    ///   - program: What is run.
    ///   - rows: The rows, in order.
    ///   - field: The number of the field that is looked at; nil for all that are searched.
    ///   - required: The bytes without which a text does not hold it, so that it need not be looked at.
    ///   - effortLimit: What it may cost, in words of places.
    /// - Returns: The same for each row, in order; nil where it costs more.
    func results(
        _ program: PlaceProgram, _ rows: [Int32], _ field: Int?, _ required: ByteSet, effortLimit: Int
    ) -> [Bool]? {
        let middle = rows.count < Self.fewestRows ? rows.count : rows.count / 2
        let halves = [rows[..<middle], rows[middle...]]
        // Of most rows the texts lie side by side, and are read where they are; of few they are brought together.
        let isCopied = rows.count < index.count / 2
        let found = Mutex([(results: [Bool], effort: Int)](repeating: ([], 0), count: halves.count))
        DispatchQueue.concurrentPerform(iterations: middle < rows.count ? 2 : 1) { number in
            var machine = PlaceMachine(program, effortLimit: effortLimit)
            let results = results(&machine, Array(halves[number]), field, required, isCopied: isCopied)
            let effort = machine.effort
            found.withLock { $0[number] = (results, effort) }
        }
        return found.withLock { found in
            found[0].effort + found[1].effort > effortLimit ? nil : found[0].results + found[1].results
        }
    }

    private func results(
        _ machine: inout PlaceMachine, _ rows: [Int32], _ field: Int?, _ required: ByteSet, isCopied: Bool
    ) -> [Bool] {
        var results = [Bool](repeating: false, count: rows.count)
        index.read { reader in
            var batch = PlaceBatch(reader.bytes, isCopied: isCopied)
            for (number, row) in rows.enumerated() {
                let (set, start, count) = reader.place(Int(row), field)
                guard set.isSuperset(of: required) else { continue }
                if !batch.hasRoom(start, start + count) { batch.finish(&machine) { results[$0] = $1 } }
                batch.add(number, start, start + count)
            }
            batch.finish(&machine) { results[$0] = $1 }
        }
        return results
    }
}
