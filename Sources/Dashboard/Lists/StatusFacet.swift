import MintDomain
package import TerminalCore
package import Theming

/// A group of a list's rows by status.
package enum StatusFacet: String, Sendable, Hashable, CaseIterable {
    /// Rows that the server may still change, or that need a decision.
    case unfinished
    case review, billing, running, queued, preview, done, partial, failed, canceled
    /// Rows with an unknown status, not read yet, or gone.
    case other

    /// The disjoint statuses; `unfinished` is a union of several.
    static let parts = allCases.filter { $0 != .unfinished }

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

    /// Whether it includes rows of that status.
    func holds(_ part: StatusFacet) -> Bool {
        guard self == .unfinished else { return self == part }
        switch part {
        case .review, .billing, .running, .queued, .other: return true
        case .unfinished, .preview, .done, .partial, .failed, .canceled: return false
        }
    }

    /// The word in a list; jobs use their service's words.
    package func word(ofJobs isJobs: Bool) -> SafeText {
        switch self {
        case .running where isJobs: "active"
        case .done where isJobs: "completed"
        case .canceled where isJobs: "archived"
        default: SafeText(rawValue)
        }
    }

    /// The role in a menu.
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
