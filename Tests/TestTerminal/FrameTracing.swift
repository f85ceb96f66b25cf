import CPseudoTerminal

/// Traces the borders on a screen, and reports where they do not meet.
///
/// A frame is whole if its corners and all cells of its sides exist. A frame partly covered by another is interrupted
/// only inside that one; everything else is a misalignment: a row that is too long or too short moves the side.
package struct FrameTracing: Sendable {
    /// The whole frames, in cells.
    package private(set) var frames: [Frame] = []
    /// The misalignments, as sentences.
    package private(set) var misalignments: [String] = []

    package struct Frame: Hashable, Sendable {
        package var left, top, right, bottom: Int

        package init(left: Int, top: Int, right: Int, bottom: Int) {
            (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
        }

        func holds(_ column: Int, _ row: Int) -> Bool {
            (left...right).contains(column) && (top...bottom).contains(row)
        }
    }

    private let cells: [[String]]

    /// - Parameter cells: Row by row, one character each; empty for the right half of a wide one.
    package init(_ cells: [[String]]) {
        self.cells = cells.contains { $0.contains("╭") } ? cells : Self.rounded(cells)
        trace()
    }

    package init(_ screen: ScreenEmulator) {
        self.init(screen.cells.map { $0.map(\.text) })
    }

    /// A screen as lines of text, as other terminals provide it.
    package init(lines: [String]) {
        self.init(
            lines.map { line in
                var row: [String] = []
                for scalar in line.unicodeScalars {
                    let width = Int(mintop_pty_width(scalar.value))
                    if width <= 0 {
                        if let last = row.lastIndex(where: { !$0.isEmpty }) { row[last].unicodeScalars.append(scalar) }
                        continue
                    }
                    row.append(String(Character(scalar)))
                    if width == 2 { row.append("") }
                }
                return row
            })
    }

    /// The number of columns of each row without trailing blanks.
    package var rowEnds: [Int] {
        cells.map { row in (row.lastIndex { $0 != " " } ?? -1) + 1 }
    }

    private func cell(_ column: Int, _ row: Int) -> String {
        guard cells.indices.contains(row), cells[row].indices.contains(column) else { return " " }
        return cells[row][column]
    }

    private mutating func trace() {
        var corners: [(column: Int, row: Int, text: String)] = []
        for row in cells.indices {
            for (column, text) in cells[row].enumerated() where ["╭", "╮", "╰", "╯"].contains(text) {
                corners.append((column, row, text))
            }
        }
        for corner in corners where corner.text == "╭" {
            if let frame = frame(at: corner.column, corner.row) { frames.append(frame) }
        }
        for (column, row, text) in corners {
            let isWhole = frames.contains { frame in
                [frame.left, frame.right].contains(column) && [frame.top, frame.bottom].contains(row)
            }
            if isWhole { continue }
            let isTop = text == "╭" || text == "╮"
            let end = follow(column, row, by: isTop ? 1 : -1)
            let opposite = ["╭": "╰", "╮": "╯", "╰": "╭", "╯": "╮"][text]
            // This side is whole; if the other one is not, its own corners show it.
            if cell(column, end) == opposite { continue }
            if frames.contains(where: { $0.holds(column, end) }) { continue }
            misalignments.append(
                "\(text) at column \(column), row \(row) breaks off at row \(end): “\(cell(column, end))”")
        }
    }

    /// The first row from there without a side.
    private func follow(_ column: Int, _ row: Int, by step: Int) -> Int {
        var row = row + step
        while cell(column, row) == "│" { row += step }
        return row
    }

    private func frame(at left: Int, _ top: Int) -> Frame? {
        guard let right = cells[top].indices.first(where: { $0 > left && ["╮", "╭"].contains(cells[top][$0]) }),
            cell(right, top) == "╮"
        else { return nil }
        let bottom = follow(left, top, by: 1)
        guard cell(left, bottom) == "╰", cell(right, bottom) == "╯", follow(right, top, by: 1) == bottom
        else { return nil }
        return Frame(left: left, top: top, right: right, bottom: bottom)
    }

    /// Converts frames of `+`, `-` and `|` to rounded ones: the neighbors of a `+` determine its corner.
    ///
    /// Frames are stacked in whole rows, so the corners of a row are all upper or all lower ones, alternating.
    private static func rounded(_ cells: [[String]]) -> [[String]] {
        var isUpper = false
        return cells.map { row in
            func isLine(_ column: Int) -> Bool { row.indices.contains(column) && row[column] == "-" }
            func isCorner(_ column: Int) -> Bool { row[column] == "+" && isLine(column - 1) != isLine(column + 1) }
            if row.indices.contains(where: isCorner) { isUpper.toggle() }
            return row.enumerated().map { column, text in
                if text == "|" { return "│" }
                guard isCorner(column) else { return text }
                return isLine(column + 1) ? (isUpper ? "╭" : "╰") : (isUpper ? "╮" : "╯")
            }
        }
    }
}
