extension FilterMatcher {
    /// Whether a program finds something in each row.
    ///
    /// - Parameters:
    ///   - machine: What runs it.
    ///   - rows: The rows, in order.
    ///   - field: The number of the field that is looked at; nil for all that are searched.
    ///   - required: The bytes without which a text does not hold it, so that it need not be looked at.
    /// - Returns: The same for each row, in order.
    func results(_ machine: inout PlaceMachine, _ rows: [Int32], _ field: Int?, _ required: ByteSet) -> [Bool] {
        var results = [Bool](repeating: false, count: rows.count)
        // Of most rows the texts lie side by side, and are read where they are; of few they are brought together.
        let isCopied = rows.count < index.count / 2
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
