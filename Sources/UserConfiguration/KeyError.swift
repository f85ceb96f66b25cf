import TerminalCore

/// The reason why a key is unavailable, with its source. Neither holds the key or the output of a program.
package struct KeyError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Cause: Sendable, Hashable {
        case notFound
        /// The system's message for a program that exists but did not start.
        case notStarted(String)
        case exitStatus(Int)
        case signal(Int)
        /// The program exceeded the time limit and was killed.
        case timedOut(seconds: Int)
        /// The source holds only white space.
        case empty
        case severalLines
        case tooLong
        /// Characters that are invalid in a key.
        case notAKey
        /// A directory, a device or the like.
        case notAFile
        case foreignOwner
        /// Group or others can read or write the file; its mode.
        case openToOthers(mode: Int)
        case notReadable
        case noHome
        /// A key of another kind: the end of the sentence.
        case wrongKind(String)
    }

    package let cause: Cause
    let source: String
    private let path: String?

    init(_ cause: Cause, _ source: KeySource) {
        self.cause = cause
        self.source = source.description
        self.path = if case .file(let path) = source { SafeText(path).string } else { nil }
    }

    /// One sentence with the source and the remedy; safe to print.
    package var description: String {
        let place = source.prefix(1).uppercased() + source.dropFirst()
        return "\(place) \(predicate)"
    }

    private var predicate: String {
        switch cause {
        case .notFound:
            path == nil
                ? "is not installed: check api_key_command and PATH."
                : "does not exist: write the key into it, and chmod 600."
        case .notStarted(let why): "could not be started (\(why)): check api_key_command."
        case .exitStatus(let status): "exited with status \(status) and printed no key: run it in a shell to see why."
        case .signal(let signal): "was killed by signal \(signal) and printed no key: run it in a shell to see why."
        case .timedOut(let seconds):
            "printed no key within \(seconds) s: it may wait for a password; unlock it first, or run it in a shell."
        case .empty: path == nil ? "printed no key: run it in a shell to see why." : "is empty: write the key into it."
        case .severalLines: "\(gave) several lines; expected only the key, on one line."
        case .tooLong: "\(gave) too much text; expected only the key, on one line."
        case .notAKey: "\(gave) invalid characters; expected only the key, without quotes or spaces."
        case .notAFile: "is not a regular file."
        case .foreignOwner: "belongs to another user; mintop reads keys only from your own files."
        case .openToOthers(let mode):
            "is accessible to other users (mode \(String(mode, radix: 8))): chmod 600 \(path ?? "")"
        case .notReadable: "cannot be read: check its mode and its folders."
        case .noHome: "cannot be found: HOME is not set to an absolute path."
        case .wrongKind(let end): end
        }
    }

    private var gave: String { path == nil ? "printed" : "contains" }
}
