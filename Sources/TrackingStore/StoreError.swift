package import MintDomain

/// Why the store could not do something, by what a person can do about it.
package enum StoreError: Error, Sendable, Hashable {
    /// A later mintop wrote the file; it was left as it is. Schema versions such as `v2`.
    case newerSchema(path: String, found: String, known: String)
    /// The file is no database, or a broken one.
    case damaged(path: String)
    /// The file or its folder cannot be made, opened or made private.
    case cannotOpen(path: String, reason: String)
    /// The disk, or the owner's share of it, is full; what is stored already is whole.
    case full(path: String)
    /// The store was opened for reading only; `because` is the sentence that says why.
    case readOnly(path: String, because: String)
    /// Another process holds the lease by now.
    case leaseLost
    /// Reading or writing failed, with SQLite's own words: a lock held for too long, say.
    case failed(path: String, reason: String)
    /// Another request was stored under this idempotency key.
    case keyInUse(IdempotencyKey)
    /// No request was stored under this idempotency key.
    case unknownKey(IdempotencyKey)
}

extension StoreError: CustomStringConvertible {
    /// One sentence that says what is wrong and what to do; holds no stored text.
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
        case .full(let path):
            "The disk of the store \(path) is full, so nothing new can be kept: free some space. "
                + "What was stored before is whole."
        case .readOnly(_, let because):
            "Nothing can be stored, only read: \(because)"
        case .leaseLost:
            "Another mintop polls this profile by now, so this one's answer was not stored."
        case .failed(let path, let reason):
            "The store \(path) failed (\(reason)): check the free space and the permissions of its folder."
        case .keyInUse(let key):
            "The idempotency key \(key) already belongs to another request: use a new key."
        case .unknownKey(let key):
            "No request is stored under the idempotency key \(key)."
        }
    }
}
