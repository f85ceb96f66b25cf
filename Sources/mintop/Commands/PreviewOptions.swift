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
        The decision is about the preview that mintop last stored, or about --preview. It is not sent if another \
        preview is shown by then.
        """

    @Option(
        help: ArgumentHelp(
            "The number of the preview, as `operations list --json` prints it. (default: the one stored last)",
            valueName: "number"))
    var preview: Int?
}
