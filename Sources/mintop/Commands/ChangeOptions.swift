import ArgumentParser
import Foundation
import MintDomain
import TerminalCore
import Tracking
import TrackingStore

/// The options of every command that changes something at the Mint API, and the way it is done.
struct ChangeOptions: ParsableArguments {
    @Flag(help: "Print the operation as JSON: mintop.operation/1.") var json = false
    @Option(
        help: ArgumentHelp(
            "1 to 255 characters; what is sent twice with one key is done once. (default: a new one)", valueName: "key")
    )
    var idempotencyKey: String?
    @OptionGroup var server: ServerOptions

    /// Stores and sends the mutation, prints the operation, and ends with the status of a refusal.
    func perform(_ mutation: @escaping @Sendable (Session) async throws -> Mutation) async throws {
        try await reportingFailures {
            let row = try await Session.run(server) { session in
                try await session.perform(try await mutation(session), key: try key())
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

extension Session {
    /// How long a person or a script waits for the answer to a change.
    static let answerDeadline = Duration.seconds(60)

    /// The service that a mutation is for.
    ///
    /// - Throws: `CommandFailure` where it is the documentation agent, and there is none.
    func service(for mutation: Mutation) throws -> TrackedService {
        switch mutation {
        case .createJob, .message: try requireAgent().service
        case .generate, .approve, .revise, .resume, .cancel, .optimize, .convert, .retry: operations
        }
    }

    /// The documentation agent.
    ///
    /// - Throws: `CommandFailure` with status 64 saying why there is none.
    func requireAgent() throws -> AgentService {
        guard let agent else {
            throw CommandFailure(
                agentProblem
                    ?? "This profile has no documentation agent: set MINTLIFY_API_KEY and MINTLIFY_PROJECT_ID, or use --local.",
                .usage)
        }
        return agent
    }

    /// Stores and sends a mutation.
    ///
    /// - Parameters:
    ///   - mutation: what is to change.
    ///   - key: of the change; nil for a new one.
    ///   - isLoaded: whether the poller was given what the store knows, which takes all rows and is done once for many.
    /// - Returns: The operation or the job as the answer told it.
    /// - Throws: `InvalidInput` before anything is stored; `CommandFailure` for a refusal or an unknown outcome.
    func perform(
        _ mutation: Mutation, key: IdempotencyKey?, isLoaded: Bool = false
    ) async throws -> TrackedOperation {
        if let readOnlyReason { throw CommandFailure(readOnlyReason, .usage) }
        try mutation.validate()
        let service = try service(for: mutation)
        if let start = await service.outbox.nextStart(), start.timeIntervalSinceNow > Self.answerDeadline / .seconds(1)
        {
            let minutes = Int((start.timeIntervalSinceNow / 60).rounded(.up))
            throw CommandFailure(
                "The service takes no more requests within this hour; there is room for one in \(minutes) min. Nothing was "
                    + "sent.",
                .unavailable)
        }
        if !isLoaded { try await service.load() }
        let key = key ?? .unused()
        switch await service.outbox.perform(mutation, key: key, deadline: Self.answerDeadline) {
        case .accepted(let id):
            return await service.poller.operation(id) ?? TrackedOperation(id: id, trackedAt: Date())
        case .refused(let sentence): throw CommandFailure(sentence, service.refusals.status(of: key) ?? .badData)
        case .uncertain(let sentence): throw CommandFailure(sentence, .unavailable)
        case .unknown(let sentence):
            throw CommandFailure(
                "\(sentence) Whether it took effect is not known: mintop operations resend asks again with the same key, "
                    + "and so does --idempotency-key \(key).", .unavailable)
        }
    }
}
