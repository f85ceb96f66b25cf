import Foundation

extension SoundDesign {
    func addEffect(to mixer: Mixer) {
        var random = brief.random("effect")
        switch reading.source {
        case .chime: addChimes(mixer, &random)
        case .drop: addDrops(mixer, &random)
        case .wind: addWind(mixer, &random)
        case .thud: addThuds(mixer, &random)
        case .zap: addZaps(mixer, &random)
        case .chirp: addChirps(mixer, &random)
        case .hum: addHum(mixer, &random)
        case .crackle: addCrackle(mixer, &random)
        }
    }

    static let bell: [Mixer.Partial] = [
        .init(0.5, 0.3, 1.2), .init(1, 1), .init(1.19, 0.25, 0.8), .init(2, 0.5, 0.7), .init(2.76, 0.3, 0.45),
        .init(4.07, 0.15, 0.3),
    ]
    private static let wood: [Mixer.Partial] = [.init(1, 1), .init(2.4, 0.35, 0.5), .init(3.9, 0.15, 0.3)]
    private static let pentatonic: [Double] = [0, 2, 4, 7, 9, 12, 14, 16, 19, 21]

    /// Adds a rising series of bells that ring out.
    private func addChimes(_ mixer: Mixer, _ random: inout SeededRandom) {
        let base = tone(&random, 320...620) * reading.pitch
        var time = 0.01
        let first = random.integer(0...2)
        for step in 0..<random.integer(2...5) where time < seconds {
            let interval = Self.pentatonic[min(first + step * random.integer(1...2), 9)]
            mixer.ring(
                at: time, base * pow(2, interval / 12), level: 0.8, decay: min(max(seconds - time, 0.3), 3.5), Self.bell
            )
            time += Double(random.float(0.07...0.2)) / reading.pace
        }
        mixer.echo(after: 0.11, share: 0.25)
    }

    private func addDrops(_ mixer: Mixer, _ random: inout SeededRandom) {
        var time = 0.02
        while time < seconds {
            let low = tone(&random, 380...900) * reading.pitch
            let length = Double(random.float(0.05...0.12))
            let level = Double(random.float(0.4...1))
            mixer.glide(at: time, from: low, to: low * Double(random.float(1.6...2.6)), seconds: length, level: level)
            mixer.ring(
                at: time + length * 0.6, low * 2.1, level: level * 0.25, attack: 0.01, decay: 0.35, [.init(1, 1)])
            time += Double(random.float(0.12...0.6)) / reading.pace
        }
        mixer.echo(after: 0.17, share: 0.35)
    }

    private func addWind(_ mixer: Mixer, _ random: inout SeededRandom) {
        var time = 0.0
        let gust = min(seconds, 2.2 / reading.pace)
        while time < seconds {
            let low = tone(&random, 180...420) * reading.pitch
            let high = low * Double(random.float(1.3...3))
            let length = gust * Double(random.float(0.7...1.2))
            let rises = random.chance(0.5)
            mixer.breath(
                at: time, from: rises ? low : high, to: rises ? high : low, seconds: min(length, seconds - time),
                level: Double(random.float(0.5...1)), SeededRandom(seed: random.next()))
            time += length * 0.5
        }
    }

    private func addThuds(_ mixer: Mixer, _ random: inout SeededRandom) {
        let base = tone(&random, 70...130) * reading.pitch
        let gap = Double(random.float(0.4...0.65)) / reading.pace
        var time = 0.01
        while time < seconds {
            let soft = Double(random.float(0.7...1))
            mixer.glide(at: time, from: base * 1.9, to: base * 0.8, seconds: 0.16, level: soft)
            mixer.ring(
                at: time, base * Double(random.float(2.9...3.3)), level: soft * 0.4, decay: 0.22, Self.wood)
            time += gap * Double(random.float(0.92...1.08))
        }
        mixer.echo(after: 0.08, share: 0.2)
    }

    private func addZaps(_ mixer: Mixer, _ random: inout SeededRandom) {
        var time = 0.0
        while time < seconds {
            let high = tone(&random, 900...1_700) * reading.pitch
            let length = Double(random.float(0.14...0.3))
            let falls = random.chance(0.7)
            let low = high * Double(random.float(0.25...0.5))
            for (ratio, level) in [(1, 1), (2, 0.3), (3, 0.12)] as [(Double, Double)] {
                mixer.glide(
                    at: time, from: (falls ? high : low) * ratio, to: (falls ? low : high) * ratio, seconds: length,
                    level: level)
            }
            time += (length + Double(random.float(0.1...0.35))) / reading.pace
        }
        mixer.echo(after: 0.13, share: 0.3)
    }

    private func addChirps(_ mixer: Mixer, _ random: inout SeededRandom) {
        let base = tone(&random, 1_600...2_600) * reading.pitch
        var time = 0.02
        while time < seconds {
            for _ in 0..<random.integer(2...5) where time < seconds {
                let from = base * Double(random.float(0.85...1.25))
                let length = Double(random.float(0.05...0.13))
                mixer.glide(
                    at: time, from: from, to: from * Double(random.float(0.75...1.4)), seconds: length,
                    level: Double(random.float(0.5...1)))
                time += length + Double(random.float(0.02...0.06))
            }
            time += Double(random.float(0.2...0.7)) / reading.pace
        }
        mixer.echo(after: 0.21, share: 0.25)
    }

    private func addHum(_ mixer: Mixer, _ random: inout SeededRandom) {
        let base = tone(&random, 55...95) * reading.pitch
        for (ratio, level) in [(1, 1), (2, 0.5), (3, 0.25), (4, 0.14), (6, 0.06)] as [(Double, Double)] {
            for detune in [-1, 1] as [Double] {
                let frequency = base * ratio + detune * Double(random.float(0.2...0.9)) * reading.pace
                mixer.ring(
                    at: 0, frequency, level: level, attack: min(0.4, seconds * 0.2), decay: 10_000, length: seconds,
                    [.init(1, 1)])
            }
        }
        mixer.breath(
            at: 0, from: base * 3, to: base * 4, seconds: seconds, level: 0.3, SeededRandom(seed: random.next()))
    }

    private func addCrackle(_ mixer: Mixer, _ random: inout SeededRandom) {
        mixer.breath(at: 0, from: 160, to: 220, seconds: seconds, level: 1.2, SeededRandom(seed: random.next()))
        var time = 0.02
        while time < seconds {
            let pop = tone(&random, 500...1_500) * reading.pitch
            mixer.ring(
                at: time, pop, level: Double(random.float(0.05...0.5)), attack: 0.002,
                decay: Double(random.float(0.02...0.07)), Self.wood)
            time += Double(random.float(0.015...0.16)) / reading.pace
        }
    }

    /// A frequency of the range in hertz, uniform in pitch.
    private func tone(_ random: inout SeededRandom, _ range: ClosedRange<Double>) -> Double {
        range.lowerBound * pow(range.upperBound / range.lowerBound, Double(random.float()))
    }
}
