package import MintDomain

/// Why a `TrackingStorage` did not do something, by what the caller can do about it.
package enum TrackingStorageError: Error, Sendable, Hashable {
    /// Another process holds the lease by now: stop polling, drop the answer, and ask for the lease again.
    case leaseLost
    /// Another request was stored under this idempotency key.
    case keyInUse(IdempotencyKey)
    /// It can be read but not written; one sentence that says why and what to do.
    case readOnly(String)
    /// Reading or writing failed; one sentence that says why and what to do. Trying again later may work.
    case failed(String)
}

extension TrackingStorageError: CustomStringConvertible {
    /// One sentence; holds no stored text.
    package var description: String {
        switch self {
        case .leaseLost: "Another mintop polls this profile by now, so this one's answer was not stored."
        case .keyInUse(let key): "The idempotency key \(key) already belongs to another request: use a new key."
        case .readOnly(let sentence), .failed(let sentence): sentence
        }
    }
}
