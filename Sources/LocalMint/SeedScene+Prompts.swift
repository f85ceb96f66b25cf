extension SeedScene {
    private static let minute = 60.0
    private static let hour = 3_600.0
    private static let day = 86_400.0

    /// For demonstration: every status at least once, some in progress, some waiting for a decision.
    static let showcase: [SeedScene] = [
        .init(
            kind: .model, prompt: "Brass astrolabe on a walnut stand, museum light", name: "Brass astrolabe",
            mode: .review, age: 0, standing: .waitingForReview(for: 2.1 * minute)),
        .init(
            kind: .world, prompt: "A quiet sci-fi greenhouse at dawn", mode: .auto, age: 0,
            standing: .makingFinal(for: 48)),
        .init(
            kind: .model, prompt: "Ceramic lamp, orange shade", mode: .review, age: 0, standing: .makingPreview(for: 9)),
        .init(
            kind: .model, prompt: "小さな木の船、白い帆", name: "小さな船", mode: .review, preset: .fast, age: 0,
            standing: .queued(for: 1)),
        .init(
            kind: .world, prompt: "Canal town in the rain, lanterns lit, seen from the bridge", name: "Canal town",
            mode: .review, preset: .production, age: 0, standing: .waitingForReview(for: 11.5 * minute)),
        .init(
            kind: .model, prompt: "Retro rocket, red and white enamel, a little dented", mode: .review, age: 0,
            standing: .revising(for: 6, "Make the fins larger and the body cream instead of white")),
        .init(
            kind: .model, prompt: "Little red fox sitting, felt and wool", name: "Felt fox", mode: .review, age: 0,
            standing: .waitingForReview(for: 26 * minute)),
        .init(
            kind: .model, prompt: "Copper teapot with a jade lid 🍵", mode: .auto, preset: .fast, age: 0,
            standing: .passingPreview),
        .init(
            kind: .world, prompt: "Desert observatory under a winter sky, production quality, long dusk",
            name: "Desert observatory", mode: .auto, preset: .production, age: 0,
            standing: .waitingForPayment(for: 38 * minute)),
        .init(
            kind: .world, prompt: "Tide pools at dusk", mode: .review, age: 2 * hour, standing: .succeeded(took: 640)),
        .init(
            kind: .model, prompt: "Lighthouse with a red roof on black rock", name: "Leuchtturm", mode: .auto,
            age: 3.2 * hour, standing: .succeeded(took: 84)),
        .init(
            kind: .world, prompt: "Island monastery above the clouds", mode: .auto, age: 5 * hour,
            standing: .partiallySucceeded(took: 150)),
        .init(
            kind: .model, prompt: "Knight, full body", mode: .auto, age: 47 * minute,
            standing: .failed(code: "moderation_blocked", "The prompt was blocked by content moderation.")),
        .init(
            kind: .model, prompt: "Wooden rocking chair, green cushion", mode: .review, age: 6.5 * hour,
            standing: .canceled(after: 21)),
    ]

    /// The project's library, finished over the last weeks.
    static let finished: [SeedScene] =
        zip(worldPrompts, worldAges).map { entry, age in
            SeedScene(
                kind: .world, prompt: entry.0, name: entry.1, preset: preset(age), age: age,
                standing: .succeeded(took: 90 + age.truncatingRemainder(dividingBy: 70)))
        }
        + zip(modelPrompts, modelAges).map { entry, age in
            SeedScene(
                kind: .model, prompt: entry.0, name: entry.1, preset: preset(age), age: age,
                standing: .succeeded(took: 55 + age.truncatingRemainder(dividingBy: 50)))
        }

    private static func preset(_ age: Double) -> GenerationPreset {
        GenerationPreset.allCases[Int(age / 977) % 3]
    }

    private static let worldAges: [Double] = [
        9 * minute, 1.4 * hour, 4 * hour, 8 * hour, 11 * hour, 20 * hour, 1.2 * day, 1.9 * day, 2.5 * day, 3.1 * day,
        4.4 * day,
        5 * day, 6.2 * day, 8.1 * day, 9.6 * day, 12 * day, 15.3 * day, 19 * day, 24.7 * day,
    ]

    private static let worldPrompts: [(String, String?)] = [
        ("Pine valley with a frozen lake, first light", "Frozen lake"),
        ("Red canyon with a dry riverbed and one lonely tree", nil),
        ("Floating market at sunset, paper lanterns over still water", "Floating market"),
        ("Mossy ruins of a temple in a misty forest", nil),
        ("Volcanic shore at night, the lava is almost out", "Black shore"),
        ("Alpine meadow after rain", nil),
        ("Un village de pêcheurs en Bretagne, marée basse", "Village de pêcheurs"),
        ("Moon base on the rim of a crater, Earth rising", nil),
        ("Terraced rice fields in morning fog", "棚田の朝霧"),
        ("Abandoned amusement park in tall grass, overcast", nil),
        ("Coral reef lagoon seen from a sandbar, noon", "Lagoon"),
        ("Winter harbour, ice between the boats", nil),
        ("Savanna waterhole in the golden hour", nil),
        ("Rolling vineyard hills, late autumn", "Weinberge im Herbst"),
        ("Crystal cave with a turquoise lake", nil),
        ("Small island with a lighthouse, storm coming", "Storm island"),
        ("Steppe with standing stones under a huge starry sky 🌌", nil),
        ("Birch forest in spring, a stream, soft light", nil),
        ("Dunes at dusk", nil),
    ]

    private static let modelAges: [Double] = [
        4 * minute, 22 * minute, 55 * minute, 1.8 * hour, 2.6 * hour, 5.5 * hour, 7 * hour, 9.4 * hour, 13 * hour,
        16 * hour, 22 * hour,
        1.1 * day, 1.6 * day, 2.2 * day, 2.8 * day, 3.5 * day, 4.1 * day, 4.8 * day, 5.6 * day, 6.9 * day, 7.7 * day,
        8.8 * day, 10 * day,
        11.2 * day, 12.9 * day, 14 * day, 16.5 * day, 18 * day, 20.4 * day, 22 * day, 26 * day,
    ]

    private static let modelPrompts: [(String, String?)] = [
        ("Terracotta amphora with a dark glaze line", "Amphora"),
        ("Snowy owl on a branch", nil),
        ("Steampunk submarine, brass and teal, round portholes", "Nautilus Jr."),
        ("Amethyst crystal cluster on dark rock", nil),
        ("Cottage with an orange roof and a small garden", "Cottage No. 4"),
        ("Bonsai pine in a blue pot", "盆栽"),
        ("Yellow camper van, white roof", nil),
        ("Astronaut figure, golden visor", "Commander Ada"),
        ("Old wooden treasure chest, iron bands, full of coins", nil),
        ("Strawberry cake with cream, three tiers", nil),
        ("Stone castle with blue roofs and flags", "Schloß Himmelblau"),
        ("Red mushroom family in a clay pot 🍄", nil),
        ("Acoustic guitar, sunburst", nil),
        ("Green dragon hatchling, curious", "Ember"),
        ("Silver sword in a stone, ruby pommel", nil),
        ("Porcelain vase, cobalt glaze", nil),
        ("Walnut armchair, mustard velvet", "Lounge chair"),
        (
            "Sailing ship with cream sails, three masts, for the title screen of a calm game about trade winds",
            "Trade Winds"
        ),
        ("Weather satellite, solar panels open", nil),
        ("Pink donut with sprinkles", nil),
        ("Copper lantern with a candle", nil),
        ("Humpback whale, slate blue", "Baleine à bosse"),
        ("Tiny robot gardener, mint green", "Bodo"),
        ("Stack of leather books", nil),
        ("Round café table with two apples", "Table de café"),
        ("Desert cactus, pink flowers", nil),
        ("Portable radio, cream and teal, 1962", nil),
        ("Pagoda with five roofs, red and gold", "五重の塔"),
        ("Wizard with a violet hat", nil),
        ("Lacquered drum with white cords", nil),
        ("Celestial globe, gilded rings", "Himmelsglobus"),
    ]
}
