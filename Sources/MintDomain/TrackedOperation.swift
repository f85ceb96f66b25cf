package import Foundation

/// An operation that mintop keeps an eye on: what the server last said, and how sure that is.
package struct TrackedOperation: Sendable, Hashable, Identifiable {
    package var id: OperationID
    /// What the server last said; nil until its first answer.
    package var operation: Operation?
    /// The server's answer as it came, for the JSON tab; nil until the first one.
    package var rawJSON: String?
    /// When mintop began to track it.
    package var trackedAt: Date
    /// When the server last confirmed `operation`; nil until it did.
    package var confirmedAt: Date?
    /// What went wrong at the newest attempt; nil after an attempt that succeeded.
    package var problem: PollProblem?
    /// Oldest first; each status the store saw, with the time it saw it.
    package var transitions: [Transition]

    package init(id: OperationID, trackedAt: Date) {
        self.id = id
        self.trackedAt = trackedAt
        transitions = []
    }
}

/// A change of status as the store saw it.
package struct Transition: Sendable, Hashable {
    /// Nil for the first sight.
    package var from: OperationStatus?
    package var to: OperationStatus
    /// The server's `updatedAt` where it gave one, else the time of the answer.
    package var at: Date
    /// Whether a revision asked for here led to it, so that what runs now runs towards another preview.
    package var followsRevision: Bool

    package init(from: OperationStatus?, to: OperationStatus, at: Date, followsRevision: Bool = false) {
        self.from = from
        self.to = to
        self.at = at
        self.followsRevision = followsRevision
    }
}

/// Why the newest attempt to read something failed, as a person needs to know it.
package enum PollProblem: Sendable, Hashable {
    /// The key is missing, wrong or revoked (401), or may not read this (403).
    case unauthorized(String)
    /// The server does not know it, or it belongs to another project (404).
    case gone
    /// The server asked to wait (429).
    case rateLimited
    /// No connection, a time-out, or a 5xx.
    case unreachable(String)
    /// An answer that could not be read.
    case unreadable(String)
    /// Any other refusal, in the server's words.
    case refused(String)

    /// One sentence of bounded length, without any key or header in it.
    package var sentence: String {
        switch self {
        case .unauthorized(let detail): detail
        case .gone: "The server does not know this id (404): it is gone or belongs to another project."
        case .rateLimited: "The server asked for a pause (429)."
        case .unreachable(let detail): detail
        case .unreadable(let detail): detail
        case .refused(let detail): detail
        }
    }

    /// Whether it concerns the server as a whole rather than this one id.
    package var isServerWide: Bool {
        switch self {
        case .unauthorized, .rateLimited, .unreachable: true
        case .gone, .unreadable, .refused: false
        }
    }
}
