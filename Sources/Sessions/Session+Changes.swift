import CommandOutput
import Dashboard
import Foundation
import HTTPTransport
import MintAPI
package import MintDomain
import TerminalCore
import Tracking
import TrackingStore

extension Session {
    /// The timeout of a change.
    static let answerDeadline = Duration.seconds(60)

    /// The service of a mutation.
    ///
    /// - Throws: `CommandFailure` for a job if the profile has no documentation agent.
    package func service(for mutation: Mutation) throws -> TrackedService {
        mutation.verb.service == .agent ? try requireAgent().service : operations
    }

    /// The documentation agent.
    ///
    /// - Throws: `CommandFailure` with status 64 and the reason if there is none.
    package func requireAgent() throws -> AgentService {
        guard let agent else { throw agentProblem.map { CommandFailure($0, .usage) } ?? .noAgent }
        return agent
    }

    /// Stores and sends a mutation; without a key it gets a new one. `isLoaded` is true if the poller already has the
    /// stored rows: loading reads all rows, so a batch does it once.
    ///
    /// - Returns: The operation or the job from the response.
    /// - Throws: `InvalidInput` before anything is stored; `CommandFailure` for a refusal or an unknown outcome.
    package func perform(
        _ mutation: Mutation, key: IdempotencyKey?, isLoaded: Bool = false
    ) async throws -> TrackedOperation {
        if let readOnlyReason { throw CommandFailure(readOnlyReason, .usage) }
        try mutation.validate()
        let service = try service(for: mutation)
        // A request repeated under its own key may already be answered; then nothing is sent.
        if key == nil, let start = await service.outbox.nextStart(),
            start.timeIntervalSince(clocks.now()) > Self.answerDeadline / .seconds(1)
        {
            let minutes = Int((start.timeIntervalSince(clocks.now()) / 60).rounded(.up))
            throw CommandFailure(
                "The service takes no more requests within this hour; there is room for one in \(minutes) min. Nothing was "
                    + "sent.",
                .unavailable)
        }
        if !isLoaded { try await service.load() }
        let key = key ?? .unused()
        switch await service.outbox.perform(mutation, key: key, deadline: Self.answerDeadline) {
        case .accepted(let id):
            return await service.poller.operation(id) ?? TrackedOperation(id: id, trackedAt: clocks.now())
        case .refused(let sentence): throw CommandFailure(sentence, service.refusals.status(of: key) ?? .badData)
        case .uncertain(let sentence): throw CommandFailure(sentence, .unavailable)
        case .waiting(let sentence, _):
            throw CommandFailure(
                "\(sentence) Whether it took effect is not known: mintop operations resend asks again with the same key, "
                    + "and so does --idempotency-key \(key).", .unavailable)
        case .held, .sending, .canceled: preconditionFailure("An outcome has no such state.")
        }
    }
}

extension Session {
    /// The preview that a decision is about; prints its number on standard error.
    ///
    /// - Throws: `CommandFailure` if no preview needs review, or its number is another one.
    package func preview(of id: OperationID, number: Int?, verb: String) async throws -> PreviewStage {
        var row = await operations.poller.operation(id)
        let isNamed = number == nil || number == row?.previewStage?.number
        if row?.operation?.status != .previewReady || !isNamed {
            await operations.poller.countRequest()
            await operations.poller.absorb(try await client.operation(id, retries: .byRules))
            row = await operations.poller.operation(id)
        }
        guard let row, let status = row.operation?.status, status == .previewReady, let stage = row.previewStage else {
            let word = row?.operation?.status.wireName.replacing("_", with: " ") ?? "unknown"
            throw CommandFailure("\(id) is \(word): no preview awaits a decision. Nothing was sent.", .badData)
        }
        if let number, number != stage.number {
            throw CommandFailure(
                "\(row.quotedName.string) shows preview \(stage.number), not \(number). Nothing was sent.", .badData)
        }
        Output.note("\(verb) preview \(stage.number) of \(row.quotedName.string).")
        return stage
    }
}

extension CommandFailure {
    static let noAgent = CommandFailure(
        "This profile has no documentation agent: set MINTLIFY_API_KEY and MINTLIFY_PROJECT_ID, or use --local.", .usage
    )
}
