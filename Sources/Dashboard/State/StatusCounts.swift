import MintDomain

/// The number of tracked operations by status, for the header.
package struct StatusCounts: Sendable, Hashable {
    package private(set) var queued = 0
    package private(set) var running = 0
    package private(set) var review = 0
    package private(set) var billing = 0
    package private(set) var done = 0
    package private(set) var partial = 0
    /// Those with a status that this version does not know.
    package private(set) var unknown = 0
    package private(set) var failed = 0
    package private(set) var canceled = 0

    package init() {}

    /// Those that the server may still change.
    package var unfinished: Int { queued + running + review + billing + unknown }

    /// Those that wait for the user's decision.
    package var waiting: Int { review + billing }

    mutating func add(_ row: TrackedOperation?) { change(row, by: 1) }

    mutating func remove(_ row: TrackedOperation?) { change(row, by: -1) }

    private mutating func change(_ row: TrackedOperation?, by step: Int) {
        guard let operation = row?.operation else { return }
        switch operation.status {
        case .queued: queued += step
        case .running: running += step
        case .other: unknown += step
        case .previewReady:
            if operation.awaitsPerson { review += step } else { running += step }
        case .billingRequired: billing += step
        case .succeeded: done += step
        case .partiallySucceeded: partial += step
        case .failed: failed += step
        case .canceled: canceled += step
        }
    }
}
