import Foundation
import Geometry
import Wire

/// Everything that is stored of one operation. What it shows at a moment follows from this and the time alone.
struct OperationRecord: Sendable, Hashable, Codable {
    /// What kind of work it is.
    enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case world
        case model
        case optimization = "model_optimization"
        case conversion = "model_conversion"
        case animation = "model_animation"
        case pack = "asset_pack"
        case audio
    }

    /// `op_` and 16 letters or digits.
    var id: String
    var kind: Kind
    var mode: GenerationMode
    /// Nil for a conversion and for an animation.
    var preset: GenerationPreset?
    /// As sent by the caller, or that of the Model an optimization works on; nil for a conversion.
    var prompt: String?
    /// A prompt already reworked, which then decides what is made.
    var derivedPrompt: String?
    var name: String?
    /// The whole request body, so that every field that was accepted is kept.
    var input: JSONValue
    /// What it makes or, for an optimization and a conversion, works on: a word for its type, `_`, 16 letters or digits.
    var resourceID: String
    /// Decides, with the prompt and the feedback, what the files look like.
    var assetSeed: UInt64
    /// What the account had left when this operation had set aside its price.
    var availableAfterReservation: Int
    var createdAt: Date
    var plan: OperationPlan
    /// In the order in which they were accepted.
    var events: [OperationEvent]
    /// The resource it belongs to: the Model of an optimization, conversion or animation, the pack of an item.
    var parentID: String?
    /// What an animation moves, as the Model was when it was asked for.
    var basis: Basis?
    /// In Credits; nil in records from before this was stored, whose price is that of a generation.
    var agreedPrice: Int?

    /// What a Model was made from.
    struct Basis: Sendable, Hashable, Codable {
        var prompt: String
        var feedback: [String]
        var seed: UInt64
    }
}

extension OperationRecord.Kind {
    /// Whether a person can look before the final files are made.
    var hasPreview: Bool { self == .world || self == .model }

    var firstStage: OperationStage { hasPreview ? .preview : .final }

    /// What an operation of this kind makes or works on.
    var resourceType: ResourceType {
        switch self {
        case .world: .world
        case .model, .optimization, .conversion: .model
        case .animation: .animation
        case .pack: .pack
        case .audio: .audio
        }
    }

    /// As the API spells it. The names of the last three are not known of the real service.
    var wireType: String {
        switch self {
        case .world: "world_generation"
        case .model: "model_generation"
        case .optimization: "model_optimization"
        case .conversion: "model_conversion"
        case .animation: "model_animation"
        case .pack: "asset_pack_generation"
        case .audio: "audio_generation"
        }
    }
}

/// The things a project owns, spelled as `resource.type` is.
enum ResourceType: String, Sendable, Hashable, CaseIterable {
    case world
    case model
    case animation
    case pack = "asset_pack"
    case audio

    /// What ids of this type begin with.
    var idPrefix: String {
        switch self {
        case .world: "world_"
        case .model: "model_"
        case .animation: "anim_"
        case .pack: "pack_"
        case .audio: "audio_"
        }
    }
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

/// How much lighter an optimization makes a Model.
enum OptimizationLevel: String, Sendable, Hashable, CaseIterable {
    case light
    case moderate
    case aggressive
}

extension OperationRecord {
    /// Nil for everything but an optimization.
    var optimizationLevel: OptimizationLevel? {
        guard kind == .optimization else { return nil }
        return input["optimizationLevel"]?.string.flatMap(OptimizationLevel.init) ?? .moderate
    }

    /// What a conversion was asked for, in that order; empty for everything else.
    var formats: [MeshFormat] {
        guard kind == .conversion else { return [] }
        return input["targetFormats"]?.array?.compactMap { $0.string.flatMap(MeshFormat.init) } ?? []
    }

    /// `conv_` and the letters and digits of the operation.
    var conversionID: String { "conv_" + id.dropFirst(3) }

    /// The owner switched downloads off: only a prompt with `[private]` does.
    var forbidsDownloads: Bool { prompt?.contains("[private]") == true }
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
