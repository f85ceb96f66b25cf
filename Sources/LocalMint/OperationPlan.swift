import Foundation
import SampleAssets

enum OperationStage: String, Sendable, Hashable, Codable {
    case preview
    case final
}

/// The planned course of an operation without user actions; fixed at its start, so that a restart changes nothing.
struct OperationPlan: Sendable, Hashable, Codable {
    struct Failure: Sendable, Hashable, Codable {
        var stage: OperationStage
        /// The time of the failure as a fraction of the stage, 0 to 1.
        var share: Double
        var code: String
        var message: String
    }

    /// Work stops before the stage until the user pays and resumes.
    struct Shortfall: Sendable, Hashable, Codable {
        var stage: OperationStage
        var requiredCredits: Int
        var availableCredits: Int
    }

    /// Seconds, already divided by the server's speed; each above 0.
    var queued: Double
    var preview: Double
    var revision: Double
    var final: Double
    /// The time that a Preview is shown in auto mode before work continues.
    var previewPass: Double
    var failure: Failure?
    var shortfall: Shortfall?
    /// The reason for `partially_succeeded`: the last files are missing.
    var missingPart: String?
    /// The seconds between success and settlement, also divided by the speed; nil settles at once.
    var settling: Double?
    /// The Credits that success costs; nil for the whole price.
    var finalPrice: Int?
}

extension OperationPlan {
    /// The plan of a new operation. The id determines everything random.
    ///
    /// A prompt with `[fail]` fails in its first stage, one with `[partial]` succeeds in part, one with `[billing]`
    /// waits for payment before its final files. `price` is in Credits.
    init(
        operationID: String, kind: OperationRecord.Kind, preset: GenerationPreset, prompt: String, price: Int,
        speed: Double, failures: LocalMint.FailureShare
    ) {
        var dice = Dice(text: operationID)
        func seconds(_ range: ClosedRange<Double>) -> Double { dice.within(range) / speed }
        queued = seconds(2...6)
        let ranges = Self.ranges(preset, kind)
        preview = seconds(ranges.preview)
        revision = seconds(ranges.preview) * 0.7
        final = seconds(ranges.final)
        previewPass = seconds(3...5)
        let errors = Self.error(kind, dice.next())
        let stage: OperationStage = dice.next() % 2 == 0 ? kind.firstStage : .final
        let share = dice.within(0.3...0.9)
        let isUnlucky = dice.fails(failures)
        if prompt.contains("[fail]") {
            failure = Failure(stage: kind.firstStage, share: share, code: errors.code, message: errors.message)
        } else if isUnlucky {
            failure = Failure(stage: stage, share: share, code: errors.code, message: errors.message)
        }
        if prompt.contains("[partial]") { missingPart = Self.missingParts[kind] }
        if prompt.contains("[billing]") {
            shortfall = Shortfall(stage: .final, requiredCredits: price, availableCredits: price / 5)
        }
    }

    static let missingParts: [OperationRecord.Kind: String] = [
        .world: "The collider mesh could not be made.",
        .model: "The thumbnail could not be made.",
    ]

    private static func ranges(
        _ preset: GenerationPreset, _ kind: OperationRecord.Kind
    ) -> (preview: ClosedRange<Double>, final: ClosedRange<Double>) {
        switch (kind, preset) {
        case (.model, .fast): (15...20, 30...45)
        case (.world, .fast): (17...24, 36...55)
        case (.model, .standard): (20...28, 45...75)
        case (.world, .standard): (22...32, 55...90)
        case (.model, .production): (26...36, 75...105)
        case (.world, .production): (30...40, 90...120)
        case (.optimization, _): (1...1, 12...25)
        case (.conversion, _): (1...1, 5...12)
        case (.animation, _): (1...1, 40...70)
        case (.audio, _): (1...1, 8...16)
        // A pack takes as long as its slowest Model, which the caller knows.
        case (.pack, _): (1...1, 60...120)
        }
    }

    private static func error(_ kind: OperationRecord.Kind, _ number: UInt64) -> (code: String, message: String) {
        let code = kind == .optimization ? "optimization_failed" : errors[Int(number % UInt64(errors.count))]
        return Scenario.errors.first { $0.code == code } ?? (code, "The generation failed.")
    }

    private static let errors = [
        "generation_failed", "moderation_blocked", "transient_generation_failure", "generation_interrupted",
        "invalid_generation_input",
    ]
}

/// Pseudo-random numbers derived from a text.
struct Dice {
    private var random: SeededRandom

    init(text: String) {
        random = SeededRandom(seed: SeededRandom.hash(text))
    }

    mutating func next() -> UInt64 { random.next() }

    /// Draws whether an operation fails.
    mutating func fails(_ failures: LocalMint.FailureShare) -> Bool {
        guard case .oneIn(let count) = failures else { return false }
        return next() % UInt64(max(count, 2)) == 0
    }

    mutating func within(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * Double(next() >> 11) / Double(1 << 53)
    }
}
