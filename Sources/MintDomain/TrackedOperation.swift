package import Foundation

/// A tracked operation: its last known state, and how current that is.
package struct TrackedOperation: Sendable, Hashable, Identifiable {
    package var id: OperationID
    /// The last known state; nil before the first response.
    package var operation: Operation?
    /// The server's JSON for the JSON tab; nil before the first response.
    package var rawJSON: String?
    package var trackedAt: Date
    /// The time when the server last confirmed `operation`, if it did.
    package var confirmedAt: Date?
    /// The problem of the newest attempt; nil after a success.
    package var problem: PollProblem?
    /// Every status the store saw, with its time, oldest first.
    package var transitions: [Transition]

    package init(id: OperationID, trackedAt: Date) {
        self.id = id
        self.trackedAt = trackedAt
        transitions = []
    }
}

/// A change of status as the store saw it.
package struct Transition: Sendable, Hashable {
    /// Nil for the first reading.
    package var from: OperationStatus?
    package var to: OperationStatus
    /// The server's `updatedAt` if given, otherwise the time of the response.
    package var at: Date
    /// Whether a revision of this store caused it, so that the operation is running toward another preview.
    package var followsRevision: Bool

    package init(from: OperationStatus?, to: OperationStatus, at: Date, followsRevision: Bool = false) {
        self.from = from
        self.to = to
        self.at = at
        self.followsRevision = followsRevision
    }
}

/// The reason why the newest attempt to read failed, for the user.
package enum PollProblem: Sendable, Hashable {
    /// The key is missing, wrong or revoked (401), or lacks the permission (403).
    case unauthorized(String)
    /// The operation is unknown or in another project (404).
    case gone
    /// The server requested a pause (429).
    case rateLimited
    /// No connection, a timeout, or a 5xx.
    case unreachable(String)
    case unreadable(String)
    /// Any other refusal, in the server's words.
    case refused(String)

    /// One sentence of bounded length, without keys and headers.
    package var sentence: String {
        switch self {
        case .unauthorized(let detail): detail
        case .gone: "The server does not know this id (404): it is gone or belongs to another project."
        case .rateLimited: "The server limits the request rate (429)."
        case .unreachable(let detail): detail
        case .unreadable(let detail): detail
        case .refused(let detail): detail
        }
    }

    /// Whether it concerns the whole server rather than this id.
    package var isServerWide: Bool {
        switch self {
        case .unauthorized, .rateLimited, .unreachable: true
        case .gone, .unreadable, .refused: false
        }
    }
}
