import Dashboard
import Foundation
package import MintDomain
package import TerminalCore
package import TerminalServices

/// Rows of text in columns: aligned, colored and clipped to the width on a terminal; plain and unclipped elsewhere.
package struct Table {
    package struct Field {
        package var text: SafeText
        /// The SGR color on a terminal (30 to 37, 90 to 97); nil for the default color.
        package var color: Int?
        /// The target of the link on a terminal with links; nil for none or an unsafe address.
        package var link: SafeURL?

        package init(_ text: SafeText, color: Int? = nil, link: String? = nil) {
            self.text = text
            self.color = color
            self.link = link.flatMap { SafeURL($0) }
        }
    }

    /// A column. `givesWay` marks the one that shrinks if there is too little room.
    package struct Column {
        package var heading: SafeText
        package var isNumber = false
        package var givesWay = false
        /// Columns with a rank are hidden, the lowest first, if there is still too little room.
        package var rank: Int?

        package init(heading: SafeText, isNumber: Bool = false, givesWay: Bool = false, rank: Int? = nil) {
            self.heading = heading
            self.isNumber = isNumber
            self.givesWay = givesWay
            self.rank = rank
        }
    }

    /// The width, the colors and the links of the output.
    package struct Place {
        /// The width in cells; nil for unlimited.
        package var columns: Int?
        package var hasColor: Bool
        /// The encoder of links; nil for none.
        package var links: Hyperlinks?
        /// The policy for links; nil allows every safe link.
        package var linkPolicy: LinkPolicy?

        package init(columns: Int? = nil, hasColor: Bool, links: Hyperlinks? = nil, linkPolicy: LinkPolicy? = nil) {
            self.columns = columns
            self.hasColor = hasColor
            self.links = links
            self.linkPolicy = linkPolicy
        }

        /// The current standard output.
        package static func standardOutput(_ environment: [String: String], linkPolicy: LinkPolicy? = nil) -> Place {
            guard isatty(STDOUT_FILENO) == 1 else { return Place(columns: nil, hasColor: false) }
            var size = winsize()
            let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
            let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
            return Place(
                columns: isKnown ? Int(size.ws_col) : 80, hasColor: !isPlain && environment["TERM"] != "dumb",
                links: Hyperlinks(environment: environment, isTerminal: true), linkPolicy: linkPolicy)
        }
    }

    package let columns: [Column]
    package var rows: [[Field]] = []
    /// The minimum widths in cells, from earlier rows; empty for the first rows.
    private var minimumWidths: [Int] = []

    package init(columns: [Column]) {
        self.columns = columns
    }

    /// Clears the rows. The next ones have no headings and align with the printed ones.
    package mutating func continues(in place: Place) {
        minimumWidths = columns.indices.map { width(of: $0, in: place) }
        rows = []
    }

    /// The lines without line ends; headings come first on a terminal.
    package func lines(in place: Place) -> [String] {
        let shown = shown(in: place)
        if shown.count < columns.count {
            var table = Table(columns: shown.map { columns[$0] })
            table.rows = rows.map { row in shown.map { row[$0] } }
            if !minimumWidths.isEmpty { table.minimumWidths = shown.map { minimumWidths[$0] } }
            return table.lines(in: place)
        }
        let widths = widths(in: place)
        var lines: [String] = []
        if place.columns != nil, minimumWidths.isEmpty {
            let headings = columns.map { Field($0.heading, color: 90) }
            lines.append(line(headings, widths, place))
        }
        lines += rows.map { line($0, widths, place) }
        return lines
    }

    /// The columns that fit; the one that shrinks needs 16 cells or its full width.
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

    private func width(of index: Int, in place: Place) -> Int {
        let heading = place.columns == nil ? 0 : columns[index].heading.columns
        let least = minimumWidths.isEmpty ? heading : minimumWidths[index]
        return rows.reduce(least) { max($0, $1[index].text.columns) }
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
    /// The text as a link if there is an address and the terminal supports links.
    package func linked(_ text: String, to url: SafeURL?) -> String {
        guard let links, links.isOn, let url else { return text }
        // `try?`: an address that the policy rejects gets no link.
        if let linkPolicy, (try? linkPolicy.check(url.string)) == nil { return text }
        return String(decoding: links.opening(url) + Array(text.utf8) + links.closing, as: UTF8.self)
    }
}
