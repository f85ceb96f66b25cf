import ModelViewer

/// The recognized words of a prompt. Other words only change the seed.
enum Vocabulary {
    /// Word to 0xRRGGBB.
    static let colors: [String: UInt32] = [
        "red": 0xC8322B, "crimson": 0xA8182F, "scarlet": 0xD1281C, "ruby": 0xA3123A, "orange": 0xE8762D,
        "amber": 0xE09A2B, "apricot": 0xF0A868, "yellow": 0xEBC334, "lemon": 0xF0DC4A, "mustard": 0xC79A2A,
        "green": 0x4B9B53, "emerald": 0x1E8A5A, "olive": 0x77793A, "moss": 0x66803C, "mossy": 0x66803C,
        "mint": 0x93D3B4, "lime": 0x9CCB3B, "sage": 0x97A886, "teal": 0x23848A, "cyan": 0x3CBBCB,
        "turquoise": 0x36B9AC, "aqua": 0x5CC9CF, "blue": 0x3B6FC4, "navy": 0x23355F, "cobalt": 0x2350A8,
        "indigo": 0x413A8C, "azure": 0x4C9BE0, "violet": 0x7048A8, "purple": 0x7A3F98, "lavender": 0xA998D4,
        "lilac": 0xB99BD1, "pink": 0xE58BAA, "rose": 0xD9738C, "magenta": 0xC2388F, "coral": 0xEF7B62,
        "peach": 0xF3B596, "brown": 0x7B5236, "chocolate": 0x5B3722, "tan": 0xBF9D72, "beige": 0xD8C7A6,
        "sand": 0xD6BD8C, "sandy": 0xD6BD8C, "cream": 0xEFE4CB, "ivory": 0xEDE6D3, "white": 0xEDEDEA,
        "grey": 0x8A8D91, "gray": 0x8A8D91, "charcoal": 0x3C3F44, "black": 0x26272B, "midnight": 0x20264A,
        "pastel": 0xB8C8E6, "neon": 0x4DE8C2, "rainbow": 0xD9738C, "snowy": 0xEEEEEC,
    ]

    /// Word to 0xRRGGBB and its material.
    static let substances: [String: (hex: UInt32, material: Material)] = [
        "brass": (0xC9A24B, .metal), "bronze": (0x9A6B3B, .metal), "copper": (0xC9764B, .metal),
        "gold": (0xE0B24A, .metal), "golden": (0xE0B24A, .metal), "gilded": (0xE0B24A, .metal),
        "silver": (0xC9CDD2, .metal), "chrome": (0xD3D7DC, .metal), "steel": (0x9AA2AB, .metal),
        "iron": (0x62666C, .wornMetal), "rusty": (0x8A4A2B, .wornMetal), "rust": (0x8A4A2B, .wornMetal),
        "tin": (0xA9AEB3, .wornMetal), "titanium": (0x8E959C, .metal), "pewter": (0x82868B, .wornMetal),
        "ceramic": (0xE4DED0, .glazed), "porcelain": (0xF1EFEA, .glazed), "terracotta": (0xB9643F, .matte),
        "clay": (0xB07A58, .matte), "marble": (0xE3E0DB, .glazed), "stone": (0x9B978D, .matte),
        "granite": (0x7F7C79, .satin), "sandstone": (0xC8A878, .matte), "slate": (0x555E68, .satin),
        "walnut": (0x5E3E28, .satin), "oak": (0xA97C4B, .satin), "wood": (0x9A6B3F, .satin),
        "wooden": (0x9A6B3F, .satin), "mahogany": (0x6B2E1E, .satin),
        "bamboo": (0xC4AE6A, .satin), "driftwood": (0xA39583, .matte), "leather": (0x7A4A2B, .satin),
        "glass": (0x9FC7C9, .glazed), "crystal": (0xA9CFE3, .glazed), "ice": (0xBFE0EE, .glazed),
        "jade": (0x4F9E7C, .glazed), "obsidian": (0x22212A, .glazed), "amethyst": (0x8A5CB8, .glazed),
        "sapphire": (0x2A55B0, .glazed), "paper": (0xEFE8D8, .matte), "velvet": (0x6E1F3A, .matte),
        "wool": (0xD9CFBF, .matte), "knitted": (0xC9815B, .matte), "felt": (0xB87B6B, .matte),
        "plastic": (0xD8594C, .glazed), "enamel": (0x3C7F9C, .glazed), "lacquered": (0x9C1F24, .glazed),
    ]

    /// Word to subject; a plural `s` is removed first.
    static let subjects = table([
        (
            Subject.vessel,
            "vase pot jar bowl cup mug teapot kettle urn bottle goblet amphora pitcher jug chalice planter cauldron flask"
        ),
        (.lamp, "lamp lantern light chandelier candle candlestick lampshade torch sconce"),
        (
            .instrument,
            "astrolabe clock compass orrery telescope globe gear watch sextant machine engine camera microscope barometer automaton"
        ),
        (.tower, "tower castle lighthouse keep temple windmill pagoda church fortress spire obelisk minaret citadel"),
        (
            .house,
            "house cottage cabin hut tavern shop kiosk bakery barn farmhouse treehouse inn home pavilion teahouse"
        ),
        (
            .figure,
            "knight robot warrior wizard astronaut statue samurai golem figure hero monk figurine mech soldier explorer"
        ),
        (
            .creature,
            "cat dog fox dragon owl bird fish whale frog bear rabbit turtle dinosaur creature axolotl octopus snail beetle penguin elephant otter hedgehog"
        ),
        (.plant, "tree bonsai mushroom cactus flower fern plant palm sunflower succulent willow"),
        (.furniture, "chair stool table desk bench sofa shelf cabinet armchair bed bookcase throne rocking"),
        (.ship, "ship boat submarine galleon canoe schooner sailboat raft ferry junk tugboat"),
        (.rocket, "rocket spaceship satellite drone probe spacecraft starship lander"),
        (.vehicle, "car truck van bus tram train tractor scooter locomotive buggy racer wagon cart rover"),
        (.crystal, "crystal gem diamond geode rock meteor meteorite shard prism"),
        (.chest, "chest crate box book barrel backpack suitcase toolbox drawer mimic"),
        (.food, "cake donut burger fruit bread pie cupcake sushi pancake croissant dumpling ramen"),
        (.blade, "sword axe dagger katana spear blade shield halberd"),
        (.music, "guitar violin drum gramophone radio cello banjo ukulele accordion"),
    ])

    /// A table from lists of words, separated by spaces.
    static func table<Value>(_ lists: [(Value, String)]) -> [String: Value] {
        let pairs = lists.flatMap { value, words in words.split(separator: " ").map { (String($0), value) } }
        return Dictionary(pairs) { _, later in later }
    }

    /// Characters to subject, for scripts without spaces between words; found anywhere in the text.
    static let characters: [Character: Subject] = [
        "灯": .lamp, "燈": .lamp, "塔": .tower, "城": .tower, "家": .house, "屋": .house, "龍": .creature, "龙": .creature,
        "猫": .creature, "狐": .creature, "鳥": .creature, "茶": .vessel, "壺": .vessel, "瓶": .vessel, "花": .plant,
        "木": .plant, "船": .ship, "剣": .blade, "剑": .blade, "琴": .music, "時": .instrument, "钟": .instrument,
        "🍄": .plant, "🌵": .plant, "🦊": .creature, "🐉": .creature, "🚀": .rocket, "🤖": .figure, "🎂": .food,
    ]
}

extension Dictionary where Key == String {
    /// The entry of a word, or of its singular.
    func entry(_ word: String) -> Value? {
        self[word] ?? (word.hasSuffix("s") ? self[String(word.dropLast())] : nil)
    }
}
