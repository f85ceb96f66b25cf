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

extension HeldChoice: ExpressibleByArgument {}
