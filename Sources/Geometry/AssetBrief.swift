/// What an asset is made from: the same brief always gives the same asset.
package struct AssetBrief: Sendable, Hashable {
    package var prompt: String
    /// What was asked for in revisions, oldest first.
    package var feedback: [String]
    package var seed: UInt64

    package init(prompt: String, feedback: [String] = [], seed: UInt64) {
        self.prompt = prompt
        self.feedback = feedback
        self.seed = seed
    }

    /// Random numbers for one aspect of the asset; every revision draws others.
    func random(_ aspect: String) -> SeededRandom {
        SeededRandom(seed: firstSeed(aspect) ^ SeededRandom.hash(feedback.joined(separator: "\u{1F}")))
    }

    /// Random numbers for an aspect that a revision keeps, so that it changes the thing and does not replace it.
    func firstRandom(_ aspect: String) -> SeededRandom {
        SeededRandom(seed: firstSeed(aspect))
    }

    private func firstSeed(_ aspect: String) -> UInt64 {
        SeededRandom.hash(prompt) ^ (seed &* 0x9E37_79B9_7F4A_7C15) ^ SeededRandom.hash(aspect)
    }
}
