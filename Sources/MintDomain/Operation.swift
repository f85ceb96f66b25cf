package import Foundation

/// What an operation makes, or does to what exists.
package enum OperationKind: Sendable, Hashable {
    case worldGeneration, modelGeneration, modelOptimization, modelConversion
    /// A documentation job of the Mintlify agent; a word of this program's own, as that service has none.
    case agentJob
    /// A kind this program does not know, in the server's own word.
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

/// Where an operation stands (contract/README.md A5).
package enum OperationStatus: Sendable, Hashable {
    case queued, running, previewReady, billingRequired, succeeded, partiallySucceeded, failed, canceled
    /// A status this program does not know, in the server's own word: not finished, polled on.
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

    /// Whether the server will never change it again by itself; a message wakes up a job that has ended.
    package var isFinal: Bool {
        switch self {
        case .succeeded, .partiallySucceeded, .failed, .canceled: true
        case .queued, .running, .previewReady, .billingRequired, .other: false
        }
    }
}

/// Whether the operation stops at its preview for a person.
package enum GenerationMode: String, Sendable, Hashable, CaseIterable {
    case auto, review
}

/// The generation tier.
package enum GenerationPreset: String, Sendable, Hashable, CaseIterable {
    case fast, standard, production
}

/// The kind of a generated thing, as the list panes show them.
package enum ResourceKind: String, Sendable, Hashable, CaseIterable {
    case world, model
}

/// What an operation makes: a world, a model, or a kind this program does not know.
package struct ResourceReference: Sendable, Hashable {
    /// The server's word, such as `world`, `model`, `asset_pack`.
    package var type: String
    package var id: ResourceID

    package init(type: String, id: ResourceID) {
        self.type = type
        self.id = id
    }

    /// The pane it belongs to, or nil for a type that has none.
    package var kind: ResourceKind? { ResourceKind(rawValue: type) }
}

/// Why an operation failed, in the server's words.
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
/// Source: contract/README.md A4. Text fields are exactly what the server sent: clean them with `SafeText` before
/// they reach a terminal.
package struct Operation: Sendable, Hashable, Identifiable {
    package var id: OperationID
    package var kind: OperationKind
    package var status: OperationStatus
    /// Nil where the server left it out or sent a mode this program does not know.
    package var mode: GenerationMode?
    /// The server's word for the tier, such as `standard`; nil for conversions.
    package var preset: String?
    package var prompt: String?
    /// The resolved final generation model, such as `marble-1`.
    package var generationModel: String?
    package var optimizationLevel: String?
    package var resource: ResourceReference?
    /// The page of the result on Mint.
    package var mintURL: String?
    /// Generated files and, for a conversion, converted ones; in a stable order, preview and thumbnail first.
    package var assets: [Asset]
    /// The caption of a World.
    package var caption: String?
    package var failure: OperationFailure?
    package var billing: BillingHold?
    package var credits: OperationCredits?
    package var createdAt: Date?
    package var updatedAt: Date?
    package var completedAt: Date?
    package var canceledAt: Date?
    /// What only a documentation job has; nil for every other kind.
    package var job: JobFacts?

    package init(id: OperationID, kind: OperationKind, status: OperationStatus) {
        self.id = id
        self.kind = kind
        self.status = status
        assets = []
    }

    /// Whether it stands still until a person decides: a preview in review mode, or a bill.
    ///
    /// In auto mode `preview_ready` passes by (contract/README.md A5).
    package var awaitsPerson: Bool {
        switch status {
        case .previewReady: mode != .auto
        case .billingRequired: true
        default: false
        }
    }

    /// When it reached its final status; nil while it has not.
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
    /// Where to pay.
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
