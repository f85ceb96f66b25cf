/// The prices on the local account, in Credits.
enum Pricing {
    /// The whole price of a World or of one Model.
    static func generation(_ kind: OperationRecord.Kind, _ preset: GenerationPreset) -> Int {
        switch (kind, preset) {
        case (.world, .fast): 320
        case (.world, .standard): 980
        case (.world, .production): 2_100
        case (_, .fast): 248
        case (_, .standard): 798
        case (_, .production): 1_640
        }
    }

    static let optimization = 20
    static let animation = 120
    static let conversionPerFormat = 5
    static let audioPerSecond = 4

    static func conversion(formats: Int) -> Int { formats * conversionPerFormat }

    static func pack(items: Int, _ preset: GenerationPreset) -> Int { items * generation(.model, preset) }

    /// The price of audio; each started second counts.
    static func audio(seconds: Double) -> Int { Int(seconds.rounded(.up)) * audioPerSecond }

    static func preview(of price: Int) -> Int { price / 4 }

    static let startingCredits = 12_480
    /// The unit of the free Credits added when a resumed operation lacks some.
    static let topUp = 5_000
}
