import ArgumentParser
import Foundation
import MintDomain
import Tracking
import TrackingStore

struct FollowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow", abstract: "Print each change of status as one line of JSON, as it happens.",
        discussion: """
            Every tracked operation is followed, those that other mintop processes begin to track too. Each line has a \
            sequence; --since with the last one that was seen goes on behind it, so that nothing is missed and nothing \
            comes twice. It ends with SIGINT, or with --until-idle when nothing is left that could change.
            """)

    @OptionGroup var server: ServerOptions
    @Option(
        help: "The sequence of the last line that is known; 0 prints all that is stored. Default: only what is new.")
    var since: Int?
    @Flag(help: "End when everything that is tracked has ended or waits for a person.") var untilIdle = false

    func run() async throws {
        try await reportingFailures {
            if let since, since < 0 { throw CommandFailure("--since takes 0 or more; this is \(since).", .usage) }
            try await Session.run(server) { session in
                try await session.follow(since: since, untilIdle: untilIdle)
            }
        }
    }
}

/// One line of `operations follow`.
private struct TransitionReport: Encodable {
    let schema = "mintop.transition/1"
    let sequence: Int
    let id: String
    let from: String?
    let to: String
    let at: String

    init(_ numbered: NumberedTransition) {
        sequence = numbered.sequence
        id = numbered.operation.rawValue
        from = numbered.transition.from?.wireName
        to = numbered.transition.to.wireName
        at = OperationReport.text(numbered.transition.at)
    }

    private enum CodingKeys: String, CodingKey {
        case schema, sequence, id, from, to, at
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(sequence, forKey: .sequence)
        try container.encode(id, forKey: .id)
        try container.encode(from, forKey: .from)
        try container.encode(to, forKey: .to)
        try container.encode(at, forKey: .at)
    }
}

extension Session {
    /// Polls with the others, and prints what is stored of transitions, until the task is canceled or nothing is left.
    fileprivate func follow(since: Int?, untilIdle: Bool) async throws {
        var sequence = if let since { since } else { try await store.newestTransition() }
        await poller.load(try await store.tracked(profile.id))
        await poller.learn(try await storage.stageDurations(limit: 5000).reversed())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await poll() }
            defer { group.cancelAll() }
            for await _ in storage.notices() {
                while true {
                    let batch = try await store.transitions(after: sequence, limit: 500, profile: profile.id)
                    for numbered in batch {
                        Output.json(try jsonText(TransitionReport(numbered)))
                        sequence = numbered.sequence
                    }
                    if batch.count < 500 { break }
                }
                if untilIdle, try await store.tracked(profile.id).allSatisfy(\.isSettled) { return }
            }
        }
    }
}

extension TrackedOperation {
    /// Whether nothing changes about it by itself.
    fileprivate var isSettled: Bool {
        guard let operation else { return problem == .gone }
        return operation.status.isFinal || operation.awaitsPerson
    }
}
