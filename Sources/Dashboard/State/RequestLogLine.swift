package import FoundationEssentials
package import TerminalCore

/// One attempt of a request, for the log. Nothing in it is a header, a query or a body.
package struct RequestLogLine: Sendable, Hashable {
    package var at: Date
    package var method: SafeText
    package var path: SafeText
    /// The status, or a word for the failure.
    package var ending: SafeText
    package var isFailure: Bool
    package var milliseconds: Int
    /// From 1.
    package var attempt: Int

    package init(
        at: Date, method: SafeText, path: SafeText, ending: SafeText, isFailure: Bool, milliseconds: Int, attempt: Int
    ) {
        self.at = at
        self.method = method
        self.path = path
        self.ending = ending
        self.isFailure = isFailure
        self.milliseconds = milliseconds
        self.attempt = attempt
    }
}
