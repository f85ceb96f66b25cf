import ArgumentParser
import CommandOutput
import Dashboard
import Foundation
import MintAPI
import MintDomain
import Sessions
import TerminalCore

struct WorldsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worlds", abstract: "List, read and retry worlds.", subcommands: [List.self, Get.self, Retry.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List worlds, newest first.", usage: "mintop worlds list [<options>]")

        @OptionGroup var list: ListOptions

        func run() async throws { try await list.print(.world) }
    }

    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the current state of a world.", usage: "mintop worlds get [<options>] <id>")

        @OptionGroup var read: ResourceOptions

        func run() async throws { try await read.print(.world) }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Retry a failed world, as a new operation.", usage: "mintop worlds retry [<options>] <id>")

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
            abstract: "List models, newest first.", usage: "mintop models list [<options>]")

        @OptionGroup var list: ListOptions

        func run() async throws { try await list.print(.model) }
    }

    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the current state of a model.", usage: "mintop models get [<options>] <id>")

        @OptionGroup var read: ResourceOptions

        func run() async throws { try await read.print(.model) }
    }

    struct Optimize: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create a lighter GLB of a model, as a new operation.",
            usage: "mintop models optimize [<options>] <id>")

        @OptionGroup var change: ChangeOptions
        @Option(help: "The level of optimization.") var level = OptimizationLevel.moderate
        @Argument(help: ArgumentHelp("The model's id.", valueName: "id")) var model: ResourceArgument

        func run() async throws { try await change.perform { _ in .optimize(model.id, level: level) } }
    }

    struct Convert: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Convert a model to other formats, as a new operation.",
            usage: "mintop models convert [<options>] <id> <format>...")

        @OptionGroup var change: ChangeOptions
        @Argument(help: ArgumentHelp("The model's id.", valueName: "id")) var model: ResourceArgument
        @Argument(help: ArgumentHelp("One or more formats.", valueName: "format")) var formats: [ModelFormat]

        func run() async throws { try await change.perform { _ in .convert(model.id, formats: Set(formats)) } }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Retry a failed model, as a new operation.", usage: "mintop models retry [<options>] <id>")

        @OptionGroup var change: ChangeOptions
        @Argument(help: ArgumentHelp("The model's id.", valueName: "id")) var model: ResourceArgument

        func run() async throws { try await change.perform { _ in .retry(.model, model.id) } }
    }
}

extension OptimizationLevel: ExpressibleByArgument {}
extension ModelFormat: ExpressibleByArgument {}

/// The id of a World or a Model as an argument.
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
    @Argument(help: ArgumentHelp("The id.", valueName: "id")) var resource: ResourceArgument
    @OptionGroup var server: ServerOptions

    func print(_ kind: ResourceKind) async throws {
        try await reportingFailures {
            let found = try await Session.run(server) { session in
                try await session.client.resource(kind, resource.id)
            }
            try form.print(raw: found.rawJSON ?? "{}", "mintop.resource/1") {
                Document.resource(found)
            } text: {
                Report.print(found, now: Date())
            }
        }
    }
}
