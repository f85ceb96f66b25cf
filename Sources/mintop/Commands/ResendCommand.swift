import ArgumentParser
import CommandOutput
import Foundation
import MintDomain
import Sessions
import TerminalCore
import Tracking
import TrackingStore
import Wire

struct ResendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resend", abstract: "Resend decisions without a response.",
        usage: "mintop operations resend [<options>]",
        discussion: """
            Each decision keeps its idempotency key, so it takes effect once, however often it is sent. Prints one \
            line per decision. Ends with 0 if all have a response, 65 if one was rejected, 69 if one still has no \
            response, 3 if one needs --held: it was held when mintop ended, or is so old that the server may no longer \
            know its key.
            """)

    @Flag(help: "Print each decision as a line of JSON: mintop.decision/1.") var json = false
    @Option(help: ArgumentHelp("The action for held decisions and those too old to resend.", valueName: "choice"))
    var held = HeldChoice.keep
    @Option(help: ArgumentHelp("The time limit for responses, such as 90s or 10m.", valueName: "time")) var timeout =
        WaitTime(seconds: 60)
    @OptionGroup var server: ServerOptions

    func run() async throws {
        try await reportingFailures {
            let lines = try await Session.run(server) { session in
                try await session.resend(held: held, timeout: timeout.duration)
            }
            for line in lines { try line.print(isJSON: json) }
            if lines.isEmpty, !json { Output.note("No unanswered decisions.") }
            if lines.contains(where: { $0.word == "unknown" }) {
                throw CommandFailure(
                    "Some decisions have no response yet. They are stored; run the command again.", .unavailable)
            }
            if lines.contains(where: { $0.word == "held" || $0.word == "expired" }) {
                throw CommandFailure("Some decisions need your choice: use --held send or --held drop.", .awaitsPerson)
            }
            if lines.contains(where: { $0.word == "refused" || $0.word == "uncertain" }) {
                throw CommandFailure("Some decisions were not accepted.", .badData)
            }
        }
    }
}

extension HeldChoice: ExpressibleByArgument {}
