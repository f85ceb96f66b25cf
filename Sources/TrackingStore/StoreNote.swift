/// A note for the user about a store that was opened.
package enum StoreNote: Sendable, Hashable, CustomStringConvertible {
    /// The file was empty, so a new store was created. An earlier store may have left a copy and a log.
    case wasEmpty(path: String, copy: String?, log: String?)
    /// Other users can read the file, and its file system cannot change that.
    case readableByOthers(path: String)
    /// The kernel has only process locks, which replace those of open files.
    case locksOfProcess

    /// One sentence, or two.
    package var description: String {
        switch self {
        case .wasEmpty(let path, let copy, let log):
            "The store \(path) was empty (0 bytes), so what it tracked is gone. "
                + (copy.map { "To use its last copy, end mintop and run: cp \($0) \(path)" }
                    ?? "There is no copy of it; put a backup back, or track the operations again.")
                + (log.map { " Its log is kept as \($0)." } ?? "")
        case .readableByOthers(let path):
            "Other users can read the store \(path), and its file system refuses to change that: "
                + "set XDG_STATE_HOME to a folder on a local disk."
        case .locksOfProcess:
            "This kernel has no locks of open files; mintop uses locks of processes instead."
        }
    }

    /// The name under which a permanent note is recorded as shown; nil for a note about this start only.
    package var lastingName: String? {
        switch self {
        case .wasEmpty: nil
        case .readableByOthers: "said-readable-by-others"
        case .locksOfProcess: "said-locks-of-process"
        }
    }
}
