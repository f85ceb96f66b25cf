package import FoundationEssentials
package import TerminalCore

/// An attempt of a request, for the request log. Contains no header, query or body.
package struct RequestLogLine: Sendable, Hashable {
    package var at: Date
    package var method: SafeText
    package var path: SafeText
    /// The HTTP status, or a word for the failure.
    package var ending: SafeText
    package var isFailure: Bool
    package var milliseconds: Int
    /// 1 for the first attempt.
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
