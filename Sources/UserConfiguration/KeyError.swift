import TerminalCore

/// Why there is no key: what went wrong with which source. Neither holds the key, nor what a program printed.
package struct KeyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, by what can be done about it.
    package enum Cause: Sendable, Hashable {
        /// There is no such program, or no such file.
        case notFound
        /// The program exists but could not be started: the system's word for it.
        case notStarted(String)
        /// The program ended with that status.
        case exitStatus(Int)
        /// The program was ended by that signal.
        case signal(Int)
        /// The program was not done within so many seconds, and was ended.
        case timedOut(seconds: Int)
        /// Nothing was there but white space.
        case empty
        /// More than one line was there.
        case severalLines
        /// More than a key can have.
        case tooLong
        /// It has characters that no key has.
        case notAKey
        /// A directory, a device or the like.
        case notAFile
        /// The file belongs to somebody else.
        case foreignOwner
        /// Others than the owner can read or write the file; its mode.
        case openToOthers(mode: Int)
        /// The system refused to read the file.
        case notReadable
        /// There is no home folder to look for it in.
        case noHome
        /// It is a key of another kind: the end of the sentence.
        case wrongKind(String)
    }

    /// What went wrong.
    package let cause: Cause
    /// The name of the source in a sentence.
    let source: String
    private let path: String?

    init(_ cause: Cause, _ source: KeySource) {
        self.cause = cause
        self.source = source.description
        self.path = if case .file(let path) = source { SafeText(path).string } else { nil }
    }

    /// One sentence that names the source and what to do; safe to print.
    package var description: String {
        let place = source.prefix(1).uppercased() + source.dropFirst()
        return "\(place) \(predicate)"
    }

    private var predicate: String {
        switch cause {
        case .notFound:
            path == nil
                ? "is not installed: check api_key_command and PATH."
                : "is not there: write the key into it, and chmod 600."
        case .notStarted(let why): "could not be started (\(why)): check api_key_command."
        case .exitStatus(let status): "ended with status \(status) and gave no key: run it by hand to see why."
        case .signal(let signal): "was ended by signal \(signal) and gave no key: run it by hand to see why."
        case .timedOut(let seconds):
            "gave no key within \(seconds) s: it may wait for a password; unlock it first, or run it by hand."
        case .empty: path == nil ? "printed no key: run it by hand to see why." : "is empty: write the key into it."
        case .severalLines: "\(gave) several lines: it has to be the key alone, on one line."
        case .tooLong: "\(gave) more than a key: it has to be the key alone, on one line."
        case .notAKey: "\(gave) characters that no key has: it has to be the key alone, without quotes and spaces."
        case .notAFile: "is no ordinary file."
        case .foreignOwner: "belongs to another user: a key is only read from a file of your own."
        case .openToOthers(let mode):
            "can be used by others (mode \(String(mode, radix: 8))): chmod 600 \(path ?? "")"
        case .notReadable: "cannot be read: check its mode and its folders."
        case .noHome: "cannot be found: HOME is not set to an absolute path."
        case .wrongKind(let end): end
        }
    }

    private var gave: String { path == nil ? "printed" : "holds" }
}
