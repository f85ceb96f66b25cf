import TerminalCore

/// Where a key comes from.
package enum KeySource: Sendable, Hashable {
    /// The environment had it, under that name.
    case environment(variable: String, Secret)
    /// A program prints it: its name or path, and its arguments, run without a shell. Never empty.
    case command([String])
    /// A file holds it: an absolute path, or one that begins with `~/`.
    case file(String)
}

extension KeySource: CustomStringConvertible {
    /// The source in a sentence, such as `the command “pass”`: no arguments, which may be private, and never the key.
    package var description: String {
        switch self {
        case .environment(let variable, _): variable
        case .command(let words): "the command \(quoted(words.first ?? ""))"
        case .file(let path): "the key file \(quoted(path))"
        }
    }
}
