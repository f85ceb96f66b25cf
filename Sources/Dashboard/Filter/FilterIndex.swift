/// The texts of the rows of a list, prepared for filtering: folded, in one buffer, with a byte set for each.
///
/// 100,000 rows of five fields and 90 bytes take about 25 MB. A change costs only the texts of that row. A row that
/// outgrows its space moves to the end; the buffer is compacted when more than half of it is unused.
package struct FilterIndex: Sendable {
    package let fields: [FilterField]
    /// The indices of the fields that terms without a field search.
    let searched: [Int]
    /// Increases with every change, so that old results are recognized.
    private(set) var generation = 0
    /// The latest changed rows, newest last, one per generation.
    private var changes: [Int32] = []
    /// After more missed changes than this, all rows have to be searched again.
    private static let changeLimit = 1000

    /// The texts of the rows, followed by the margin.
    private(set) var bytes = Self.margin
    /// The text location of each field of each row.
    private(set) var cells: [Cell] = []
    /// The location of each row.
    private(set) var stretches: [Stretch] = []
    /// The bytes in the searched fields of each row.
    private(set) var rowSets: [ByteSet] = []
    /// The first bytes of words in the searched fields of each row.
    private(set) var rowHeads: [ByteSet] = []
    private var unusedBytes = 0

    private static let margin = [UInt8](repeating: 0, count: PlaceRun.margin)
    /// The number of bytes that a row can grow without moving.
    private static let slack = 12

    /// The location of a row: its searched fields, then the others, each followed by a zero byte.
    struct Stretch: Sendable, Hashable {
        var start: Int32
        /// The byte count of the searched fields, without the last zero.
        var count: Int32
        /// The bytes reserved for all fields, so that a status change moves nothing.
        var room: Int32
    }

    struct Cell: Sendable, Hashable {
        var start: Int32
        var count: Int32
        var set: ByteSet
    }

    /// - Parameter fields: The columns of the list, in the order of each row's texts.
    package init(fields: [FilterField]) {
        self.fields = fields
        searched = fields.indices.filter { fields[$0].isSearched }
    }

    package var count: Int { rowSets.count }

    /// Replaces all rows. Missing texts are empty.
    package mutating func replaceAll(_ rows: some Sequence<[String]>) {
        (bytes, cells, stretches, rowSets, rowHeads) = (Self.margin, [], [], [], [])
        unusedBytes = 0
        // All earlier results are out of date.
        generation += 1
        changes = []
        for row in rows { append(row) }
    }

    package mutating func append(_ texts: [String]) {
        rowSets.append(ByteSet())
        rowHeads.append(ByteSet())
        stretches.append(Stretch(start: 0, count: 0, room: 0))
        cells += Array(repeating: Cell(start: 0, count: 0, set: ByteSet()), count: fields.count)
        write(texts, at: count - 1)
    }

    /// Replaces the texts of a row; does nothing if `row` is out of range. Missing texts are empty.
    package mutating func set(_ texts: [String], at row: Int) {
        guard rowSets.indices.contains(row) else { return }
        write(texts, at: row)
        if unusedBytes > bytes.count / 2 { compact() }
    }

    /// The rows that changed since a generation, in order; nil if that is no longer known.
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

    /// Appends a field and records its location relative to the row.
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

    /// Writes a row in its old place, or at the end if it does not fit.
    /// - Returns: The start of the row.
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
