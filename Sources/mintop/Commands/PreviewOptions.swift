import ArgumentParser
import CommandOutput
import Dashboard
import HTTPTransport
import MintAPI
import MintDomain
import TerminalCore
import Tracking

/// The options that select the preview of a decision.
struct PreviewOptions: ParsableArguments {
    static let discussion = """
        The decision applies to the preview that mintop stored last, or to --preview. mintop does not send it if the \
        operation has another preview by then.
        """

    @Option(
        help: ArgumentHelp(
            "The number of the preview, as `operations list --json` prints it. (default: the last stored one)",
            valueName: "number"))
    var preview: Int?
}
