import Dashboard
package import Foundation
package import MintDomain
import TerminalCore
import Wire

/// Prints a list of Worlds or Models page by page, as a table or as one JSON document, without keeping the pages.
package struct ListPrinter {
    private let kind: ResourceKind
    private let isJSON: Bool
    private let place: Table.Place
    private var count = 0
    private var unreadableCount = 0
    private var table = Table(columns: [])

    package init(_ kind: ResourceKind, isJSON: Bool, linkPolicy: LinkPolicy) {
        self.kind = kind
        self.isJSON = isJSON
        place = .standardOutput(ProcessInfo.processInfo.environment, linkPolicy: linkPolicy)
        table = Table(columns: [
            .init(heading: SafeText(kind.rawValue)), .init(heading: "status"),
            .init(heading: "made", isNumber: true, rank: 1),
            .init(heading: "name", givesWay: true),
        ])
    }

    package mutating func take(_ page: ResourcePage, now: Date) throws {
        if isJSON {
            for item in page.items {
                let text = Output.escaped(try jsonText(Document.resource(item)))
                Output.part((count == 0 ? Self.beginning : ",") + text)
                count += 1
            }
        } else {
            printRows(page, now)
            count += page.items.count
        }
        unreadableCount += page.unreadableCount
    }

    /// Completes the JSON document, with the cursor to continue at, after a failed page.
    package func breakOff(_ cursors: CursorTrail) {
        if isJSON, count > 0 { endDocument(cursors) }
    }

    /// Prints the end of the list.
    package func end(_ cursors: CursorTrail) {
        if isJSON {
            endDocument(cursors)
        } else {
            if count == 0 { Output.note("No \(kind.rawValue)s.") }
            if unreadableCount > 0 { Output.note("\(unreadableCount) unreadable entries are omitted.") }
        }
        sayEnd(cursors)
    }

    private func endDocument(_ cursors: CursorTrail) {
        Output.part(count == 0 ? Self.beginning : "")
        // `try?`: encoding a string never fails.
        let next = (try? jsonText(JSONValue.orNull(cursors.current))) ?? "null"
        Output.json(
            "],\"nextCursor\":\(next),\"schema\":\"mintop.resources/1\",\"unreadableCount\":\(unreadableCount)}")
    }

    private static let beginning = "{\"data\":["

    private func sayEnd(_ cursors: CursorTrail) {
        switch cursors.end {
        case .circle: Output.note("The server repeated a cursor; the list may be incomplete.")
        case .ceiling:
            let cursor = SafeText(cursors.current ?? "")
            Output.note("Stopped after \(CursorTrail.mostPages) pages; continue with --cursor \(cursor).")
        case .last: break
        case nil:
            guard !isJSON, let cursor = cursors.current else { break }
            Output.note("More results: use --cursor \(cursor) or --all.")
        }
    }

    private mutating func printRows(_ page: ResourcePage, _ now: Date) {
        guard !page.items.isEmpty else { return }
        var times = TimeTexts(now: now, timeZone: .current)
        table.rows = page.items.map { item in
            let look = StatusAppearance(item)
            let title = [item.name, item.prompt].compactMap(\.self).first { !$0.isEmpty } ?? ""
            return [
                .init(SafeText(item.id.rawValue), link: item.mintURL),
                .init(look.glyph + " " + look.word, color: look.role.terminalColor),
                .init(item.createdAt.map { times.age(of: $0) } ?? "-"), .init(SafeText(title)),
            ]
        }
        Output.table(table, in: place)
        table.continues(in: place)
    }
}
