import ArgumentParser
import Foundation
import MintDomain
import Tracking
import TrackingStore

struct FollowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow", abstract: "Print each change of status as a line of JSON, as it happens.",
        usage: "mintop operations follow [<options>]",
        discussion: """
            Every tracked operation and job is followed, those that other mintop processes begin to track too. Each line \
            has a sequence; --since with the last one that was seen goes on behind it, so that nothing is missed and \
            nothing comes twice. It ends with SIGINT, or with --until-idle when nothing is left that could change. \
            mintop schema transition describes a line.

              mintop operations follow | jq --unbuffered -r 'select(.to == "failed").id'
            """)

    @Option(
        help: ArgumentHelp(
            "The sequence of the last line that is known; 0 prints all that is stored. (default: only what is new)",
            valueName: "sequence"))
    var since: Int?
    @Flag(help: "End when everything that is tracked has ended or waits for a person.") var untilIdle = false
    @OptionGroup var server: ServerOptions

    func run() async throws {
        try await reportingFailures {
            if let since, since < 0 { throw CommandFailure("--since takes 0 or more; this is \(since).", .usage) }
            try await Session.run(server) { session in
                try await session.follow(since: since, untilIdle: untilIdle)
            }
        }
    }
}

extension Session {
    /// Polls with the others, and prints what is stored of transitions, until the task is canceled or nothing is left.
    fileprivate func follow(since: Int?, untilIdle: Bool) async throws {
        var sequence = if let since { since } else { try await store.newestTransition() }
        for service in services { try await service.loadAll() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await poll() }
            defer { group.cancelAll() }
            for await _ in operations.storage.notices() {
                sequence = try await printTransitions(after: sequence)
                if untilIdle, try await isIdle() { return }
            }
        }
    }

    /// - Returns: The sequence of the last one that was printed.
    private func printTransitions(after sequence: Int) async throws -> Int {
        var sequence = sequence
        let job = agent?.service.storage.profile
        while true {
            let batch = try await store.transitions(
                after: sequence, limit: 500, profiles: services.map(\.storage.profile))
            for numbered in batch {
                let document = Document.transition(numbered, isJob: numbered.profile == job)
                try Output.document("mintop.transition/1", document)
                sequence = numbered.sequence
            }
            if batch.count < 500 { return sequence }
        }
    }

    private func isIdle() async throws -> Bool {
        for service in services {
            guard try await store.tracked(service.storage.profile).allSatisfy(\.isSettled) else { return false }
        }
        return true
    }
}

extension TrackedOperation {
    /// Whether nothing changes about it by itself.
    fileprivate var isSettled: Bool {
        guard let operation else { return problem == .gone }
        return operation.status.isFinal || operation.awaitsPerson
    }
}
