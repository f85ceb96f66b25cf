/// A sound as its brief asks for it, synthesised from nothing but the brief.
package struct SoundDesign: Sendable {
    /// The raw values are those of the API.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case soundEffect = "sound_effect"
        case generalAudio = "general_audio"
    }

    /// The lengths in seconds that can be made; others are moved to the nearest of these.
    package static let durations: ClosedRange<Double> = 0.25...300

    let kind: Kind
    let brief: AssetBrief
    let reading: SoundReading
    /// Within `durations`.
    package let seconds: Double

    package init(_ brief: AssetBrief, _ kind: Kind, seconds: Double) {
        self.kind = kind
        self.brief = brief
        reading = SoundReading(brief)
        let (shortest, longest) = (Self.durations.lowerBound, Self.durations.upperBound)
        // Not a number is neither longer nor shorter than anything.
        self.seconds = seconds >= shortest ? min(seconds, longest) : shortest
    }

    /// A WAVE file: 44,100 samples a second of 16 bits, one channel, as long as `seconds` to the sample.
    package func wave() -> [UInt8] { WAV.encode(samples(), rate: Mixer.rate) }

    func samples() -> [Int16] {
        let mixer = Mixer(seconds: seconds)
        switch kind {
        case .soundEffect: addEffect(to: mixer)
        case .generalAudio: addMusic(to: mixer)
        }
        return mixer.finished(fade: min(seconds * 0.2, kind == .generalAudio ? 3 : 0.6))
    }
}
