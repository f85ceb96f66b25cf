import Foundation

/// The facts for the start of an operation, all of one moment.
struct StartDesk: Sendable {
    /// The usable Credits; at least 0.
    var available: Int
    var now: Date
    /// The resource to work on, if the request names one.
    var target: StoredResource?
}

/// An operation to start, with all that belongs to it.
struct StartDraft: Sendable {
    enum Place: Sendable {
        /// The operation makes a resource.
        case new
        /// It works on an existing one.
        case kept
        /// It makes one again whose last operation failed.
        case takenOver
    }

    var record: OperationRecord
    var place: Place
    var items: [OperationRecord] = []
}
