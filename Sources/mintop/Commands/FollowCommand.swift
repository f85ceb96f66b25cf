import ArgumentParser
import CommandOutput
import Foundation
import MintDomain
import Sessions
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
    @Flag(help: "End when everything that is tracked has ended or needs a decision.") var untilIdle = false
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
