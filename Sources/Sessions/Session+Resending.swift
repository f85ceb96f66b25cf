import CommandOutput
import Foundation
import MintDomain
import TerminalCore
import Tracking
import TrackingStore
import Wire

/// The handling of decisions that were held when mintop ended, or are too old for an automatic retry.
package enum HeldChoice: String, CaseIterable {
    case keep, send, drop
}

/// The result of resending a decision.
package struct DecisionReport: Sendable {
    let entry: OutboxEntry
    /// `accepted`, `refused`, `uncertain`, `unknown`, `held`, `expired` or `dropped`.
    package let word: String
    /// The operation; nil if unknown.
    let operation: OperationID?
    let sentence: String?

    init(_ entry: OutboxEntry, word: String, operation: OperationID? = nil, sentence: String? = nil) {
        self.entry = entry
        self.word = word
        self.operation = operation ?? entry.operationID
        self.sentence = sentence
    }

    init(_ entry: OutboxEntry, _ outcome: OutboxState) {
        let word = outcome.phase.rawValue
        switch outcome {
        case .accepted(let id): self.init(entry, word: word, operation: id)
        case .refused(let sentence), .uncertain(let sentence), .waiting(let sentence, _):
            self.init(entry, word: word, sentence: sentence)
        case .held, .sending, .canceled: self.init(entry, word: word)
        }
    }

    package func print(isJSON: Bool) throws {
        if isJSON {
            try Output.document(
                "mintop.decision/1",
                .object([
                    "key": .string(entry.key.rawValue), "operation": .orNull(operation?.rawValue),
                    "outcome": .string(word), "reason": .orNull(sentence), "verb": .string(entry.verb.name),
                ]))
        } else {
            let subject = operation?.rawValue ?? "a new operation"
            Output.line("\(entry.verb) of \(subject)  \(word)\(sentence.map { ": \($0)" } ?? "")")
        }
    }
}

extension Session {
    /// Resends the unsettled decisions of both services and waits for the responses.
    package func resend(held: HeldChoice, timeout: Duration) async throws -> [DecisionReport] {
        var reports: [DecisionReport] = []
        for service in services { reports += try await service.resend(held: held, timeout: timeout) }
        return reports
    }
}

extension TrackedService {
    fileprivate func resend(held: HeldChoice, timeout: Duration) async throws -> [DecisionReport] {
        try await load()
        let entries = try await abandonedDecisions()
        let offers = await outbox.restore(entries)
        var reports: [DecisionReport] = []
        switch held {
        case .keep: reports = offers.map { DecisionReport($0, word: $0.state.phase == .held ? "held" : "expired") }
        case .send: await outbox.sendNow(offers.map(\.key))
        case .drop:
            await outbox.dropHeld()
            reports = offers.map { DecisionReport($0, word: "dropped") }
        }
        let sent = held == .send ? entries : entries.filter { entry in !offers.contains { $0.key == entry.key } }
        let outcomes = await outbox.outcomes(of: sent.map(\.key), deadline: timeout)
        return reports + zip(sent, outcomes).map { DecisionReport($0, $1) }
    }
}
