import ArgumentParser
import Foundation
import MintDomain
import TerminalCore
import Tracking
import TrackingStore
import Wire

struct ResendCommand: AsyncParsableCommand {
    /// What to do with decisions that were held when mintop ended, or are too old to be sent again unasked.
    enum HeldChoice: String, ExpressibleByArgument, CaseIterable {
        case keep, send, drop
    }

    static let configuration = CommandConfiguration(
        commandName: "resend", abstract: "Ask again about decisions that have no answer yet.",
        usage: "mintop operations resend [<options>]",
        discussion: """
            Each one goes out with its own idempotency key, so it takes effect once however often it is sent. Prints one \
            line per decision. Ends with 0 when none is left, 65 when one was refused, 69 when one still has no answer, 3 \
            when one waits for --held: it was held when mintop ended, or had no answer for so long that the server may \
            have forgotten its key.
            """)

    @Flag(help: "Print each decision as a line of JSON: mintop.decision/1.") var json = false
    @Option(help: ArgumentHelp("What to do with decisions that wait for you.", valueName: "choice"))
    var held = HeldChoice.keep
    @Option(help: ArgumentHelp("The longest wait for answers, such as 90s, 10m.", valueName: "time")) var timeout =
        WaitTime(seconds: 60)
    @OptionGroup var server: ServerOptions

    func run() async throws {
        try await reportingFailures {
            let lines = try await Session.run(server) { session in
                try await session.resend(held: held, timeout: timeout.duration)
            }
            for line in lines { try line.print(isJSON: json) }
            if lines.isEmpty, !json { Output.note("Every decision has its answer.") }
            if lines.contains(where: { $0.word == "unknown" }) {
                throw CommandFailure("Not every decision has an answer; nothing is lost: try again.", .unavailable)
            }
            if lines.contains(where: { $0.word == "held" || $0.word == "expired" }) {
                throw CommandFailure("A decision waits for you: use --held send or --held drop.", .awaitsPerson)
            }
            if lines.contains(where: { $0.word == "refused" || $0.word == "uncertain" }) {
                throw CommandFailure("Not every decision was accepted.", .badData)
            }
        }
    }
}

/// What became of one decision.
private struct DecisionReport: Sendable {
    let entry: OutboxEntry
    /// `accepted`, `refused`, `uncertain`, `unknown`, `held`, `expired` or `dropped`.
    let word: String
    /// The operation it concerns now; nil where none is known.
    let operation: OperationID?
    let sentence: String?

    init(_ entry: OutboxEntry, word: String, operation: OperationID? = nil, sentence: String? = nil) {
        self.entry = entry
        self.word = word
        self.operation = operation ?? entry.operationID
        self.sentence = sentence
    }

    init(_ entry: OutboxEntry, _ outcome: MutationOutcome) {
        switch outcome {
        case .accepted(let id): self.init(entry, word: "accepted", operation: id)
        case .refused(let sentence): self.init(entry, word: "refused", sentence: sentence)
        case .uncertain(let sentence): self.init(entry, word: "uncertain", sentence: sentence)
        case .unknown(let sentence): self.init(entry, word: "unknown", sentence: sentence)
        }
    }

    func print(isJSON: Bool) throws {
        if isJSON {
            try Output.document(
                "mintop.decision/1",
                .object([
                    "key": .string(entry.key.rawValue), "operation": .orNull(operation?.rawValue),
                    "outcome": .string(word), "reason": .orNull(sentence), "verb": .string(entry.verb),
                ]))
        } else {
            let subject = operation?.rawValue ?? "a new operation"
            Output.line("\(entry.verb) of \(subject)  \(word)\(sentence.map { ": \($0)" } ?? "")")
        }
    }
}

extension Session {
    /// Takes up every decision that is not settled, of both services, and waits for the answers.
    fileprivate func resend(held: ResendCommand.HeldChoice, timeout: Duration) async throws -> [DecisionReport] {
        var reports: [DecisionReport] = []
        for service in services { reports += try await service.resend(held: held, timeout: timeout) }
        return reports
    }
}

extension TrackedService {
    fileprivate func resend(held: ResendCommand.HeldChoice, timeout: Duration) async throws -> [DecisionReport] {
        try await load()
        let entries = try await abandonedDecisions()
        let offers = await outbox.restore(entries)
        var reports: [DecisionReport] = []
        switch held {
        case .keep: reports = offers.map { DecisionReport($0, word: $0.isHeld ? "held" : "expired") }
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

extension OutboxEntry {
    fileprivate var isHeld: Bool {
        if case .held = state { true } else { false }
    }
}
