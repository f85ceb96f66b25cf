import ArgumentParser
import CommandOutput
import Foundation
import HTTPTransport
import MintAPI
import MintDomain
import Sessions
import TerminalCore
import Tracking
import TrackingStore

struct OperationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "operations", abstract: "List, read, track, decide on and wait for operations.",
        subcommands: [
            List.self, Get.self, Track.self, Forget.self, Approve.self, Revise.self, Cancel.self, Resume.self,
            WaitCommand.self, FollowCommand.self, ResendCommand.self,
        ])
}

extension OperationArgument: ExpressibleByArgument {
    static let defaultCompletionKind = CompletionKind.shellCommand(
        "mintop operations list 2>/dev/null | cut -d ' ' -f 1")
}

extension OperationsCommand {
    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the current state of an operation.", usage: "mintop operations get [<options>] <id>")

        @OptionGroup var form: DocumentOptions
        @Argument(help: ArgumentHelp("The operation's id or URL.", valueName: "id")) var operation: OperationArgument
        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await reportingFailures {
                let reading = try await Session.run(server) { session in
                    try await session.client.operation(session.id(operation), retries: .byRules)
                }
                try form.print(raw: reading.rawJSON, "mintop.operation/1") {
                    Document.operation(reading, at: Date())
                } text: {
                    Report.print(reading.operation, now: Date())
                }
            }
        }
    }

    struct Track: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Track operations that were started elsewhere.",
            usage: "mintop operations track [<options>] <id>...",
            discussion:
                "The server has no list of operations: mintop knows only those it started and those added here.")

        @Flag(help: "Print each operation as a line of JSON: mintop.operation/1.") var json = false
        @Argument(
            help: ArgumentHelp("Ids or URLs of operations; - reads them from standard input.", valueName: "id"))
        var operations: [OperationArgument]
        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await reportingFailures {
                let arguments = try OperationArgument.withStandardInput(operations)
                let failure = try await Session.run(server) { session in
                    try await session.track(session.ids(arguments), isJSON: json)
                }
                if let failure { throw failure }
            }
        }
    }

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Approve the preview of an operation.", usage: "mintop operations approve [<options>] <id>",
            discussion: PreviewOptions.discussion)

        @OptionGroup var preview: PreviewOptions
        @OptionGroup var change: ChangeOptions
        @Argument(help: ArgumentHelp("The operation's id or URL.", valueName: "id")) var operation: OperationArgument

        func run() async throws {
            try await change.perform { session in
                let id = try await session.id(operation)
                return .approve(
                    id, preview: try await session.preview(of: id, number: preview.preview, verb: "Approving"))
            }
        }
    }

    struct Revise: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Request changes to the preview of an operation.",
            usage: "mintop operations revise [<options>] <id> <feedback>", discussion: PreviewOptions.discussion)

        @OptionGroup var preview: PreviewOptions
        @OptionGroup var change: ChangeOptions
        @Argument(help: ArgumentHelp("The operation's id or URL.", valueName: "id")) var operation: OperationArgument
        @Argument(help: "The requested changes, 1 to 2000 characters.") var feedback: String

        func run() async throws {
            try await change.perform { session in
                let id = try await session.id(operation)
                try Mutation.revise(id, feedback: feedback).validate()
                return .revise(
                    id, feedback: feedback,
                    preview: try await session.preview(of: id, number: preview.preview, verb: "Revising"))
            }
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop an operation that has not ended.", usage: "mintop operations cancel [<options>] <id>")

        @OptionGroup var change: ChangeOptions
        @Argument(help: ArgumentHelp("The operation's id or URL.", valueName: "id")) var operation: OperationArgument

        func run() async throws { try await change.perform { .cancel(try await $0.id(operation), preview: nil) } }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Resume an operation after adding Credits.",
            usage: "mintop operations resume [<options>] <id>")

        @OptionGroup var change: ChangeOptions
        @Argument(help: ArgumentHelp("The operation's id or URL.", valueName: "id")) var operation: OperationArgument

        func run() async throws { try await change.perform { .resume(try await $0.id(operation)) } }
    }
}
