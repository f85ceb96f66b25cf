package struct SoundDesign: Sendable {
    /// The raw values are the API's.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case soundEffect = "sound_effect"
        case generalAudio = "general_audio"
    }

    /// The possible lengths in seconds; others are clamped.
    package static let durations: ClosedRange<Double> = 0.25...300

    let kind: Kind
    let brief: AssetBrief
    let reading: SoundReading
    package let seconds: Double

    package init(_ brief: AssetBrief, _ kind: Kind, seconds: Double) {
        self.kind = kind
        self.brief = brief
        reading = SoundReading(brief)
        let (shortest, longest) = (Self.durations.lowerBound, Self.durations.upperBound)
        // NaN fails every comparison.
        self.seconds = seconds >= shortest ? min(seconds, longest) : shortest
    }

    /// A WAVE file with 44,100 16-bit samples per second and one channel, exactly `seconds` long.
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
