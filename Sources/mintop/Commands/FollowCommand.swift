import ArgumentParser
import CommandOutput
import Foundation
import MintDomain
import Sessions
import Tracking
import TrackingStore

struct FollowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow", abstract: "Print each status change as a line of JSON.",
        usage: "mintop operations follow [<options>]",
        discussion: """
            Includes all tracked operations and jobs, also those that other mintop processes start to track. Each line \
            has a sequence; --since with that of the last line continues after that line, without gaps or duplicates. \
            Ends on SIGINT, or with --until-idle when no status can change any more. mintop schema transition \
            describes a line.

              mintop operations follow | jq --unbuffered -r 'select(.to == "failed").id'
            """)

    @Option(
        help: ArgumentHelp(
            "The sequence of the last known line; 0 prints all stored changes. (default: only new changes)",
            valueName: "sequence"))
    var since: Int?
    @Flag(help: "End when all tracked operations and jobs have ended or need a decision.") var untilIdle = false
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
