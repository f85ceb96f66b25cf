package import MintDomain
package import TerminalCore

/// Where the two services are, for requests that a person repeats in a shell. Holds no key.
package struct Endpoints: Sendable, Hashable {
    /// The address before `/v1`, without a slash at its end.
    package var mint: String
    /// The address of the jobs, without a slash at its end; that of one job is below it. Nil where there is no such service.
    package var jobs: String?

    package init(mint: String, jobs: String? = nil) {
        (self.mint, self.jobs) = (mint, jobs)
    }

    /// The command that reads an operation, with the key taken from the environment.
    package func curl(operation id: OperationID) -> SafeText {
        Self.curl("\(mint)/v1/operations/\(percentEncoded(id.rawValue))", keyVariable: "MINT_API_KEY")
    }

    /// The command that reads a World or a Model.
    package func curl(_ kind: ResourceKind, _ id: ResourceID) -> SafeText {
        let list = kind == .world ? "worlds" : "models"
        return Self.curl("\(mint)/v1/\(list)/\(percentEncoded(id.rawValue))", keyVariable: "MINT_API_KEY")
    }

    /// The command that reads a job; nil where there is no such service.
    package func curl(job id: OperationID) -> SafeText? {
        jobs.map { Self.curl("\($0)/\(percentEncoded(id.rawValue))", keyVariable: "MINTLIFY_API_KEY") }
    }

    /// - Parameters:
    ///   - url: Quoted here for any POSIX shell; curl expands nothing in it (`-g`).
    ///   - keyVariable: The shell puts its value there, so that no key is in what is copied.
    /// - Returns: One line.
    private static func curl(_ url: String, keyVariable: String) -> SafeText {
        "curl -gsS -H \"Authorization: Bearer $\(keyVariable)\" -H 'Accept: application/json' -- \(quoted(url))"
    }

    /// The text as one word of a POSIX shell.
    package static func quoted(_ text: String) -> SafeText {
        SafeText("'" + text.replacing("'", with: "'\\''") + "'")
    }
}
