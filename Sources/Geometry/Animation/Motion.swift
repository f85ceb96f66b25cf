import Foundation

/// A movement that repeats: what it is and how long one round takes.
struct Motion: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable {
        /// Turns about its axis, as on a turntable.
        case spin
        /// Floats up and down.
        case bob
        /// Leans from side to side.
        case sway
        /// Leaps on the spot.
        case hop
        /// Steps on the spot, the limbs swinging.
        case walk
    }

    var kind: Kind
    /// Of one round.
    var seconds: Float
    /// Multiplies every angle and distance.
    var strength: Float

    init(_ prompt: String, _ random: SeededRandom) {
        var random = random
        let words = prompt.lowercased().split { !$0.isLetter }.map(String.init)
        let known = words.lazy.compactMap { Self.kinds[$0] }.first
        let chosen: Kind = [.bob, .sway, .spin][random.integer(0...2)]
        kind = known ?? chosen
        let usual: [Kind: Float] = [.spin: 4, .bob: 3, .sway: 2.4, .hop: 1.1, .walk: 1.2]
        let quick: Float = words.contains { Self.quickWords.contains($0) } ? 0.6 : 1
        let slow: Float = words.contains { ["slow", "slowly", "calm", "gently", "lazy"].contains($0) } ? 1.7 : 1
        seconds = (usual[kind] ?? 2) * quick * slow * random.float(0.9...1.1)
        strength = random.float(0.85...1.15) * (slow > 1 ? 0.8 : 1)
    }

    private static let quickWords: Set<String> = [
        "run", "runs", "running", "fast", "quick", "quickly", "sprint", "sprinting", "energetic", "gallop",
    ]

    private static let kinds: [String: Kind] = {
        let lists: [(Kind, String)] = [
            (.spin, "spin spins spinning rotate rotates rotating turn turns turning turntable twirl orbit revolve"),
            (
                .bob,
                "bob bobs bobbing float floats floating hover hovers hovering fly flies flying breathe breathing idle"
            ),
            (
                .sway,
                "sway sways swaying dance dances dancing wave waves waving swing swinging rock rocking wobble shake"
            ),
            (.hop, "hop hops hopping jump jumps jumping bounce bounces bouncing leap leaps leaping"),
            (
                .walk,
                "walk walks walking run runs running march marches marching step steps stepping stroll gallop trot sprint sprinting"
            ),
        ]
        var result: [String: Kind] = [:]
        for (kind, words) in lists {
            for word in words.split(separator: " ") { result[String(word)] = kind }
        }
        return result
    }()

    /// Where the whole is at a share of the round, 0 to 1: moved in units of its height, turned by radians about X, Y
    /// and Z, Y first.
    func body(_ t: Float) -> (move: Vector3, turn: Vector3) {
        let wave = sin(t * 2 * .pi)
        return switch kind {
        case .spin: (.zero, Vector3(0, t * 2 * .pi, 0))
        case .bob: (Vector3(0, 0.06 + 0.05 * strength * wave, 0), Vector3(0.03 * sin(t * 4 * .pi), 0.12 * wave, 0))
        case .sway: (Vector3(0, 0, 0), Vector3(0, 0.1 * wave, 0.13 * strength * wave))
        case .hop: (Vector3(0, 0.3 * strength * max(wave, 0), 0), Vector3(-0.12 * wave, 0, 0))
        case .walk:
            (Vector3(0, 0.025 * strength * abs(wave), 0), Vector3(0, 0.05 * wave, 0.035 * strength * wave))
        }
    }

    /// The angle in radians by which a limb is swung about X at a share of the round.
    func swing(_ limb: Limbs.Limb, _ t: Float) -> Float {
        // Legs across from each other go together, arms against their own leg.
        let phase = limb.side * (limb.isFront ? -1 : 1) * (limb.kind == .arm ? -1 : 1)
        let wave = sin(t * 2 * .pi) * phase
        return switch kind {
        case .spin, .bob: limb.kind == .arm ? 0.08 * sin(t * 2 * .pi) : 0
        case .sway: limb.kind == .arm ? 0.35 * strength * wave : 0
        case .hop: (limb.kind == .arm ? -0.5 : 0.25) * strength * max(sin(t * 2 * .pi), 0)
        case .walk: (limb.kind == .arm ? 0.4 : 0.5) * strength * wave
        }
    }
}
