import Foundation
import Wire

/// Everything that is stored of one operation. What it shows at a moment follows from this and the time alone.
struct OperationRecord: Sendable, Hashable, Codable {
    enum Kind: String, Sendable, Hashable, Codable {
        case world
        case model
    }

    /// `op_` and 16 letters or digits.
    var id: String
    var kind: Kind
    var mode: GenerationMode
    var preset: GenerationPreset
    /// As sent by the caller; 1 to 4000 characters.
    var prompt: String
    /// A prompt already reworked, which then decides what is made.
    var derivedPrompt: String?
    var name: String?
    /// The whole request body, so that every field that was accepted is kept.
    var input: JSONValue
    /// `world_` or `model_` and 16 letters or digits.
    var resourceID: String
    /// Decides, with the prompt and the feedback, what the files look like.
    var assetSeed: UInt64
    /// What the account had left when this operation had set aside its price.
    var availableAfterReservation: Int
    var createdAt: Date
    var plan: OperationPlan
    /// In the order in which they were accepted.
    var events: [OperationEvent]
}

/// Whether a Preview waits for a person.
enum GenerationMode: String, Sendable, Hashable, Codable, CaseIterable {
    case auto
    case review
}

/// The quality asked for, which decides durations and price.
enum GenerationPreset: String, Sendable, Hashable, Codable, CaseIterable {
    case fast
    case standard
    case production
}

/// Something a person did to an operation.
struct OperationEvent: Sendable, Hashable, Codable {
    enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case approve
        case revise
        case resume
        case cancel
    }

    var kind: Kind
    var at: Date
    /// Only with `revise`; 1 to 2000 characters.
    var feedback: String?
}
