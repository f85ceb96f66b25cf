import Foundation

enum OperationStatus: String, Sendable, Hashable, CaseIterable {
    case queued
    case running
    case previewReady = "preview_ready"
    case billingRequired = "billing_required"
    case succeeded
    case partiallySucceeded = "partially_succeeded"
    case failed
    case canceled

    var isFinal: Bool {
        switch self {
        case .succeeded, .partiallySucceeded, .failed, .canceled: true
        case .queued, .running, .previewReady, .billingRequired: false
        }
    }

    func allows(_ action: OperationEvent.Kind) -> Bool {
        switch action {
        case .approve, .revise: self == .previewReady
        case .resume: self == .billingRequired
        case .cancel: !isFinal
        }
    }
}

struct OperationState: Sendable, Hashable {
    var status: OperationStatus
    var stage: OperationStage
    /// The time of the last change of `status`.
    var updatedAt: Date
    /// The number of revisions before the newest Preview; nil while there is none.
    var preview: Int?
    /// For success, partial success and failure.
    var completedAt: Date?
    /// For cancellation only.
    var canceledAt: Date?
    var failure: OperationPlan.Failure?
    /// Whether the plan's shortfall is paid.
    var isPaid: Bool
    /// Whether the operation is settled: reserved Credits are spent or returned.
    var isSettled = false

    var hasFinalFiles: Bool { status == .succeeded || status == .partiallySucceeded }
}
