import Foundation
import ModelViewer
import SampleAssets

/// Writes files of every format for a few briefs, with facts about them, for independent readers.
///
/// Usage: formats-fixture FOLDER. Each brief gets its own folder; `facts.json` lists the files.
@main
struct FormatsFixture {
    /// The expected properties of a file.
    struct Fact: Encodable {
        var file: String
        var format: String
        var triangles: Int?
        /// In meters, Y up.
        var size: [Float]?
        /// The duration of one loop of an animation.
        var seconds: Double?
        var splats: Int?
        /// The number of samples of a sound.
        var samples: Int?
    }

    static let briefs = [
        AssetBrief(prompt: "A red dragon on a stone base", seed: 1),
        AssetBrief(prompt: "brass astrolabe with a walnut stand", seed: 2),
        AssetBrief(prompt: "a knight in steel armour", seed: 4),
        AssetBrief(prompt: "wooden chair", feedback: ["make it blue and taller"], seed: 3),
    ]

    static let worlds = [
        AssetBrief(prompt: "birch forest at dusk", seed: 1),
        AssetBrief(prompt: "tide pools", feedback: ["at night, with stars"], seed: 2),
    ]

    static let noises = ["magic bell", "water drops"]

    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            print("usage: formats-fixture FOLDER")
            exit(64)
        }
        let folder = URL(filePath: CommandLine.arguments[1], directoryHint: .isDirectory)
        var facts: [Fact] = []
        for (number, brief) in briefs.enumerated() {
            let place = folder.appending(path: "model-\(number)", directoryHint: .isDirectory)
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            facts += try models(brief).map { name, format, mesh in
                let file = try format.file(of: mesh, named: name)
                try Data(file.bytes).write(to: place.appending(path: file.filename))
                return Fact(
                    file: "model-\(number)/\(file.filename)", format: format.rawValue, triangles: mesh.triangleCount,
                    size: mesh.bounds.map { [$0.size.x, $0.size.y, $0.size.z] })
            }
        }
        facts += try animations(in: folder)
        for (number, brief) in worlds.enumerated() {
            facts += try world(brief, in: folder, "world-\(number)", number == 0 ? SplatTier.allCases : [.small])
        }
        facts += try sounds(in: folder)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(facts).write(to: folder.appending(path: "facts.json"))
    }

    private static func world(
        _ brief: AssetBrief, in folder: URL, _ name: String, _ tiers: [SplatTier]
    ) throws -> [Fact] {
        let place = folder.appending(path: name, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let design = WorldDesign(brief)
        let collider = design.collider
        try Data(GLB.encode(collider)).write(to: place.appending(path: "collider.glb"))
        var facts = [
            Fact(
                file: "\(name)/collider.glb", format: "glb", triangles: collider.triangleCount,
                size: collider.bounds.map { [$0.size.x, $0.size.y, $0.size.z] })
        ]
        for tier in tiers {
            let file = "\(tier.rawValue).spz"
            try Data(design.splats(tier)).write(to: place.appending(path: file))
            facts.append(Fact(file: "\(name)/\(file)", format: "spz", splats: tier.count))
        }
        return facts
    }

    private static func animations(in folder: URL) throws -> [Fact] {
        let place = folder.appending(path: "animations", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        return try briefs.indices.map { number in
            let model = AnimatedModel(briefs[number], motionPrompt: "walk", heightMeters: 1.5)
            let file = "\(number).glb"
            try Data(model.glb()).write(to: place.appending(path: file))
            return Fact(
                file: "animations/\(file)", format: "glb", triangles: ModelDesign(briefs[number]).mesh.triangleCount,
                size: [0, 0, 0], seconds: model.seconds)
        }
    }

    private static func sounds(in folder: URL) throws -> [Fact] {
        let place = folder.appending(path: "sounds", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        return try noises.flatMap { prompt in
            try SoundDesign.Kind.allCases.map { kind in
                let seconds = kind == .soundEffect ? 2.5 : 12
                let sound = SoundDesign(AssetBrief(prompt: prompt, seed: 1), kind, seconds: seconds)
                let file = "\(prompt.replacing(" ", with: "-")).\(kind.rawValue).wav"
                try Data(sound.wave()).write(to: place.appending(path: file))
                return Fact(file: "sounds/\(file)", format: "wav", samples: Int(seconds * 44_100))
            }
        }
    }

    private static func models(_ brief: AssetBrief) -> [(String, MeshFormat, Mesh)] {
        let mesh = ModelDesign(brief).mesh
        return MeshFormat.allCases.map { ("whole", $0, mesh) }
            + Simplification.allCases.map { ("optimized \($0.rawValue)", .glb, mesh.simplified($0)) }
    }
}
