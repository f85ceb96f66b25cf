/// What things cost on the local account, in Credits.
enum Pricing {
    /// The whole price of a generation.
    static func credits(_ kind: OperationRecord.Kind, _ preset: GenerationPreset) -> Int {
        switch (kind, preset) {
        case (.model, .fast): 248
        case (.model, .standard): 798
        case (.model, .production): 1_640
        case (.world, .fast): 320
        case (.world, .standard): 980
        case (.world, .production): 2_100
        }
    }

    /// The part of the price that a Preview costs, also when nothing comes after it.
    static func previewCredits(_ kind: OperationRecord.Kind, _ preset: GenerationPreset) -> Int {
        credits(kind, preset) / 4
    }

    /// What a new local account holds.
    static let startingCredits = 12_480
    /// A resumed operation that is still short is topped up by a multiple of this: local Credits are free.
    static let topUp = 5_000
}
