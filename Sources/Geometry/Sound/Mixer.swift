import Foundation

/// A sound buffer to which tones are added.
///
/// A class with unmanaged memory, because arrays are slow in an unoptimized build.
final class Mixer {
    /// Samples per second.
    static let rate = 44_100

    /// A partial of a tone: its frequency as a multiple of the tone's, its strength and its relative decay time.
    struct Partial {
        var ratio: Double
        var level: Double
        var ring: Double

        init(_ ratio: Double, _ level: Double, _ ring: Double = 1) {
            self.ratio = ratio
            self.level = level
            self.ring = ring
        }
    }

    private let samples: UnsafeMutableBufferPointer<Double>

    init(seconds: Double) {
        samples = .allocate(capacity: max(Int((seconds * Double(Self.rate)).rounded()), 1))
        samples.initialize(repeating: 0)
    }

    deinit { samples.deallocate() }

    /// Adds a decaying tone: down by 60 decibels within `decay` seconds, or faded out after `length`.
    func ring(
        at start: Double, _ frequency: Double, level: Double, attack: Double = 0.004, decay: Double,
        length: Double? = nil, _ partials: [Partial]
    ) {
        for partial in partials {
            let turn = 2 * Double.pi * frequency * partial.ratio / Double(Self.rate)
            guard turn < 2.4 else { continue }
            let audible = decay * partial.ring * 1.1
            let range = span(start, min(length ?? audible, audible))
            let fall = exp(-6.9 / (decay * partial.ring * Double(Self.rate)))
            swing(
                range, turn: turn, fall: fall, level: level * partial.level, attack: attack,
                release: min(0.05, 0.2 * (length ?? decay)))
        }
    }

    /// Adds a damped sine by recursion from the two previous samples. Separate from `shape`, because music spends most
    /// of its time here.
    private func swing(
        _ range: Range<Int>, turn: Double, fall: Double, level: Double, attack: Double, release: Double
    ) {
        guard !range.isEmpty, let start = samples.baseAddress else { return }
        let (a, b) = (2 * fall * cos(turn), -fall * fall)
        var before = -sin(turn) / fall * level
        var earlier = -sin(2 * turn) / (fall * fall) * level
        let rise = 1 / max(attack * Double(Self.rate), 1)
        let sink = 1 / max(release * Double(Self.rate), 1)
        var gain = 0.0
        var left = Double(range.count) * sink
        var at = range.lowerBound
        let end = range.upperBound
        while at < end {
            let value = a * before + b * earlier
            earlier = before
            before = value
            start[at] += value * (gain < left ? gain : left)
            if gain < 1 { gain = gain + rise > 1 ? 1 : gain + rise }
            left -= sink
            at += 1
        }
    }

    /// Adds a sine that slides between two frequencies and fades in and out.
    func glide(at start: Double, from low: Double, to high: Double, seconds: Double, level: Double) {
        let range = span(start, seconds)
        let ratio = pow(high / low, 1 / max(seconds * Double(Self.rate), 1))
        var turn = 2 * Double.pi * low / Double(Self.rate)
        var phase = 0.0
        shape(range, attack: seconds * 0.25, release: seconds * 0.6) {
            phase += turn
            turn *= ratio
            return sin(phase) * level
        }
    }

    /// Adds noise through a narrow filter that slides between two frequencies, faded in and out.
    func breath(
        at start: Double, from low: Double, to high: Double, seconds: Double, level: Double, _ random: SeededRandom
    ) {
        let range = span(start, seconds)
        var random = random
        let ratio = pow(high / low, 1 / max(seconds * Double(Self.rate), 1))
        var tune = 2 * sin(Double.pi * low / Double(Self.rate))
        var (lowPass, bandPass, smooth) = (0.0, 0.0, 0.0)
        shape(range, attack: seconds * 0.45, release: seconds * 0.5) {
            let noise = Double(random.float(-1...1))
            // Chamberlin's state variable filter, followed by a gentle low-pass.
            lowPass += tune * bandPass
            bandPass += tune * (noise - lowPass - 0.35 * bandPass)
            tune *= ratio
            smooth += 0.25 * (bandPass - smooth)
            return smooth * level
        }
    }

    /// Adds quieter, delayed copies of the sound.
    func echo(after seconds: Double, share: Double) {
        let delay = Int(seconds * Double(Self.rate))
        guard delay > 0, let start = samples.baseAddress else { return }
        var at = delay
        while at < samples.count {
            start[at] += start[at - delay] * share
            at += 1
        }
    }

    /// The sound as 16-bit samples, normalized, with silence at both ends.
    func finished(fade: Double) -> [Int16] {
        guard let start = samples.baseAddress else { return [] }
        let count = samples.count
        let rise = 1 / (Double(Self.rate) * 0.005)
        let sink = 1 / max(Double(Self.rate) * fade, 1)
        var peak = 0.0
        var at = 0
        while at < count {
            let (opening, closing) = (Double(at) * rise, Double(count - 1 - at) * sink)
            let gain = opening < closing ? opening : closing
            if gain < 1 { start[at] *= gain }
            let height = start[at] < 0 ? -start[at] : start[at]
            if height > peak { peak = height }
            at += 1
        }
        let scale = peak > 0 ? 0.7 * 32_767 / peak : 0
        return [Int16](unsafeUninitializedCapacity: count) { result, filled in
            for at in 0..<count { result[at] = Int16(start[at] * scale) }
            filled = count
        }
    }

    private func span(_ start: Double, _ seconds: Double) -> Range<Int> {
        let first = min(max(Int(start * Double(Self.rate)), 0), samples.count)
        return first..<min(first + max(Int(seconds * Double(Self.rate)), 0), samples.count)
    }

    /// Adds `value` per sample with linear fades; times in seconds.
    private func shape(_ range: Range<Int>, attack: Double, release: Double, _ value: () -> Double) {
        guard !range.isEmpty, let start = samples.baseAddress else { return }
        let rise = 1 / max(attack * Double(Self.rate), 1)
        let fall = 1 / max(release * Double(Self.rate), 1)
        var gain = 0.0
        var left = Double(range.count) * fall
        var at = range.lowerBound
        while at < range.upperBound {
            start[at] += value() * (gain < left ? gain : left)
            if gain < 1 { gain = gain + rise > 1 ? 1 : gain + rise }
            left -= fall
            at += 1
        }
    }
}
