package import Foundation

package enum OperationKind: Sendable, Hashable {
    case worldGeneration, modelGeneration, modelOptimization, modelConversion
    /// A documentation job of the Mintlify agent; mintop's own word, since the service has none.
    case agentJob
    /// An unknown kind, in the server's word.
    case other(String)

    package init(wireName: String) {
        switch wireName {
        case "world_generation": self = .worldGeneration
        case "model_generation": self = .modelGeneration
        case "model_optimization": self = .modelOptimization
        case "model_conversion": self = .modelConversion
        case "agent_job": self = .agentJob
        default: self = .other(wireName)
        }
    }

    package var wireName: String {
        switch self {
        case .worldGeneration: "world_generation"
        case .modelGeneration: "model_generation"
        case .modelOptimization: "model_optimization"
        case .modelConversion: "model_conversion"
        case .agentJob: "agent_job"
        case .other(let name): name
        }
    }
}

package enum OperationStatus: Sendable, Hashable {
    case queued, running, previewReady, billingRequired, succeeded, partiallySucceeded, failed, canceled
    /// An unknown status, in the server's word: not final, polled on.
    case other(String)

    package init(wireName: String) {
        switch wireName {
        case "queued": self = .queued
        case "running": self = .running
        case "preview_ready": self = .previewReady
        case "billing_required": self = .billingRequired
        case "succeeded": self = .succeeded
        case "partially_succeeded": self = .partiallySucceeded
        case "failed": self = .failed
        case "canceled": self = .canceled
        default: self = .other(wireName)
        }
    }

    package var wireName: String {
        switch self {
        case .queued: "queued"
        case .running: "running"
        case .previewReady: "preview_ready"
        case .billingRequired: "billing_required"
        case .succeeded: "succeeded"
        case .partiallySucceeded: "partially_succeeded"
        case .failed: "failed"
        case .canceled: "canceled"
        case .other(let name): name
        }
    }

    /// Whether the server no longer changes it; a message restarts an ended job.
    package var isFinal: Bool {
        switch self {
        case .succeeded, .partiallySucceeded, .failed, .canceled: true
        case .queued, .running, .previewReady, .billingRequired, .other: false
        }
    }
}

/// Whether the operation stops at its preview for review.
package enum GenerationMode: String, Sendable, Hashable, CaseIterable, Codable {
    case auto, review
}

package enum GenerationPreset: String, Sendable, Hashable, CaseIterable, Codable {
    case fast, standard, production
}

package enum ResourceKind: String, Sendable, Hashable, CaseIterable, Codable {
    case world, model
}

/// A reference to a World, a Model, or a resource of unknown type.
package struct ResourceReference: Sendable, Hashable {
    /// The server's word, such as `world`, `model`, `asset_pack`.
    package var type: String
    package var id: ResourceID

    package init(type: String, id: ResourceID) {
        self.type = type
        self.id = id
    }

    /// The pane of the type, if any.
    package var kind: ResourceKind? { ResourceKind(rawValue: type) }
}

/// The error of an operation, in the server's words.
package struct OperationFailure: Sendable, Hashable {
    package var code: String
    package var message: String

    package init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}

/// One operation as the server last described it.
///
/// Texts are exactly as the server sent them: clean them with `SafeText` before display.
package struct Operation: Sendable, Hashable, Identifiable {
    package var id: OperationID
    package var kind: OperationKind
    package var status: OperationStatus
    package var mode: GenerationMode?
    /// The server's word for the tier, such as `standard`; nil for conversions.
    package var preset: String?
    package var prompt: String?
    /// The final generation model, such as `marble-1`.
    package var generationModel: String?
    package var optimizationLevel: String?
    package var resource: ResourceReference?
    /// The page of the result on Mint.
    package var mintURL: String?
    /// The generated and converted assets in stable order, preview and thumbnail first.
    package var assets: [Asset]
    package var caption: String?
    package var failure: OperationFailure?
    package var billing: BillingHold?
    package var credits: OperationCredits?
    package var createdAt: Date?
    package var updatedAt: Date?
    package var completedAt: Date?
    package var canceledAt: Date?
    /// The facts of a documentation job; nil for other kinds.
    package var job: JobFacts?

    package init(id: OperationID, kind: OperationKind, status: OperationStatus) {
        self.id = id
        self.kind = kind
        self.status = status
        assets = []
    }

    /// Whether it waits for a decision: a preview in review mode, or a bill.
    ///
    /// In auto mode `preview_ready` passes without one.
    package var awaitsPerson: Bool {
        switch status {
        case .previewReady: mode != .auto
        case .billingRequired: true
        default: false
        }
    }

    package var endedAt: Date? {
        guard status.isFinal else { return nil }
        return completedAt ?? canceledAt ?? updatedAt
    }
}

/// The `billing` of an operation that waits for Credits.
package struct BillingHold: Sendable, Hashable {
    package var reason: String?
    package var requiredCredits: Double?
    package var availableCredits: Double?
    /// The page for the payment.
    package var actionURL: String?

    package init(reason: String?, requiredCredits: Double?, availableCredits: Double?, actionURL: String?) {
        self.reason = reason
        self.requiredCredits = requiredCredits
        self.availableCredits = availableCredits
        self.actionURL = actionURL
    }
}

/// The `credits` of an operation, in Credits.
package struct OperationCredits: Sendable, Hashable {
    package var estimated: Double?
    package var reserved: Double
    package var finalized: Double

    package init(estimated: Double?, reserved: Double, finalized: Double) {
        self.estimated = estimated
        self.reserved = reserved
        self.finalized = finalized
    }
}
