package import StateFiles

/// An error of the store, by the user's remedy.
package enum StoreError: Error, Sendable, Hashable {
    /// A later mintop wrote the file, which is left unchanged. Schema versions such as `v2`.
    case newerSchema(path: String, found: String, known: String)
    /// The file is not a database, or a broken one.
    case damaged(path: String)
    /// The file or its folder cannot be made or opened.
    case cannotOpen(path: String, reason: String)
    /// The file belongs to another user, or others can write it.
    case notPrivate(path: String, problem: PrivacyProblem)
    /// The disk fails to read or write now; the stored data may be intact.
    case inputOutput(path: String, reason: String)
    /// The file system's locks are missing or broken; the reason names the file system.
    case noLocks(path: String, reason: String)
    /// The file system does not support shared memory; the reason names the file system.
    case noSharedMemory(path: String, reason: String)
    /// Another process has locked the store for too long.
    case busy(path: String)
    /// The file was deleted, moved or replaced while it was open.
    case replaced(path: String)
    /// The store needs a schema change, and the copy before it failed. Schema versions such as `v2`.
    case notCopied(path: String, from: String, to: String, reason: String)
    /// The disk or the user's quota is full; stored data is intact.
    case full(path: String)
    /// The store was opened for reading only; `because` is a sentence with the reason.
    case readOnly(path: String, because: String)
    /// Reading or writing failed, with SQLite's message.
    case failed(path: String, reason: String)
}

extension StoreError {
    /// Whether the file system did not answer, so that another attempt would hang too.
    var isSilence: Bool {
        if case .noLocks(_, let reason) = self { reason.hasPrefix(Self.noAnswer) } else { false }
    }

    static let noAnswer = "no answer within 1 s"
}

extension StoreError: CustomStringConvertible {
    /// One sentence with the problem and the remedy, without stored text.
    package var description: String {
        switch self {
        case .newerSchema(let path, let found, let known):
            "The store \(path) was written by a newer mintop (its schema is \(found), this mintop knows \(known)) "
                + "and was left untouched: update mintop, or set XDG_STATE_HOME to another folder."
        case .damaged(let path):
            "The store \(path) is damaged or is not a mintop store: move it away to start with an empty one, "
                + "or put a copy back."
        case .cannotOpen(let path, let reason):
            "The store \(path) cannot be opened (\(reason)): check the folder, or set XDG_STATE_HOME to another one."
        case .notPrivate(let path, let problem):
            "The store \(path) \(problem). You can also set XDG_STATE_HOME to another folder."
        case .inputOutput(let path, let reason):
            "The store \(path) cannot be read or written now (\(reason)): check the disk or the mount that it is on. "
                + "Nothing was changed in it."
        case .noLocks(let path, let reason):
            "The store \(path) cannot be locked (\(reason)), and several mintop would overwrite each other: "
                + "set XDG_STATE_HOME to a folder on a local disk."
        case .noSharedMemory(let path, let reason):
            "The file system of the store \(path) has no memory that processes share (\(reason)): "
                + "set XDG_STATE_HOME to a folder on a local disk."
        case .busy(let path):
            "The store \(path) is locked by another process: wait for it, or end it if it hangs."
        case .replaced(let path):
            "The store \(path) was deleted or replaced while mintop was running, so nothing is stored or sent: "
                + "put it back, or start mintop again."
        case .notCopied(let path, let from, let to, let reason):
            "The store \(path) has to be updated (from \(from) to \(to)) and cannot be copied before (\(reason)): "
                + "free some space. It was left as it is."
        case .full(let path):
            "The disk of the store \(path) is full, so nothing new can be kept: free some space. "
                + "What was stored before is whole."
        case .readOnly(_, let because):
            "Nothing can be stored, only read: \(because)"
        case .failed(let path, let reason):
            "The store \(path) failed (\(reason)): check the free space and the permissions of its folder."
        }
    }
}
