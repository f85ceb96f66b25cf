package import MintDomain
package import TerminalCore

/// The addresses of the two services, for requests that the user repeats in a shell. Contains no key.
package struct Endpoints: Sendable, Hashable {
    /// The address before `/v1`, without a trailing slash.
    package var mint: String
    /// The address of the jobs, without a trailing slash. The address of a job starts with it. Nil without an agent
    /// service.
    package var jobs: String?

    package init(mint: String, jobs: String? = nil) {
        (self.mint, self.jobs) = (mint, jobs)
    }

    package func curl(operation id: OperationID) -> SafeText {
        Self.curl("\(mint)/v1/operations/\(percentEncoded(id.rawValue))", keyVariable: "MINT_API_KEY")
    }

    package func curl(_ kind: ResourceKind, _ id: ResourceID) -> SafeText {
        let list = kind == .world ? "worlds" : "models"
        return Self.curl("\(mint)/v1/\(list)/\(percentEncoded(id.rawValue))", keyVariable: "MINT_API_KEY")
    }

    package func curl(job id: OperationID) -> SafeText? {
        jobs.map { Self.curl("\($0)/\(percentEncoded(id.rawValue))", keyVariable: "MINTLIFY_API_KEY") }
    }

    /// A POSIX shell line that reads an address. The key appears neither in the line, which names a variable, nor in
    /// the arguments of curl, which other users can list: `printf` is a shell builtin, and curl (7.55 and later) reads
    /// the header from standard input. `-g` stops curl from expanding the address.
    private static func curl(_ url: String, keyVariable: String) -> SafeText {
        "printf 'Authorization: Bearer %s' \"$\(keyVariable)\" | "
            + "curl -gsS -H @- -H 'Accept: application/json' -- \(quoted(url))"
    }

    /// The text quoted as one word for a POSIX shell.
    package static func quoted(_ text: String) -> SafeText {
        SafeText("'" + text.replacing("'", with: "'\\''") + "'")
    }
}
