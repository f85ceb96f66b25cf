import Dashboard
import Foundation
import TerminalCore
import TerminalServices

/// Rows of text in columns: aligned, coloured and clipped to the width on a terminal, plain and whole elsewhere.
struct Table {
    /// What is in one place of a table.
    struct Field {
        var text: SafeText
        /// The number of the SGR colour on a terminal (30 to 37, 90 to 97); nil for the usual one.
        var color: Int?
        /// Where it leads, on a terminal that takes links; nil for nowhere, and for an address that is not safe to open.
        var link: SafeURL?

        init(_ text: SafeText, color: Int? = nil, link: String? = nil) {
            self.text = text
            self.color = color
            self.link = link.flatMap { SafeURL($0) }
        }
    }

    /// A column: its heading, and whether it is the one that gives way where there is no room.
    struct Column {
        var heading: SafeText
        var isNumber = false
        var givesWay = false
        /// Where there is still no room, the columns with a rank leave, the lowest first.
        var rank: Int?
    }

    /// Where a table is printed.
    struct Place {
        /// Cells in a line; nil where lines may be as long as they are.
        var columns: Int?
        var hasColor: Bool
        /// How links are written; nil where they are not.
        var links: Hyperlinks?

        /// Standard output as it is now.
        static func standardOutput(_ environment: [String: String]) -> Place {
            guard isatty(STDOUT_FILENO) == 1 else { return Place(columns: nil, hasColor: false) }
            var size = winsize()
            let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
            let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
            return Place(
                columns: isKnown ? Int(size.ws_col) : 80, hasColor: !isPlain && environment["TERM"] != "dumb",
                links: Hyperlinks(environment: environment, isTerminal: true))
        }
    }

    let columns: [Column]
    var rows: [[Field]] = []

    /// The lines, the headings first on a terminal; without the line ends.
    func lines(in place: Place) -> [String] {
        let shown = shown(in: place)
        if shown.count < columns.count {
            var table = Table(columns: shown.map { columns[$0] })
            table.rows = rows.map { row in shown.map { row[$0] } }
            return table.lines(in: place)
        }
        let widths = widths(in: place)
        var lines: [String] = []
        if place.columns != nil {
            let headings = columns.map { Field($0.heading, color: 90) }
            lines.append(line(headings, widths, place))
        }
        lines += rows.map { line($0, widths, place) }
        return lines
    }

    /// Which columns there is room for, that which gives way with at least 16 cells or all it needs.
    private func shown(in place: Place) -> [Int] {
        var shown = Array(columns.indices)
        guard let limit = place.columns else { return shown }
        let widths = columns.indices.map { index in
            columns[index].givesWay ? min(16, width(of: index, in: place)) : width(of: index, in: place)
        }
        func isTooWide() -> Bool { shown.reduce(0) { $0 + widths[$1] } + 2 * (shown.count - 1) > limit }
        while isTooWide(), let next = shown.filter({ columns[$0].rank != nil }).min(by: { rank($0) < rank($1) }) {
            shown.removeAll { $0 == next }
        }
        return shown
    }

    private func rank(_ index: Int) -> Int { columns[index].rank ?? .max }

    /// Cells that a column needs.
    private func width(of index: Int, in place: Place) -> Int {
        let heading = place.columns == nil ? 0 : columns[index].heading.columns
        return rows.reduce(heading) { max($0, $1[index].text.columns) }
    }

    private func widths(in place: Place) -> [Int] {
        var widths = columns.indices.map { width(of: $0, in: place) }
        guard let limit = place.columns, let flexible = columns.firstIndex(where: \.givesWay) else { return widths }
        let excess = widths.reduce(0, +) + 2 * (widths.count - 1) - limit
        if excess > 0 { widths[flexible] = max(8, widths[flexible] - excess) }
        return widths
    }

    private func line(_ fields: [Field], _ widths: [Int], _ place: Place) -> String {
        var parts: [String] = []
        var used = 0
        for (index, field) in fields.enumerated() {
            let isLast = index == fields.count - 1
            let room = min(widths[index], max(0, (place.columns ?? .max) - used))
            let text = place.columns == nil ? field.text : field.text.clipped(to: room)
            let padding = String(repeating: " ", count: max(0, widths[index] - text.columns))
            let colored = place.linked(colored(text, field.color, place), to: text.isEmpty ? nil : field.link)
            used += widths[index] + 2
            parts.append(columns[index].isNumber ? padding + colored : isLast ? colored : colored + padding)
        }
        let line = parts.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }

    private func colored(_ text: SafeText, _ color: Int?, _ place: Place) -> String {
        guard place.hasColor, let color, !text.isEmpty else { return text.string }
        return "\u{1B}[\(color)m\(text.string)\u{1B}[0m"
    }
}

extension Table.Place {
    /// The text as a link, where there is an address and the terminal takes links.
    func linked(_ text: String, to url: SafeURL?) -> String {
        guard let links, links.isOn, let url else { return text }
        // The same address is the same link wherever it stands.
        let id = url.string.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return String(decoding: links.opening(url, id: id), as: UTF8.self) + text
            + String(decoding: links.closing, as: UTF8.self)
    }
}
