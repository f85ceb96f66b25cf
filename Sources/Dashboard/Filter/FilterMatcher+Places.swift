import Dispatch
import Synchronization

extension FilterMatcher {
    /// The minimum number of rows for two threads. Fewer are searched before a second thread wakes up.
    private static let fewestRows = 4096

    /// Runs a program over each row, with two threads if there are many rows. A nil field means all searched fields.
    /// Texts without the required bytes are skipped.
    ///
    /// Returns whether each row matches, in order; nil if the effort, in words of places, exceeds the limit.
    func results(
        _ program: PlaceProgram, _ rows: [Int32], _ field: Int?, _ required: ByteSet, effortLimit: Int
    ) -> [Bool]? {
        let middle = rows.count < Self.fewestRows ? rows.count : rows.count / 2
        let halves = [rows[..<middle], rows[middle...]]
        // The texts of most rows are adjacent and are read in place. For few rows they are copied together.
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
