package import MintDomain

/// An error of a `TrackingStorage`, by the caller's remedy.
package enum TrackingStorageError: Error, Sendable, Hashable {
    /// Another process holds the lease: stop polling, drop the response, and request the lease again.
    case leaseLost
    /// Another request is stored under this idempotency key.
    case keyInUse(IdempotencyKey)
    /// Another decision about the same operation is unsettled.
    case undecided(TrackingStorageMutation)
    /// Only reading is possible; one sentence with the reason and the remedy.
    case readOnly(String)
    /// Reading or writing failed; one sentence with the reason and the remedy. A later attempt may work.
    case failed(String)
}

extension TrackingStorageError: CustomStringConvertible {
    /// One sentence without stored text.
    package var description: String {
        switch self {
        case .leaseLost: "Another mintop polls this profile by now, so this one's answer was not stored."
        case .keyInUse(let key): "The idempotency key \(key) already belongs to another request: use a new key."
        case .undecided: "Another decision about the operation has no outcome yet: wait for it."
        case .readOnly(let sentence), .failed(let sentence): sentence
        }
    }
}
