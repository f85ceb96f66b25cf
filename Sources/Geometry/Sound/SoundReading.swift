/// The recognized properties of a sound's brief.
struct SoundReading: Sendable {
    enum Source: String, Sendable, CaseIterable {
        case chime, drop, wind, thud, zap, chirp, hum, crackle
    }
    enum Mood: String, Sendable, CaseIterable {
        case calm, bright, dark, driving
    }

    var source: Source
    var mood: Mood
    var pitch: Double
    /// The factor of the number of events per second.
    var pace: Double

    init(_ brief: AssetBrief) {
        var random = brief.firstRandom("sound")
        let words = (brief.feedback.reversed() + [brief.prompt]).flatMap {
            $0.lowercased().split { !$0.isLetter }.map(String.init)
        }
        func first<Value>(_ table: [String: Value]) -> Value? {
            words.lazy.compactMap { table[$0] ?? ($0.hasSuffix("s") ? table[String($0.dropLast())] : nil) }.first
        }
        // Without known words, a pleasant source is chosen at random.
        source = first(Self.sources) ?? [.chime, .drop, .wind, .hum][random.integer(0...3)]
        mood = first(Self.moods) ?? Mood.allCases[random.integer(0...3)]
        pitch = first(Self.pitches) ?? 1
        pace = first(Self.paces) ?? 1
    }

    private static func table<Value>(_ lists: [(Value, String)]) -> [String: Value] {
        var result: [String: Value] = [:]
        for (value, words) in lists {
            for word in words.split(separator: " ") { result[String(word)] = value }
        }
        return result
    }

    private static let sources = table([
        (
            Source.chime,
            "bell chime coin pickup crystal magic magical ding gong glass sparkle reward success key treasure level"
        ),
        (.drop, "water drip drop droplet bubble splash rain pool fountain river stream potion"),
        (.wind, "wind whoosh swoosh sweep swing breath breeze air wave ocean sea surf flight wing sword"),
        (
            .thud,
            "door knock hit thud footstep step drum stone chest wood wooden impact stomp heartbeat hammer landing jump"
        ),
        (.zap, "laser zap power robot beep ui button click blaster teleport electric spaceship alarm portal sci"),
        (.chirp, "bird chirp cricket frog tweet whistle parrot animal creature owl cat"),
        (.hum, "engine machine hum motor drone ambience cave generator ship train reactor purr"),
        (.crackle, "fire campfire flame crackle leaves paper gravel snow torch embers"),
    ])

    private static let moods = table([
        (
            Mood.calm,
            "calm ambient peaceful quiet relaxing soft gentle slow sleep lullaby dream dreamy meditation serene night"
        ),
        (.bright, "happy bright cheerful joyful sunny playful village upbeat cute fun victory summer morning"),
        (.dark, "dark sad eerie mysterious dungeon horror tense melancholy cave ruins haunted winter sorrow"),
        (.driving, "battle epic action fast chase boss energetic racing heroic adventure electronic dance combat"),
    ])

    private static let pitches = table([
        (0.6, "low deep lower big huge heavy giant large"), (1.5, "high higher small tiny little light bright shrill"),
    ])

    private static let paces = table([
        (0.6, "slow slower calm relaxed lazy"), (1.6, "fast faster quick rapid busy energetic frantic"),
    ])
}
