import ArgumentParser
import Foundation
import MintAPI
import MintDomain
import TerminalCore

struct WorldsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worlds", abstract: "Worlds that were made.", subcommands: [List.self, Get.self, Retry.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List worlds, newest first.")

        @OptionGroup var list: ListOptions

        func run() async throws { try await list.print(.world) }
    }

    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print one world as the server has it now.")

        @OptionGroup var read: ResourceOptions

        func run() async throws { try await read.print(.world) }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Try a failed world again, as a new operation.")

        @OptionGroup var change: ChangeOptions
        @Argument(help: "The world's id.") var world: ResourceArgument

        func run() async throws { try await change.perform { _ in .retry(.world, world.id) } }
    }
}

struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "3D models that were made.",
        subcommands: [List.self, Get.self, Optimize.self, Convert.self, Retry.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List models, newest first.")

        @OptionGroup var list: ListOptions

        func run() async throws { try await list.print(.model) }
    }

    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print one model as the server has it now.")

        @OptionGroup var read: ResourceOptions

        func run() async throws { try await read.print(.model) }
    }

    struct Optimize: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have a lighter GLB of a model made, as a new operation.")

        @OptionGroup var change: ChangeOptions
        @Option(help: "How far: light, moderate or aggressive.") var level = OptimizationLevel.moderate
        @Argument(help: "The model's id.") var model: ResourceArgument

        func run() async throws { try await change.perform { _ in .optimize(model.id, level: level) } }
    }

    struct Convert: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have other formats of a model made, as a new operation.")

        @OptionGroup var change: ChangeOptions
        @Argument(help: "The model's id.") var model: ResourceArgument
        @Argument(help: "One or more of glb, obj, stl, usdz, fbx.") var formats: [ModelFormat]

        func run() async throws { try await change.perform { _ in .convert(model.id, formats: Set(formats)) } }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Try a failed model again, as a new operation.")

        @OptionGroup var change: ChangeOptions
        @Argument(help: "The model's id.") var model: ResourceArgument

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
    @OptionGroup var server: ServerOptions
    @Flag(help: "Print the server's JSON.") var json = false
    @Argument(help: "Its id.") var resource: ResourceArgument

    /// Prints it.
    func print(_ kind: ResourceKind) async throws {
        try await reportingFailures {
            let found = try await Session.run(server) { session in
                try await session.client.resource(kind, resource.id)
            }
            json ? Output.json(found.rawJSON ?? "{}") : Report.print(found)
        }
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
