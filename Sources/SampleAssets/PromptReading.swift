import Foundation
import ModelViewer

/// The recognized properties of a brief.
struct PromptReading: Sendable {
    struct Paint: Sendable, Hashable {
        var color: Color
        var material: Material
    }

    var subject: Subject
    /// The color of the main body, from the words or a color scheme.
    var primary: Paint
    var secondary: Paint
    var accent: Paint
    var stand: Paint?
    /// All words in lower case, the newest feedback first.
    var words: [String]

    private static let standWords: Set<String> = ["stand", "base", "plinth", "pedestal", "foot"]
    /// Names of secondary parts; a color directly before one of them does not apply to the body.
    private static let partWords: Set<String> = [
        "roof", "roofs", "shade", "sail", "sails", "lid", "cushion", "cushions", "rim", "handle", "velvet", "trim",
        "visor",
        "spots", "flowers", "hat", "flags", "bands", "cords", "stripes", "fins", "rings", "glaze", "line", "pommel",
        "belly", "pot", "rock",
    ]

    init(_ brief: AssetBrief) {
        var random = brief.firstRandom("reading")
        words = (brief.feedback.reversed() + [brief.prompt]).flatMap(Self.words)
        let text = brief.prompt
        subject =
            Self.words(text).lazy.compactMap(Vocabulary.subjects.entry).first
            ?? text.lazy.compactMap { Vocabulary.characters[$0] }.first
            ?? Subject.allCases[random.integer(0...Subject.allCases.count - 1)]
        var paints: [Paint] = []
        var partPaint: Paint?
        let subject = self.subject
        func isPart(_ word: String) -> Bool { Self.partWords.contains(word) && Vocabulary.subjects[word] != subject }
        for (index, word) in words.enumerated() {
            guard let paint = Self.paint(word) else { continue }
            let next = index + 1 < words.count ? words[index + 1] : ""
            if Self.standWords.contains(next) {
                stand = stand ?? paint
            } else if isPart(next) || (index > 0 && isPart(words[index - 1])) {
                partPaint = partPaint ?? paint
            } else if !paints.contains(paint) {
                paints.append(paint)
            }
        }
        if stand == nil, words.contains(where: Self.standWords.contains), !Self.refusesStand(words) {
            stand = Paint(color: Color(hex: 0x5E3E28), material: .satin)
        }
        let scheme = Self.schemes[random.integer(0...Self.schemes.count - 1)].map {
            Paint(color: Color(hex: $0), material: random.chance(0.5) ? .satin : .glazed)
        }
        let usual = Self.usualWords(subject, words).map { $0[random.integer(0...$0.count - 1)] }.flatMap(Self.paint)
        primary = paints.first ?? usual ?? scheme[0]
        secondary = partPaint ?? (paints.count > 1 ? paints[1] : scheme[paints.isEmpty ? 1 : 2])
        accent = paints.count > 2 ? paints[2] : scheme[paints.isEmpty ? 2 : 0]
    }

    /// The factors for width, height and depth.
    var proportions: Vector3 {
        var result = Vector3(1, 1, 1)
        if has("tall", "taller", "slender", "slim", "thin", "thinner", "narrow") { result = Vector3(0.82, 1.2, 0.82) }
        if has("wide", "wider", "fat", "chubby", "squat", "short", "shorter", "stout") {
            result = Vector3(result.x * 1.2, result.y * 0.8, result.z * 1.2)
        }
        return result
    }

    func has(_ any: String...) -> Bool { any.contains { words.contains($0) } }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && $0 != "-" }.flatMap { $0.split(separator: "-") }.map(String.init)
    }

    private static func paint(_ word: String) -> Paint? {
        if let substance = Vocabulary.substances[word] {
            return Paint(color: Color(hex: substance.hex), material: substance.material)
        }
        return Vocabulary.colors[word].map { Paint(color: Color(hex: $0), material: .satin) }
    }

    private static func refusesStand(_ words: [String]) -> Bool {
        zip(words, words.dropFirst()).contains { ["no", "without"].contains($0) && standWords.contains($1) }
    }

    private static func usualWords(_ subject: Subject, _ words: [String]) -> [String]? {
        guard subject == .figure else { return usual[subject] }
        if words.contains("astronaut") { return ["white", "cream"] }
        let isClad = words.contains {
            ["knight", "warrior", "samurai", "soldier", "robot", "mech", "golem"].contains($0)
        }
        return isClad ? ["steel", "silver", "bronze"] : ["indigo", "moss", "brown", "teal", "crimson"]
    }

    /// The default material of each subject.
    private static let usual: [Subject: [String]] = [
        .creature: ["apricot", "tan", "sage", "grey", "brown"],
        .tower: ["sandstone", "stone", "cream"], .ship: ["oak", "mahogany"], .blade: ["steel"],
        .instrument: ["brass", "copper", "bronze"], .furniture: ["oak", "walnut", "tan"],
        .chest: ["oak", "walnut", "mahogany"], .music: ["walnut", "mahogany", "oak"],
    ]

    /// Color schemes of three colors for prompts without a color.
    private static let schemes: [[UInt32]] = [
        [0xD9825B, 0x2F4858, 0xF2D7A0], [0x4F7F86, 0xE3B778, 0x3A2E39], [0xB5515C, 0xE9D8C3, 0x3E5C6B],
        [0x7C9A5E, 0xE4C58A, 0x5B3A29], [0x5C6BA8, 0xE8A87C, 0xF1E9DA], [0xC98B3F, 0x35524A, 0xEFE0C2],
        [0x8C5A8C, 0xE7C8B1, 0x3B3F5C], [0x3F8F83, 0xF0E2C6, 0xC8553D], [0xDDA94B, 0x6B3E3E, 0xEADFCB],
        [0x6E8CA8, 0xD8B08C, 0x2E3440],
    ]
}
