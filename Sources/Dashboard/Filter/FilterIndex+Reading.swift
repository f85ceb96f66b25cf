extension FilterIndex {
    /// A view of the index for a search. It avoids reference counting while reading 100,000 rows.
    struct Reader {
        let bytes: UnsafeBufferPointer<UInt8>
        let cells: UnsafeBufferPointer<Cell>
        let stretches: UnsafeBufferPointer<Stretch>
        let rowSets: UnsafeBufferPointer<ByteSet>
        let rowHeads: UnsafeBufferPointer<ByteSet>
        let fieldCount: Int

        /// The searched fields of a row, separated by zero bytes.
        func text(_ row: Int) -> UnsafeBufferPointer<UInt8> {
            let stretch = stretches[row]
            return UnsafeBufferPointer(rebasing: bytes[Int(stretch.start)..<Int(stretch.start + stretch.count)])
        }

        /// The bytes and the location of a field of a row; nil for all searched fields.
        @inline(__always)
        func place(_ row: Int, _ field: Int?) -> (set: ByteSet, start: Int, count: Int) {
            guard let field else { return (rowSets[row], Int(stretches[row].start), Int(stretches[row].count)) }
            let cell = cell(row, field)
            return (cell.set, Int(cell.start), Int(cell.count))
        }

        func cell(_ row: Int, _ field: Int) -> Cell {
            cells[row * fieldCount + field]
        }

        func text(_ cell: Cell) -> UnsafeBufferPointer<UInt8> {
            UnsafeBufferPointer(rebasing: bytes[Int(cell.start)..<Int(cell.start + cell.count)])
        }
    }

    /// Calls the closure with a reader, which is valid only during the call.
    func read<Result>(_ body: (Reader) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            cells.withUnsafeBufferPointer { cells in
                stretches.withUnsafeBufferPointer { stretches in
                    rowSets.withUnsafeBufferPointer { rowSets in
                        rowHeads.withUnsafeBufferPointer { rowHeads in
                            body(
                                Reader(
                                    bytes: bytes, cells: cells, stretches: stretches, rowSets: rowSets,
                                    rowHeads: rowHeads, fieldCount: fields.count))
                        }
                    }
                }
            }
        }
    }
}
