import TerminalCore

package enum KeySource: Sendable, Hashable {
    case environment(variable: String, Secret)
    /// A program that prints the key: its name or path and its arguments, run without a shell. Never empty.
    case command([String])
    /// A file that holds the key: an absolute path, or one with `~/`.
    case file(String)
}

extension KeySource: CustomStringConvertible {
    /// The source in a sentence, such as `the command “pass”`: without arguments, which may be private, and without the
    /// key.
    package var description: String {
        switch self {
        case .environment(let variable, _): variable
        case .command(let words): "the command \(quoted(words.first ?? ""))"
        case .file(let path): "the key file \(quoted(path))"
        }
    }
}
