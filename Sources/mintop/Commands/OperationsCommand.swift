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
        subcommands: [Get.self, Track.self, Approve.self, Revise.self, Cancel.self, Resume.self, WaitCommand.self])
}

/// An operation on the command line: its id, or the `Location` URL a server answered with.
struct OperationArgument: ExpressibleByArgument, Sendable {
    let id: OperationID

    init?(argument: String) {
        let path = URL(string: argument)?.path(percentEncoded: false) ?? argument
        let last = argument.contains("/") ? String(path.split(separator: "/").last ?? "") : argument
        guard let id = OperationID(last) else { return nil }
        self.id = id
    }
}

extension OperationsCommand {
    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print one operation as the server has it now.")

        @OptionGroup var server: ServerOptions
        @Flag(help: "Print the server's JSON.") var json = false
        @Argument(help: "The operation's id or URL.") var operation: OperationArgument

        func run() async throws {
            try await reportingFailures {
                let reading = try await Session.run(server) { session in
                    try await session.client.operation(operation.id, retries: .byRules)
                }
                json ? Output.json(reading.rawJSON) : Report.print(reading.operation)
            }
        }
    }

    struct Track: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Watch operations that were started elsewhere.",
            discussion:
                "There is no list of operations on the server: mintop knows those it started and those given here.")

        @OptionGroup var server: ServerOptions
        @Flag(help: "Print one JSON object per operation.") var json = false
        @Argument(help: "Ids or URLs of operations.") var operations: [OperationArgument]

        func run() async throws {
            try await reportingFailures {
                let ids = operations.map(\.id)
                let failure = try await Session.run(server) { session in
                    try await session.track(ids, isJSON: json)
                }
                if let failure { throw failure }
            }
        }
    }

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Approve the preview of an operation.")

        @OptionGroup var change: ChangeOptions
        @Argument(help: "The operation's id or URL.") var operation: OperationArgument

        func run() async throws { try await change.perform(.approve(operation.id)) }
    }

    struct Revise: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what should change in the preview of an operation.")

        @OptionGroup var change: ChangeOptions
        @Argument(help: "The operation's id or URL.") var operation: OperationArgument
        @Argument(help: "What should change, 1 to 2000 characters.") var feedback: String

        func run() async throws { try await change.perform(.revise(operation.id, feedback: feedback)) }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Stop an operation that has not ended.")

        @OptionGroup var change: ChangeOptions
        @Argument(help: "The operation's id or URL.") var operation: OperationArgument

        func run() async throws { try await change.perform(.cancel(operation.id)) }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Go on with an operation after Credits were added.")

        @OptionGroup var change: ChangeOptions
        @Argument(help: "The operation's id or URL.") var operation: OperationArgument

        func run() async throws { try await change.perform(.resume(operation.id)) }
    }
}

extension Session {
    /// Tracks operations, and reads each once to say how it is. What cannot be read is tracked all the same.
    fileprivate func track(_ ids: [OperationID], isJSON: Bool) async throws -> CommandFailure? {
        try await store.track(ids, at: Date(), profile: profile.id)
        await poller.load(try await store.tracked(profile.id))
        var failure: CommandFailure?
        for id in ids {
            do throws(MintError) {
                let reading = try await client.operation(id, retries: .byRules)
                await poller.absorb(reading)
                Report.printStatus(id, reading.operation.status.wireName, isJSON: isJSON)
            } catch {
                failure = CommandFailure(error)
                Output.complain("\(id): \(error.description)")
            }
        }
        return failure.map { CommandFailure("Tracked, but not every operation could be read.", $0.status) }
    }
}
