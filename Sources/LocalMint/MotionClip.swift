import Foundation
import Wire

/// How a Model moves in an animation: the whole of it, since what is made here has no bones.
struct MotionClip: Sendable, Hashable {
    enum Motion: String, Sendable, CaseIterable {
        case turn
        case hop
        case sway
        case nod
    }

    var motion: Motion
    /// What the Model is scaled to, in metres; nil leaves it as it is.
    var heightMeters: Double?

    /// Of one round, which ends as it began.
    var seconds: Double {
        switch motion {
        case .turn: 4
        case .hop: 1
        case .sway: 3
        case .nod: 2
        }
    }

    private static let words: [Motion: Set<String>] = [
        .turn: ["turn", "turns", "turning", "spin", "spins", "spinning", "rotate", "rotates", "dance", "dances"],
        .hop: ["hop", "hops", "jump", "jumps", "jumping", "bounce", "bounces", "run", "runs", "running"],
        .nod: ["nod", "nods", "nodding", "bow", "bows", "bowing", "greet", "greets"],
    ]

    init(motion: Motion, heightMeters: Double? = nil) {
        self.motion = motion
        self.heightMeters = heightMeters
    }

    /// What the animation of the record asked for; a word that is not known sways.
    init(_ record: OperationRecord) {
        let asked = (record.prompt ?? "").lowercased().split { !$0.isLetter }.map(String.init)
        let motion = asked.lazy.compactMap { word in Motion.allCases.first { Self.words[$0]?.contains(word) == true } }
            .first
        self.init(motion: motion ?? .sway, heightMeters: record.input["heightMeters"]?.double)
    }

    /// One key frame: a moment, a quaternion (x, y, z, w) and a place in heights of the Model.
    struct Key: Sendable, Hashable {
        var seconds: Double
        var rotation: [Double]
        var rise: Double
    }

    /// At least two, in order of time; the first is at 0 and the last at `seconds`.
    var keys: [Key] {
        let steps = 24
        return (0...steps).map { step in
            let share = Double(step) / Double(steps)
            let wave = sin(share * 2 * .pi)
            return switch motion {
            case .turn: key(share, axis: 1, angle: share * 2 * .pi)
            case .hop: key(share, axis: 1, angle: 0, rise: 0.35 * sin(share * .pi))
            case .sway: key(share, axis: 2, angle: 0.16 * wave)
            case .nod: key(share, axis: 0, angle: 0.3 * (1 - cos(share * 2 * .pi)) / 2)
            }
        }
    }

    private func key(_ share: Double, axis: Int, angle: Double, rise: Double = 0) -> Key {
        var rotation = [0.0, 0, 0, cos(angle / 2)]
        rotation[axis] = sin(angle / 2)
        return Key(seconds: share * seconds, rotation: rotation, rise: rise)
    }
}
