import MintDomain
package import TerminalCore
package import Theming

/// A part of a list by where its rows stand.
package enum StatusFacet: String, Sendable, Hashable, CaseIterable {
    /// What the server may still change, and what waits for a person.
    case unfinished
    case review, billing, running, queued, preview, done, partial, failed, canceled
    /// What this program has no word for, was not read yet, or is gone.
    case other

    /// What a row of the list may be; the unfinished ones are several of these together.
    static let parts = allCases.filter { $0 != .unfinished }

    /// Where an operation or a job stands.
    init(_ row: TrackedOperation) {
        guard let operation = row.operation else {
            self = .other
            return
        }
        switch operation.status {
        case .queued: self = .queued
        case .running: self = .running
        case .previewReady: self = operation.awaitsPerson ? .review : .running
        case .billingRequired: self = .billing
        case .succeeded: self = .done
        case .partiallySucceeded: self = .partial
        case .failed: self = .failed
        case .canceled: self = .canceled
        case .other: self = .other
        }
    }

    /// Where a World or a Model stands.
    init(_ resource: Resource) {
        switch StatusAppearance(resource).role {
        case .statusFailed: self = .failed
        case .statusCanceled: self = .canceled
        case .statusReview: self = .preview
        case .statusDone: self = .done
        case .statusRunning: self = .running
        default: self = .other
        }
    }

    /// Whether rows that stand there are among it.
    func holds(_ part: StatusFacet) -> Bool {
        guard self == .unfinished else { return self == part }
        switch part {
        case .review, .billing, .running, .queued, .other: return true
        case .unfinished, .preview, .done, .partial, .failed, .canceled: return false
        }
    }

    /// The word in a list; jobs have their service's words.
    package func word(ofJobs isJobs: Bool) -> SafeText {
        switch self {
        case .running where isJobs: "active"
        case .done where isJobs: "completed"
        case .canceled where isJobs: "archived"
        default: SafeText(rawValue)
        }
    }

    /// How it looks in a menu.
    package var role: Role {
        switch self {
        case .unfinished: .text
        case .review, .preview: .statusReview
        case .billing: .statusBilling
        case .running: .statusRunning
        case .queued: .statusQueued
        case .done: .statusDone
        case .partial: .statusPartial
        case .failed: .statusFailed
        case .canceled: .statusCanceled
        case .other: .statusUnknown
        }
    }
}
