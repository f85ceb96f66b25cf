import Foundation
import SampleAssets
import Wire

/// The stored data of one operation. Its state at any time follows from this data and the time.
struct OperationRecord: Sendable, Hashable, Codable {
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
    /// Nil for a conversion or an animation.
    var preset: GenerationPreset?
    /// The prompt sent by the caller, or that of the optimized Model; nil for a conversion.
    var prompt: String?
    /// A prepared prompt, which takes precedence for the content.
    var derivedPrompt: String?
    var name: String?
    /// The whole request body, including fields without effect.
    var input: JSONValue
    /// The created resource, or the one that an optimization or conversion works on: a type word, `_`, and 16 letters
    /// or digits.
    var resourceID: String
    /// The seed of the files, together with the prompt and the feedback.
    var assetSeed: UInt64
    /// The available Credits after this operation's reservation.
    var availableAfterReservation: Int
    var createdAt: Date
    var plan: OperationPlan
    /// In order of acceptance.
    var events: [OperationEvent]
    /// The parent: the Model of an optimization, conversion or animation, or the pack of an item.
    var parentID: String?
    /// The input of the animated Model at the time of the request.
    var basis: Basis?
    /// In Credits; nil in old records, whose price is that of a generation.
    var agreedPrice: Int?

    /// The input of a Model.
    struct Basis: Sendable, Hashable, Codable {
        var prompt: String
        var feedback: [String]
        var seed: UInt64
    }
}

extension OperationRecord.Kind {
    var hasPreview: Bool { self == .world || self == .model }

    var firstStage: OperationStage { hasPreview ? .preview : .final }

    var resourceType: ResourceType {
        switch self {
        case .world: .world
        case .model, .optimization, .conversion: .model
        case .animation: .animation
        case .pack: .pack
        case .audio: .audio
        }
    }

    /// The API's word. The last three are guesses, because the real service does not document them.
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

/// The types of resources; the raw value is `resource.type`.
enum ResourceType: String, Sendable, Hashable, CaseIterable {
    case world
    case model
    case animation
    case pack = "asset_pack"
    case audio

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

/// Whether previews wait for review.
enum GenerationMode: String, Sendable, Hashable, Codable, CaseIterable {
    case auto
    case review
}

/// The requested quality, which determines durations and price.
enum GenerationPreset: String, Sendable, Hashable, Codable, CaseIterable {
    case fast
    case standard
    case production
}

typealias OptimizationLevel = Simplification

extension OperationRecord {
    /// The level of an optimization; nil for other kinds.
    var optimizationLevel: OptimizationLevel? {
        guard kind == .optimization else { return nil }
        return input["optimizationLevel"]?.string.flatMap(OptimizationLevel.init) ?? .moderate
    }

    /// The requested formats of a conversion, in order; empty for other kinds.
    var formats: [MeshFormat] {
        guard kind == .conversion else { return [] }
        return input["targetFormats"]?.array?.compactMap { $0.string.flatMap(MeshFormat.init) } ?? []
    }

    /// `conv_` and the id of the operation without its prefix.
    var conversionID: String { "conv_" + id.dropFirst(3) }

    /// Whether downloads are disabled, which a prompt requests with `[private]`.
    var forbidsDownloads: Bool { prompt?.contains("[private]") == true }
}

struct OperationEvent: Sendable, Hashable, Codable {
    enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case approve
        case revise
        case resume
        case cancel
    }

    var kind: Kind
    var at: Date
    /// Only for `revise`; 1 to 2000 characters.
    var feedback: String?
}
