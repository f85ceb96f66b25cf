/// The texts of a list's rows, prepared for filtering: folded, in one piece, with a summary of each.
///
/// 100,000 rows of five fields and 90 bytes take about 25 MB. A changed row costs what its texts cost; the bytes it had before
/// stay until there are more of those than of the others.
package struct FilterIndex: Sendable {
    package let fields: [FilterField]
    /// The numbers of the fields that terms without a field look at.
    let searched: [Int]
    /// Grows with every change, so that what was found before is not taken for what is there now.
    private(set) var generation = 0

    private(set) var bytes: [UInt8] = []
    /// Of each field of each row, where its text is.
    private(set) var cells: [Cell] = []
    /// Of each row, where its searched fields are, with a zero between each two.
    private(set) var stretches: [Stretch] = []
    /// Of each row, what its searched fields have together.
    private(set) var rowSets: [ByteSet] = []
    /// Of each row, what begins a word in its searched fields.
    private(set) var rowHeads: [ByteSet] = []
    private var unusedBytes = 0

    /// Where some bytes are.
    struct Stretch: Sendable, Hashable {
        var start: Int32
        var count: Int32
    }

    /// Where a text is.
    struct Cell: Sendable, Hashable {
        var start: Int32
        var count: Int32
        var set: ByteSet
    }

    /// - Parameter fields: The list's columns, in the order in which rows give their texts.
    package init(fields: [FilterField]) {
        self.fields = fields
        searched = fields.indices.filter { fields[$0].isSearched }
    }

    /// How many rows there are.
    package var count: Int { rowSets.count }

    /// Takes other rows in place of all.
    ///
    /// - Parameter rows: Each row's texts, one for each field; missing ones are empty.
    package mutating func replaceAll(_ rows: some Sequence<[String]>) {
        (bytes, cells, stretches, rowSets, rowHeads) = ([], [], [], [], [])
        unusedBytes = 0
        for row in rows { append(row) }
    }

    /// Adds a row at the end.
    package mutating func append(_ texts: [String]) {
        rowSets.append(ByteSet())
        rowHeads.append(ByteSet())
        stretches.append(Stretch(start: 0, count: 0))
        cells += Array(repeating: Cell(start: 0, count: 0, set: ByteSet()), count: fields.count)
        write(texts, at: count - 1)
    }

    /// Gives a row other texts.
    ///
    /// - Parameters:
    ///   - texts: One for each field; missing ones are empty.
    ///   - row: The row's place, 0 to `count` - 1; others are ignored.
    package mutating func set(_ texts: [String], at row: Int) {
        guard rowSets.indices.contains(row) else { return }
        unusedBytes += Int(stretches[row].count)
        for field in fields.indices where !fields[field].isSearched {
            unusedBytes += Int(cells[row * fields.count + field].count)
        }
        write(texts, at: row)
        if unusedBytes > bytes.count / 2 { compact() }
    }

    private mutating func write(_ texts: [String], at row: Int) {
        generation += 1
        (rowSets[row], rowHeads[row]) = (ByteSet(), ByteSet())
        let start = bytes.count
        for field in searched {
            if bytes.count > start { bytes.append(0) }
            let range = write(field < texts.count ? texts[field] : "", field, at: row)
            var isWordStart = true
            for byte in bytes[range] {
                rowSets[row].insert(byte)
                if isWordStart { rowHeads[row].insert(byte) }
                isWordStart = !ByteSearch.isWordByte(byte)
            }
        }
        stretches[row] = Stretch(start: Int32(start), count: Int32(bytes.count - start))
        for field in fields.indices where !fields[field].isSearched {
            _ = write(field < texts.count ? texts[field] : "", field, at: row)
        }
    }

    private mutating func write(_ text: String, _ field: Int, at row: Int) -> Range<Int> {
        let start = bytes.count
        FoldedText.append(text, to: &bytes)
        cells[row * fields.count + field] = Cell(
            start: Int32(start), count: Int32(bytes.count - start), set: ByteSet(bytes[start...]))
        return start..<bytes.count
    }

    private mutating func compact() {
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count - unusedBytes)
        for row in rowSets.indices {
            let stretch = stretches[row]
            let moved = Int32(kept.count) - stretch.start
            kept += bytes[Int(stretch.start)..<Int(stretch.start + stretch.count)]
            stretches[row].start += moved
            for field in fields.indices {
                let index = row * fields.count + field
                if fields[field].isSearched {
                    cells[index].start += moved
                } else {
                    let cell = cells[index]
                    cells[index].start = Int32(kept.count)
                    kept += bytes[Int(cell.start)..<Int(cell.start + cell.count)]
                }
            }
        }
        bytes = kept
        unusedBytes = 0
    }
}
