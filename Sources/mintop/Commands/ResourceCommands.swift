import ArgumentParser
import Foundation
import MintAPI
import MintDomain
import TerminalCore

struct WorldsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worlds", abstract: "Worlds that were made.", subcommands: [List.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List worlds, newest first.")

        @OptionGroup var list: ListOptions

        func run() async throws { try await list.print(.world) }
    }
}

struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "3D models that were made.", subcommands: [List.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List models, newest first.")

        @OptionGroup var list: ListOptions

        func run() async throws { try await list.print(.model) }
    }
}

/// The options of every list of the server.
struct ListOptions: ParsableArguments {
    @OptionGroup var server: ServerOptions
    @Flag(help: "Print one JSON document: data and nextCursor.") var json = false
    @Option(help: "How many to print at most with one request, 1 to 100.") var limit = 20
    @Option(help: "Where to go on: the nextCursor of an earlier list.") var cursor: String?
    @Flag(help: "Follow the cursors to the end.") var all = false

    /// Prints the list.
    func print(_ kind: ResourceKind) async throws {
        try await reportingFailures {
            guard MintLimits.pageSize.contains(limit) else {
                throw CommandFailure("--limit takes 1 to 100; this is \(limit).", .usage)
            }
            let page = try await Session.run(server) { session in
                try await pages(kind, session)
            }
            json ? printJSON(page) : printTable(page, kind)
        }
    }

    private func pages(_ kind: ResourceKind, _ session: Session) async throws -> ResourcePage {
        var result = try await session.client.page(of: kind, limit: limit, cursor: cursor)
        var used: Set<String> = []
        // A cursor that comes again would page in circles (contract/README.md A6).
        while all, let next = result.nextCursor, used.insert(next).inserted {
            let page = try await session.client.page(of: kind, limit: limit, cursor: next)
            result.items += page.items
            result.nextCursor = page.nextCursor
            result.unreadableCount += page.unreadableCount
        }
        return result
    }

    private func printJSON(_ page: ResourcePage) {
        let data = page.items.map { item in
            item.rawJSON ?? "{\"id\":\"\(item.id.rawValue)\",\"object\":\"\(item.kind.rawValue)\"}"
        }
        let cursor = page.nextCursor.map(jsonString) ?? "null"
        Output.json("{\"data\":[\(data.joined(separator: ","))],\"nextCursor\":\(cursor)}")
    }

    private func printTable(_ page: ResourcePage, _ kind: ResourceKind) {
        let columns = page.items.map { SafeText($0.id.rawValue).columns }.max() ?? 0
        for item in page.items {
            let padding = String(repeating: " ", count: columns - SafeText(item.id.rawValue).columns)
            let title = [item.name, item.prompt].compactMap(\.self).first { !$0.isEmpty } ?? ""
            Output.line("\(item.id.rawValue)\(padding)  \(item.status ?? "-")  \(title)")
        }
        if page.items.isEmpty { Output.note("No \(kind.rawValue) was made yet.") }
        if page.unreadableCount > 0 {
            Output.note("\(page.unreadableCount) entries could not be read and are left out.")
        }
        if let cursor = page.nextCursor { Output.note("There are more: --cursor \(cursor), or --all.") }
    }
}
