extension FilterIndex {
    /// The index as a search reads it: a hundred thousand rows are looked at without counting references on the way.
    struct Reader {
        let bytes: UnsafeBufferPointer<UInt8>
        let cells: UnsafeBufferPointer<Cell>
        let stretches: UnsafeBufferPointer<Stretch>
        let rowSets: UnsafeBufferPointer<ByteSet>
        let rowHeads: UnsafeBufferPointer<ByteSet>
        let fieldCount: Int

        /// The searched fields of a row, with a zero between each two.
        func text(_ row: Int) -> UnsafeBufferPointer<UInt8> {
            let stretch = stretches[row]
            return UnsafeBufferPointer(rebasing: bytes[Int(stretch.start)..<Int(stretch.start + stretch.count)])
        }

        /// Where a field of a row is, or all that are searched, and which bytes are there.
        @inline(__always)
        func place(_ row: Int, _ field: Int?) -> (set: ByteSet, start: Int, count: Int) {
            guard let field else { return (rowSets[row], Int(stretches[row].start), Int(stretches[row].count)) }
            let cell = cell(row, field)
            return (cell.set, Int(cell.start), Int(cell.count))
        }

        /// A field of a row.
        func cell(_ row: Int, _ field: Int) -> Cell {
            cells[row * fieldCount + field]
        }

        func text(_ cell: Cell) -> UnsafeBufferPointer<UInt8> {
            UnsafeBufferPointer(rebasing: bytes[Int(cell.start)..<Int(cell.start + cell.count)])
        }
    }

    /// Calls the closure with the reader; it is valid in there alone.
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
