import ArgumentParser
import CommandOutput
import Foundation
import MintAPI
import MintDomain
import Sessions

struct ListOptions: ParsableArguments {
    @Flag(help: "Print one JSON document: mintop.resources/1.") var json = false
    @Option(help: ArgumentHelp("The page size, 1 to 100.", valueName: "count")) var limit = 20
    @Option(help: ArgumentHelp("The cursor to continue from: the nextCursor of an earlier list.", valueName: "cursor"))
    var cursor: String?
    @Flag(help: "Follow the cursors to the end of the list, printing page by page; at most 100,000 pages.")
    var all = false
    @OptionGroup var server: ServerOptions

    func print(_ kind: ResourceKind) async throws {
        try await reportingFailures {
            guard MintLimits.pageSize.contains(limit) else {
                throw CommandFailure("--limit takes 1 to 100; this is \(limit).", .usage)
            }
            try await Session.run(server) { session in
                var printer = ListPrinter(kind, isJSON: json, linkPolicy: session.linkPolicy)
                var cursors = CursorTrail(first: cursor)
                do {
                    repeat {
                        let page = try await session.client.page(of: kind, limit: limit, cursor: cursors.current)
                        try printer.take(page, now: Date())
                        cursors.follow(page.nextCursor)
                    } while all && !cursors.isAtEnd && !Output.isClosed
                } catch {
                    printer.breakOff(cursors)
                    throw error
                }
                if !Output.isClosed { printer.end(cursors) }
            }
        }
    }
}
