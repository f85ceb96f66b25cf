import Foundation

/// A stretch of sound to which tones are added.
///
/// A class that works on plain memory, because an unoptimised build spends its time elsewhere with arrays.
final class Mixer {
    /// Samples a second.
    static let rate = 44_100

    /// A part of a tone: its frequency as a multiple of the tone's, its strength, and how long it rings in comparison.
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

    /// A tone that dies away: by 60 decibels within `decay` seconds, or cut softly after `length`.
    func ring(
        at start: Double, _ frequency: Double, level: Double, attack: Double = 0.004, decay: Double,
        length: Double? = nil, _ partials: [Partial]
    ) {
        let range = span(start, length ?? decay * 1.1)
        for partial in partials {
            let turn = 2 * Double.pi * frequency * partial.ratio / Double(Self.rate)
            guard turn < 2.4 else { continue }
            let fall = exp(-6.9 / (decay * partial.ring * Double(Self.rate)))
            // A damped sine by recursion: each sample follows from the two before it.
            let (a, b) = (2 * fall * cos(turn), -fall * fall)
            var before = -sin(turn) / fall
            var earlier = -sin(2 * turn) / (fall * fall)
            let strength = level * partial.level
            shape(range, attack: attack, release: min(0.05, 0.2 * (length ?? decay))) {
                let value = a * before + b * earlier
                earlier = before
                before = value
                return value * strength
            }
        }
    }

    /// A pure tone that slides from one frequency to another, swelling and fading.
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

    /// Moving air: noise through a narrow filter that slides from one frequency to another, swelling and fading.
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
            // Chamberlin's state variable filter, and a gentle low-pass behind it.
            lowPass += tune * bandPass
            bandPass += tune * (noise - lowPass - 0.35 * bandPass)
            tune *= ratio
            smooth += 0.25 * (bandPass - smooth)
            return smooth * level
        }
    }

    /// Adds quieter copies of everything so far, as a room does.
    func echo(after seconds: Double, share: Double) {
        let delay = Int(seconds * Double(Self.rate))
        guard delay > 0, let start = samples.baseAddress else { return }
        var at = delay
        while at < samples.count {
            start[at] += start[at - delay] * share
            at += 1
        }
    }

    /// The sound as samples of 16 bits, as loud as is comfortable, beginning and ending in silence.
    func finished(fade: Double) -> [Int16] {
        guard let start = samples.baseAddress else { return [] }
        let count = samples.count
        let ends = (Double(Self.rate) * 0.005, max(Double(Self.rate) * fade, 1))
        var peak = 0.0
        var at = 0
        while at < count {
            let gain = min(Double(at) / ends.0, Double(count - 1 - at) / ends.1, 1)
            start[at] *= gain
            peak = max(peak, abs(start[at]))
            at += 1
        }
        let scale = peak > 0 ? 0.7 * 32_767 / peak : 0
        return (0..<count).map { Int16((start[$0] * scale).rounded()) }
    }

    private func span(_ start: Double, _ seconds: Double) -> Range<Int> {
        let first = min(max(Int(start * Double(Self.rate)), 0), samples.count)
        return first..<min(first + max(Int(seconds * Double(Self.rate)), 0), samples.count)
    }

    /// Adds `value` sample by sample, faded in and out along straight lines; times in seconds.
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
