import Foundation

/// What is known when an operation is about to start, all of the same moment.
struct StartDesk: Sendable {
    /// Credits that can be used; at least 0.
    var available: Int
    var now: Date
    /// The resource to work on, where the request names one.
    var target: StoredResource?
}

/// An operation that may start, with everything that comes with it.
struct StartDraft: Sendable {
    enum Place: Sendable {
        /// The operation makes a resource.
        case new
        /// It works on one that is there.
        case kept
        /// It makes one again whose last operation failed.
        case takenOver
    }

    var record: OperationRecord
    var place: Place
    /// The Models of a pack.
    var items: [OperationRecord] = []
}
