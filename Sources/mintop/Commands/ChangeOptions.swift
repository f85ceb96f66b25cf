import ArgumentParser
import Foundation
import MintDomain
import TerminalCore
import Tracking
import TrackingStore

/// The options of every command that changes something, and the way it is done.
struct ChangeOptions: ParsableArguments {
    @OptionGroup var server: ServerOptions
    @Flag(help: "Print the operation as the server answered it, as JSON.") var json = false
    @Option(help: "1 to 255 characters; the same key never does the same thing twice. Default: a new one.")
    var idempotencyKey: String?

    /// Stores and sends the mutation, prints the operation, and ends with the status of a refusal.
    func perform(_ mutation: @escaping @Sendable (Session) throws -> Mutation) async throws {
        try await reportingFailures {
            let row = try await Session.run(server) { session in
                try await session.perform(try mutation(session), key: try key())
            }
            Report.print(row, isJSON: json)
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

extension Session {
    /// How long a person or a script waits for the answer to a change.
    static let answerDeadline = Duration.seconds(60)

    /// Stores and sends a mutation.
    ///
    /// - Returns: The operation as the answer told it.
    /// - Throws: `InvalidInput` before anything is stored; `CommandFailure` for a refusal or an unknown outcome.
    func perform(_ mutation: Mutation, key: IdempotencyKey?) async throws -> TrackedOperation {
        if let readOnlyReason { throw CommandFailure(readOnlyReason, .usage) }
        try mutation.validate()
        await poller.load(try await store.tracked(profile.id))
        let key = key ?? .unused()
        switch await outbox.perform(mutation, key: key, deadline: Self.answerDeadline) {
        case .accepted(let id):
            return await poller.operation(id) ?? TrackedOperation(id: id, trackedAt: Date())
        case .refused(let sentence): throw CommandFailure(sentence, refusals.status(of: key) ?? .badData)
        case .unknown(let sentence):
            throw CommandFailure(
                "\(sentence) Whether it took effect is not known: mintop operations resend asks again with the same key, "
                    + "and so does --idempotency-key \(key).", .unavailable)
        }
    }
}
