import ArgumentParser
import Dashboard
import Foundation
import MintAPI
import MintDomain
import TerminalCore
import Theming
import Wire

struct WorldsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worlds", abstract: "List, read and retry worlds.", subcommands: [List.self, Get.self, Retry.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the worlds that were made, the newest first.", usage: "mintop worlds list [<options>]")

        @OptionGroup var list: ListOptions

        func run() async throws { try await list.print(.world) }
    }

    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print one world as the server has it now.", usage: "mintop worlds get [<options>] <id>")

        @OptionGroup var read: ResourceOptions

        func run() async throws { try await read.print(.world) }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Try a failed world again, as a new operation.", usage: "mintop worlds retry [<options>] <id>")

        @OptionGroup var change: ChangeOptions
        @Argument(help: ArgumentHelp("The world's id.", valueName: "id")) var world: ResourceArgument

        func run() async throws { try await change.perform { _ in .retry(.world, world.id) } }
    }
}

struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "List, read, optimize, convert and retry 3D models.",
        subcommands: [List.self, Get.self, Optimize.self, Convert.self, Retry.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the models that were made, the newest first.", usage: "mintop models list [<options>]")

        @OptionGroup var list: ListOptions

        func run() async throws { try await list.print(.model) }
    }

    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print one model as the server has it now.", usage: "mintop models get [<options>] <id>")

        @OptionGroup var read: ResourceOptions

        func run() async throws { try await read.print(.model) }
    }

    struct Optimize: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have a lighter GLB of a model made, as a new operation.",
            usage: "mintop models optimize [<options>] <id>")

        @OptionGroup var change: ChangeOptions
        @Option(help: "How far to go.") var level = OptimizationLevel.moderate
        @Argument(help: ArgumentHelp("The model's id.", valueName: "id")) var model: ResourceArgument

        func run() async throws { try await change.perform { _ in .optimize(model.id, level: level) } }
    }

    struct Convert: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have other formats of a model made, as a new operation.",
            usage: "mintop models convert [<options>] <id> <format>...")

        @OptionGroup var change: ChangeOptions
        @Argument(help: ArgumentHelp("The model's id.", valueName: "id")) var model: ResourceArgument
        @Argument(help: ArgumentHelp("One or more formats.", valueName: "format")) var formats: [ModelFormat]

        func run() async throws { try await change.perform { _ in .convert(model.id, formats: Set(formats)) } }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Try a failed model again, as a new operation.", usage: "mintop models retry [<options>] <id>")

        @OptionGroup var change: ChangeOptions
        @Argument(help: ArgumentHelp("The model's id.", valueName: "id")) var model: ResourceArgument

        func run() async throws { try await change.perform { _ in .retry(.model, model.id) } }
    }
}

extension OptimizationLevel: ExpressibleByArgument {}
extension ModelFormat: ExpressibleByArgument {}

/// A World or a Model on the command line.
struct ResourceArgument: ExpressibleByArgument, Sendable {
    let id: ResourceID

    init?(argument: String) {
        guard let id = ResourceID(argument) else { return nil }
        self.id = id
    }
}

/// The options of reading one World or Model.
struct ResourceOptions: ParsableArguments {
    @OptionGroup var form: DocumentOptions
    @Argument(help: ArgumentHelp("Its id.", valueName: "id")) var resource: ResourceArgument
    @OptionGroup var server: ServerOptions

    /// Prints it.
    func print(_ kind: ResourceKind) async throws {
        try await reportingFailures {
            let found = try await Session.run(server) { session in
                try await session.client.resource(kind, resource.id)
            }
            try form.print(raw: found.rawJSON ?? "{}", "mintop.resource/1") {
                Document.resource(found)
            } text: {
                Report.print(found)
            }
        }
    }
}

/// The options of every list of the server.
struct ListOptions: ParsableArguments {
    @Flag(help: "Print one JSON document: mintop.resources/1.") var json = false
    @Option(help: ArgumentHelp("How many with one request, 1 to 100.", valueName: "count")) var limit = 20
    @Option(help: ArgumentHelp("Where to go on: the nextCursor of an earlier list.", valueName: "cursor")) var cursor:
        String?
    @Flag(help: "Follow the cursors to the end of the list.") var all = false
    @OptionGroup var server: ServerOptions

    /// Prints the list.
    func print(_ kind: ResourceKind) async throws {
        try await reportingFailures {
            guard MintLimits.pageSize.contains(limit) else {
                throw CommandFailure("--limit takes 1 to 100; this is \(limit).", .usage)
            }
            let page = try await Session.run(server) { session in
                try await pages(kind, session)
            }
            json ? try printJSON(page) : printTable(page, kind)
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

    private func printJSON(_ page: ResourcePage) throws {
        try Output.document(
            "mintop.resources/1",
            .object([
                "data": .array(page.items.map(Document.resource)), "nextCursor": .orNull(page.nextCursor),
                "unreadableCount": .integer(Int64(page.unreadableCount)),
            ]))
    }

    private func printTable(_ page: ResourcePage, _ kind: ResourceKind) {
        var times = TimeTexts(now: Date(), timeZone: .current)
        var table = Table(columns: [
            .init(heading: SafeText(kind.rawValue)), .init(heading: "status"),
            .init(heading: "made", isNumber: true, rank: 1),
            .init(heading: "name", givesWay: true),
        ])
        table.rows = page.items.map { item in
            let look = StatusAppearance(item)
            let title = [item.name, item.prompt].compactMap(\.self).first { !$0.isEmpty } ?? ""
            return [
                .init(SafeText(item.id.rawValue), link: item.mintURL),
                .init(look.glyph + " " + look.word, color: look.role.terminalColor),
                .init(item.createdAt.map { times.age(of: $0) } ?? "-"), .init(SafeText(title)),
            ]
        }
        if !page.items.isEmpty { Output.table(table, in: .standardOutput(ProcessInfo.processInfo.environment)) }
        if page.items.isEmpty { Output.note("No \(kind.rawValue) was made yet.") }
        if page.unreadableCount > 0 {
            Output.note("\(page.unreadableCount) entries could not be read and are left out.")
        }
        if let cursor = page.nextCursor { Output.note("There are more: --cursor \(cursor), or --all.") }
    }
}
