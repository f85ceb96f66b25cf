import Foundation

/// A sound generated from its brief: decaying tones of a pentatonic scale, with pitches and times from the seed.
package struct SoundDesign: Sendable {
    /// The raw values are the API's.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case soundEffect = "sound_effect"
        case generalAudio = "general_audio"
    }

    /// The possible lengths in seconds; others are clamped.
    package static let durations: ClosedRange<Double> = 0.25...300
    /// Samples per second.
    private static let rate = 44_100

    let kind: Kind
    let brief: AssetBrief
    package let seconds: Double

    package init(_ brief: AssetBrief, _ kind: Kind, seconds: Double) {
        self.kind = kind
        self.brief = brief
        let (shortest, longest) = (Self.durations.lowerBound, Self.durations.upperBound)
        // NaN fails every comparison.
        self.seconds = seconds >= shortest ? min(seconds, longest) : shortest
    }

    /// A WAVE file with 44,100 16-bit samples per second and one channel, exactly `seconds` long.
    package func wave() -> [UInt8] { WAV.encode(samples(), rate: Self.rate) }

    func samples() -> [Int16] {
        var random = brief.random(kind.rawValue)
        var sound = [Double](repeating: 0, count: Int((seconds * Double(Self.rate)).rounded()))
        let base = Double(random.float(120...360))
        // The tones of an effect follow closely; those of music leave each other room.
        let gap = Double(kind == .soundEffect ? random.float(0.07...0.25) : random.float(0.25...0.5))
        let decay = gap * 4
        sound.withUnsafeMutableBufferPointer { sound in
            var start = 0.0
            while start < seconds {
                let step = Self.scale[random.integer(0...Self.scale.count - 1)]
                let level = Double(random.float(0.5...1))
                for (ratio, share) in Self.partials {
                    let pitch = base * pow(2, step / 12) * ratio
                    Self.add(pitch, level: level * share, decay: decay / ratio, at: start, to: sound)
                }
                start += gap * Double(random.integer(1...2))
            }
        }
        return finished(sound)
    }

    private static let scale: [Double] = [0, 2, 4, 7, 9, 12, 14, 16]
    /// The frequencies and strengths of a tone's parts.
    private static let partials: [(Double, Double)] = [(1, 1), (2, 0.4), (3, 0.15)]

    /// Adds a sine that falls by 60 decibels within `decay` seconds, by recursion from the two previous samples.
    private static func add(
        _ pitch: Double, level: Double, decay: Double, at start: Double, to sound: UnsafeMutableBufferPointer<Double>
    ) {
        guard let samples = sound.baseAddress else { return }
        let turn = 2 * Double.pi * pitch / Double(rate)
        let fall = exp(-6.9 / (decay * Double(rate)))
        let (a, b) = (2 * fall * cos(turn), -fall * fall)
        var (value, before) = (0.0, -sin(turn) / fall * level)
        var at = Int(start * Double(rate))
        let end = min(at + Int(decay * Double(rate)), sound.count)
        while at < end {
            samples[at] += value
            let next = a * value + b * before
            before = value
            value = next
            at += 1
        }
    }

    /// The sound as 16-bit samples at a fixed peak, faded out at its end.
    private func finished(_ sound: [Double]) -> [Int16] {
        let fade = min(seconds * 0.2, 2) * Double(Self.rate)
        let faded = sound.indices.map { sound[$0] * min(Double(sound.count - 1 - $0) / fade, 1) }
        var peak = 1e-9
        for value in faded where abs(value) > peak { peak = abs(value) }
        let scale = 0.7 * Double(Int16.max) / peak
        return faded.map { Int16($0 * scale) }
    }
}
