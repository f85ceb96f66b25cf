import ArgumentParser
import Foundation
import HTTPTransport
import MintAPI
import MintDomain
import TerminalCore
import Tracking
import TrackingStore

struct OperationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "operations", abstract: "Read, track, decide and wait for operations.",
        subcommands: [
            List.self, Get.self, Track.self, Forget.self, Approve.self, Revise.self, Cancel.self, Resume.self,
            WaitCommand.self, FollowCommand.self, ResendCommand.self,
        ])
}

/// An operation on the command line: its id, or the `Location` a server answered with.
struct OperationArgument: ExpressibleByArgument, Sendable {
    static let defaultCompletionKind = CompletionKind.shellCommand(
        "mintop operations list 2>/dev/null | cut -d ' ' -f 1")

    let text: String

    init?(argument: String) {
        guard argument.contains("/") || OperationID(argument) != nil else { return nil }
        text = argument
    }

    /// The arguments, with those of standard input in place of `-`: ids or URLs apart by white space.
    ///
    /// - Throws: `CommandFailure` with status 65 naming the line of something that is neither.
    static func withStandardInput(_ arguments: [OperationArgument]) throws -> [OperationArgument] {
        guard let place = arguments.firstIndex(where: { $0.text == "-" }) else { return arguments }
        var read: [OperationArgument] = []
        var number = 0
        while let line = readLine() {
            number += 1
            for word in line.split(whereSeparator: \.isWhitespace) {
                guard let argument = OperationArgument(argument: String(word)), argument.text != "-" else {
                    throw CommandFailure("Line \(number) of standard input: “\(word)” is no operation.", .badData)
                }
                read.append(argument)
            }
        }
        return Array(arguments[..<place]) + read + arguments[(place + 1)...].filter { $0.text != "-" }
    }
}

extension Session {
    /// The ids of operations of this profile's server, each one once.
    ///
    /// - Throws: `CommandFailure` as `id(_:)`.
    func ids(_ arguments: [OperationArgument]) async throws -> [OperationID] {
        var ids: [OperationID] = []
        var known: Set<OperationID> = []
        for argument in arguments {
            let id = try await id(argument)
            if known.insert(id).inserted { ids.append(id) }
        }
        return ids
    }

    /// The id of an operation of this profile's server.
    ///
    /// - Throws: `CommandFailure` for the URL of another server, whose operation of that id is another one, and for the
    ///   id of a job.
    func id(_ argument: OperationArgument) async throws -> OperationID {
        let isLocation = argument.text.contains("/")
        let id = isLocation ? client.operationID(inLocation: argument.text) : OperationID(argument.text)
        guard let id else {
            throw CommandFailure(
                "\(argument.text) is no operation here, or not the server of this profile (\(origin)).", .usage)
        }
        if try await isJob(id) {
            throw CommandFailure("\(id) is a job of the documentation agent: use mintop jobs.", .usage)
        }
        return id
    }

    /// Whether that id is tracked as a job, and not as an operation.
    func isJob(_ id: OperationID) async throws -> Bool {
        guard let agent, try await store.isTracked(id, profile: agent.service.storage.profile) else { return false }
        return try await !store.isTracked(id, profile: profile.id)
    }
}

extension OperationsCommand {
    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print one operation as the server has it now.", usage: "mintop operations get [<options>] <id>")

        @OptionGroup var form: DocumentOptions
        @Argument(help: ArgumentHelp("The operation's id or URL.", valueName: "id")) var operation: OperationArgument
        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await reportingFailures {
                let reading = try await Session.run(server) { session in
                    try await session.client.operation(session.id(operation), retries: .byRules)
                }
                try form.print(raw: reading.rawJSON, "mintop.operation/1") {
                    Document.operation(reading)
                } text: {
                    Report.print(reading.operation)
                }
            }
        }
    }

    struct Track: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Watch operations that were started elsewhere.",
            usage: "mintop operations track [<options>] <id>...",
            discussion:
                "There is no list of operations on the server: mintop knows those it started and those given here.")

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
            abstract: "Approve the preview of an operation.", usage: "mintop operations approve [<options>] <id>")

        @OptionGroup var change: ChangeOptions
        @Argument(help: ArgumentHelp("The operation's id or URL.", valueName: "id")) var operation: OperationArgument

        func run() async throws { try await change.perform { .approve(try await $0.id(operation)) } }
    }

    struct Revise: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what should change in the preview of an operation.",
            usage: "mintop operations revise [<options>] <id> <feedback>")

        @OptionGroup var change: ChangeOptions
        @Argument(help: ArgumentHelp("The operation's id or URL.", valueName: "id")) var operation: OperationArgument
        @Argument(help: "What should change, 1 to 2000 characters.") var feedback: String

        func run() async throws { try await change.perform { .revise(try await $0.id(operation), feedback: feedback) } }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop an operation that has not ended.", usage: "mintop operations cancel [<options>] <id>")

        @OptionGroup var change: ChangeOptions
        @Argument(help: ArgumentHelp("The operation's id or URL.", valueName: "id")) var operation: OperationArgument

        func run() async throws { try await change.perform { .cancel(try await $0.id(operation)) } }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Go on with an operation after Credits were added.",
            usage: "mintop operations resume [<options>] <id>")

        @OptionGroup var change: ChangeOptions
        @Argument(help: ArgumentHelp("The operation's id or URL.", valueName: "id")) var operation: OperationArgument

        func run() async throws { try await change.perform { .resume(try await $0.id(operation)) } }
    }
}

extension Session {
    /// Tracks operations, and reads each once to say how it is. What cannot be read now is tracked all the same, what the
    /// server does not know is not.
    fileprivate func track(_ ids: [OperationID], isJSON: Bool) async throws -> CommandFailure? {
        try await operations.storage.track(ids, at: Date())
        try await operations.load()
        var failure: CommandFailure?
        for id in ids {
            do throws(MintError) {
                await operations.poller.absorb(try await client.operation(id, retries: .byRules))
            } catch {
                failure = CommandFailure(error)
                Output.complain("\(id): \(error.description)")
                if case .notFound = error, await operations.poller.operation(id)?.operation == nil {
                    try await operations.storage.forget([id])
                }
                continue
            }
            if let row = await operations.poller.operation(id) { try Report.print(row, isJSON: isJSON) }
        }
        return failure.map {
            CommandFailure("Not every operation could be read; what the server never knew is not tracked.", $0.status)
        }
    }
}
