/// The input of an asset. The same brief always gives the same asset.
package struct AssetBrief: Sendable, Hashable {
    package var prompt: String
    /// The feedback of all revisions, oldest first.
    package var feedback: [String]
    package var seed: UInt64

    package init(prompt: String, feedback: [String] = [], seed: UInt64) {
        self.prompt = prompt
        self.feedback = feedback
        self.seed = seed
    }

    /// A random generator for one aspect of the asset; each revision gives another sequence.
    func random(_ aspect: String) -> SeededRandom {
        SeededRandom(seed: firstSeed(aspect) ^ SeededRandom.hash(feedback.joined(separator: "\u{1F}")))
    }

    /// A random generator for an aspect that revisions keep.
    func firstRandom(_ aspect: String) -> SeededRandom {
        SeededRandom(seed: firstSeed(aspect))
    }

    private func firstSeed(_ aspect: String) -> UInt64 {
        SeededRandom.hash(prompt) ^ (seed &* 0x9E37_79B9_7F4A_7C15) ^ SeededRandom.hash(aspect)
    }
}
