import Foundation

extension SoundDesign {
    private struct Style {
        /// Semitones above the tonic, one octave.
        var scale: [Int]
        /// Scale degrees of the chords.
        var progressions: [[Int]]
        var beatsPerMinute: ClosedRange<Float>
        /// The probability of a melody note per half beat.
        var density: Float
        var bassBeats: Int
    }

    /// Adds chords, a bass and a melody in their scale.
    func addMusic(to mixer: Mixer) {
        var random = brief.random("music")
        let style = Self.style(reading.mood)
        let beat = 60 / (Double(random.float(style.beatsPerMinute)) * reading.pace)
        let key = 45 + random.integer(0...9) + (reading.pitch < 1 ? -5 : reading.pitch > 1 ? 5 : 0)
        let progression = style.progressions[random.integer(0...style.progressions.count - 1)]
        var bar = 0
        var place = random.integer(7...11)
        while Double(bar * 4) * beat < seconds {
            let start = Double(bar * 4) * beat
            let root = progression[bar % progression.count]
            addChord(mixer, style, key: key, root: root, at: start, length: beat * 4)
            for step in stride(from: 0, to: 4, by: style.bassBeats) {
                mixer.ring(
                    at: start + Double(step) * beat, Self.frequency(style, key - 12, root), level: 0.5, attack: 0.02,
                    decay: beat * Double(style.bassBeats) * 1.2, [.init(1, 1), .init(2, 0.3, 0.6)])
            }
            for half in 0..<8 where random.chance(half == 0 ? 0.9 : style.density) {
                place = min(max(place + random.integer(-2...2), 5), 15)
                // On the first beat of a bar, the melody uses a chord note.
                let note = half == 0 ? Self.nearest(to: place, in: [root, root + 2, root + 4]) : place
                place = note
                mixer.ring(
                    at: start + Double(half) * beat / 2, Self.frequency(style, key, note),
                    level: 0.42 * Double(random.float(0.7...1)), attack: 0.008, decay: min(beat * 2.5, 2),
                    [.init(1, 1), .init(2, 0.35, 0.6), .init(3, 0.15, 0.4), .init(4, 0.06, 0.3)])
            }
            bar += 1
        }
        mixer.echo(after: beat * 0.75, share: 0.28)
    }

    private func addChord(
        _ mixer: Mixer, _ style: Style, key: Int, root: Int, at start: Double, length: Double
    ) {
        for voice in [0, 2, 4] {
            mixer.ring(
                at: start, Self.frequency(style, key, root + voice), level: 0.2, attack: length * 0.2, decay: 10_000,
                length: min(length * 1.15, max(seconds - start, 0)),
                [.init(1, 1), .init(1.004, 0.7), .init(2, 0.25), .init(3, 0.08)])
        }
    }

    /// The frequency in hertz: `key` in MIDI semitones, `place` as scale degree, continuing in the next octave.
    private static func frequency(_ style: Style, _ key: Int, _ place: Int) -> Double {
        let count = style.scale.count
        let note = key + style.scale[place % count] + 12 * (place / count)
        return 440 * pow(2, Double(note - 69) / 12)
    }

    /// The chord note nearest to a scale degree, in any octave.
    private static func nearest(to place: Int, in chord: [Int]) -> Int {
        let notes = chord.flatMap { note in (0...2).map { note % 7 + 7 * $0 } }
        return notes.min { abs($0 - place) < abs($1 - place) } ?? place
    }

    private static func style(_ mood: SoundReading.Mood) -> Style {
        let (major, minor) = ([0, 2, 4, 5, 7, 9, 11], [0, 2, 3, 5, 7, 8, 10])
        return switch mood {
        case .calm:
            Style(
                scale: major, progressions: [[0, 3, 0, 4], [0, 5, 3, 0], [3, 0, 5, 4]], beatsPerMinute: 56...72,
                density: 0.22, bassBeats: 4)
        case .bright:
            Style(
                scale: major, progressions: [[0, 4, 5, 3], [0, 3, 4, 4], [0, 5, 1, 4]], beatsPerMinute: 96...124,
                density: 0.5, bassBeats: 2)
        case .dark:
            Style(
                scale: minor, progressions: [[0, 5, 3, 4], [0, 3, 5, 0], [0, 6, 5, 4]], beatsPerMinute: 58...80,
                density: 0.26, bassBeats: 4)
        case .driving:
            Style(
                scale: minor, progressions: [[0, 5, 2, 6], [0, 6, 5, 6], [0, 3, 5, 6]], beatsPerMinute: 120...144,
                density: 0.6, bassBeats: 1)
        }
    }
}
