/// The texts of a list's rows, prepared for filtering: folded, in one piece, with a summary of each.
///
/// 100,000 rows of five fields and 90 bytes take about 25 MB. A changed row costs what its texts cost. One that outgrew its
/// place moves to the end, and its old bytes stay until there are more of those than of the others.
package struct FilterIndex: Sendable {
    package let fields: [FilterField]
    /// The numbers of the fields that terms without a field look at.
    let searched: [Int]
    /// Grows with every change, so that what was found before is not taken for what is there now.
    private(set) var generation = 0
    /// The last rows that changed, the newest last: one for each generation.
    private var changes: [Int32] = []
    /// Who missed more changes than this looks at all rows again.
    private static let changeLimit = 1000

    /// The rows, and the margin behind the last one.
    private(set) var bytes = Self.margin
    /// Of each field of each row, where its text is.
    private(set) var cells: [Cell] = []
    /// Of each row, where it is.
    private(set) var stretches: [Stretch] = []
    /// Of each row, what its searched fields have together.
    private(set) var rowSets: [ByteSet] = []
    /// Of each row, what begins a word in its searched fields.
    private(set) var rowHeads: [ByteSet] = []
    private var unusedBytes = 0

    private static let margin = [UInt8](repeating: 0, count: PlaceRun.margin)
    /// How much longer a row may become where it is.
    private static let slack = 12

    /// Where a row is: its searched fields in a row, then the other ones, with a zero behind each.
    struct Stretch: Sendable, Hashable {
        var start: Int32
        /// How many bytes the searched fields take, without the last zero.
        var count: Int32
        /// How many bytes there are for all its fields, so that a status that changes moves nothing.
        var room: Int32
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
        (bytes, cells, stretches, rowSets, rowHeads) = (Self.margin, [], [], [], [])
        unusedBytes = 0
        // Whatever was found before is out of date.
        generation += 1
        changes = []
        for row in rows { append(row) }
    }

    /// Adds a row at the end.
    package mutating func append(_ texts: [String]) {
        rowSets.append(ByteSet())
        rowHeads.append(ByteSet())
        stretches.append(Stretch(start: 0, count: 0, room: 0))
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
        write(texts, at: row)
        if unusedBytes > bytes.count / 2 { compact() }
    }

    /// The rows that changed since then, in order; nil where that is not known any more.
    func changes(since earlier: Int) -> [Int32]? {
        let missed = generation - earlier
        return missed <= changes.count ? Set(changes.suffix(missed)).sorted() : nil
    }

    private mutating func write(_ texts: [String], at row: Int) {
        generation += 1
        if changes.count == 2 * Self.changeLimit { changes.removeFirst(Self.changeLimit) }
        changes.append(Int32(row))
        (rowSets[row], rowHeads[row]) = (ByteSet(), ByteSet())
        var written: [UInt8] = []
        for field in searched { append(field < texts.count ? texts[field] : "", field, row, to: &written) }
        summarize(written, row)
        let count = max(0, written.count - 1)
        for field in fields.indices where !fields[field].isSearched {
            append(field < texts.count ? texts[field] : "", field, row, to: &written)
        }
        let start = place(written, row)
        stretches[row].count = Int32(count)
        for field in fields.indices { cells[row * fields.count + field].start += start }
    }

    /// Appends a field, and notes where it is from the row's beginning on.
    private mutating func append(_ text: String, _ field: Int, _ row: Int, to written: inout [UInt8]) {
        let start = written.count
        FoldedText.append(text, to: &written)
        cells[row * fields.count + field] = Cell(
            start: Int32(start), count: Int32(written.count - start), set: ByteSet(written[start...]))
        written.append(0)
    }

    private mutating func summarize(_ searched: [UInt8], _ row: Int) {
        var (set, heads, isWordStart) = (ByteSet(), ByteSet(), true)
        for byte in searched where byte != 0 || !isWordStart {
            if byte != 0 { set.insert(byte) }
            if isWordStart { heads.insert(byte) }
            isWordStart = !ByteSearch.isWordByte(byte)
        }
        (rowSets[row], rowHeads[row]) = (set, heads)
    }

    /// Writes a row where it was, or where there is room for it.
    /// - Returns: Where it begins.
    private mutating func place(_ written: [UInt8], _ row: Int) -> Int32 {
        let old = stretches[row]
        if written.count <= old.room {
            let rest = Int(old.room) - written.count
            bytes.replaceSubrange(
                Int(old.start)..<Int(old.start + old.room), with: written + [UInt8](repeating: 0, count: rest))
            return old.start
        }
        unusedBytes += Int(old.room)
        let start = bytes.count - Self.margin.count
        bytes.removeLast(Self.margin.count)
        bytes += written
        bytes += [UInt8](repeating: 0, count: Self.slack + Self.margin.count)
        stretches[row] = Stretch(start: Int32(start), count: 0, room: Int32(written.count + Self.slack))
        return Int32(start)
    }

    private mutating func compact() {
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count - unusedBytes)
        for row in rowSets.indices {
            let stretch = stretches[row]
            let moved = Int32(kept.count) - stretch.start
            kept += bytes[Int(stretch.start)..<Int(stretch.start + stretch.room)]
            stretches[row].start += moved
            for field in fields.indices { cells[row * fields.count + field].start += moved }
        }
        bytes = kept + Self.margin
        unusedBytes = 0
    }
}
