import Foundation

/// A repeating movement with its duration.
struct Motion: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable {
        /// Rotates about the vertical axis.
        case spin
        case bob
        case sway
        case hop
        /// Walks in place with swinging limbs.
        case walk
    }

    var kind: Kind
    var seconds: Float
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

    /// The body's offset in heights and its rotation about X, Y and Z in radians (Y first) at a fraction of the cycle,
    /// 0 to 1.
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

    /// The angle of a limb about X, in radians, at a fraction of the cycle.
    func swing(_ limb: Limbs.Limb, _ t: Float) -> Float {
        // Diagonally opposite legs move together, and arms opposite to their leg.
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
