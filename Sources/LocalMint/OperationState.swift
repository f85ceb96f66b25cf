import Foundation

/// The eight words an operation can show.
enum OperationStatus: String, Sendable, Hashable, CaseIterable {
    case queued
    case running
    case previewReady = "preview_ready"
    case billingRequired = "billing_required"
    case succeeded
    case partiallySucceeded = "partially_succeeded"
    case failed
    case canceled

    /// Nothing changes any more.
    var isFinal: Bool {
        switch self {
        case .succeeded, .partiallySucceeded, .failed, .canceled: true
        case .queued, .running, .previewReady, .billingRequired: false
        }
    }

    /// Whether the action is taken from here (contract/README.md A3).
    func allows(_ action: OperationEvent.Kind) -> Bool {
        switch action {
        case .approve, .revise: self == .previewReady
        case .resume: self == .billingRequired
        case .cancel: !isFinal
        }
    }
}

/// What an operation shows at one moment.
struct OperationState: Sendable, Hashable {
    var status: OperationStatus
    /// What is being made, waited for or was made last.
    var stage: OperationStage
    /// When `status` last changed.
    var updatedAt: Date
    /// The number of revisions the newest Preview answers; nil while there is no Preview.
    var preview: Int?
    /// On success, partial success and failure.
    var completedAt: Date?
    /// On cancel only.
    var canceledAt: Date?
    var failure: OperationPlan.Failure?
    /// Whether somebody paid for the shortfall of the plan.
    var isPaid: Bool
    /// Whether the books are closed: what was reserved is spent or given back.
    var isSettled = false

    /// The final files exist.
    var hasFinalFiles: Bool { status == .succeeded || status == .partiallySucceeded }
}
