import ArgumentParser
import CommandOutput
import Foundation
import MintDomain
import Sessions
import TerminalCore
import Tracking
import TrackingStore

/// The options of every command that changes something at the Mint API, and their shared run.
struct ChangeOptions: ParsableArguments {
    @Flag(help: "Print the operation as JSON: mintop.operation/1.") var json = false
    @Option(
        help: ArgumentHelp(
            "1 to 255 characters; a repeated request with the same key has no further effect. (default: a new one)",
            valueName: "key"))
    var idempotencyKey: String?
    @OptionGroup var server: ServerOptions

    /// Stores and sends the mutation, prints the operation, and ends with the exit status of a refusal.
    func perform(_ mutation: @escaping @Sendable (Session) async throws -> Mutation) async throws {
        try await reportingFailures {
            let row = try await Session.run(server) { session in
                if let reason = session.readOnlyReason { throw CommandFailure(reason, .usage) }
                try await session.operations.load()
                return try await session.perform(try await mutation(session), key: try key(), isLoaded: true)
            }
            try Report.print(row, isJSON: json)
        }
    }

    func key() throws -> IdempotencyKey? {
        guard let idempotencyKey else { return nil }
        guard let key = IdempotencyKey(idempotencyKey) else {
            throw CommandFailure("--idempotency-key takes 1 to 255 printable ASCII characters without spaces.", .usage)
        }
        return key
    }
}
