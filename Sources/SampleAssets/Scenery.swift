import ModelViewer

/// The recognized properties of a World's brief.
struct Scenery: Sendable {
    enum Land: String, Sendable, CaseIterable {
        case meadow, alpine, forest, canyon, dunes, shore, island, volcanic, moon, harbour
    }
    enum Hour: String, Sendable, CaseIterable {
        case dawn, day, dusk, night, overcast
    }
    enum Building: String, Sendable {
        case dome, houses, lighthouse, ruins, stones, crystals, lanterns, tower
    }

    var land: Land
    var hour: Hour
    /// The buildings that the feedback and the prompt name, in that order.
    var buildings: [Building]
    /// The factor of the haze density.
    var haze: Float
    var isSnowy: Bool
    /// A requested color, which tints the ground and the plants.
    var tint: Color?

    init(_ brief: AssetBrief) {
        var random = brief.firstRandom("scenery")
        let words = (brief.feedback.reversed() + [brief.prompt]).flatMap {
            $0.lowercased().split { !$0.isLetter }.map(String.init)
        }
        func first<Value>(_ table: [String: Value]) -> Value? {
            words.lazy.compactMap(table.entry).first
        }
        land = first(Self.lands) ?? Land.allCases[random.integer(0...6)]
        hour = land == .moon ? .night : first(Self.hours) ?? [.dawn, .day, .day, .dusk][random.integer(0...3)]
        buildings = words.compactMap(Self.buildings.entry)
        haze = words.contains { ["mist", "misty", "fog", "foggy", "haze", "hazy"].contains($0) } ? 3 : 1
        isSnowy = words.contains {
            ["snow", "snowy", "winter", "ice", "icy", "frozen", "arctic", "glacier"].contains($0)
        }
        tint = first(Vocabulary.colors).map { Color(hex: $0) }
    }

    private static let lands = Vocabulary.table([
        (
            Land.meadow,
            "meadow field hill vineyard steppe savanna grassland garden park village farm terraced rice prairie greenhouse"
        ),
        (.alpine, "alpine mountain peak valley lake cave fjord glacier highland pass"),
        (.forest, "forest wood woods jungle birch grove swamp temple"),
        (.canyon, "canyon mesa gorge badlands cliff riverbed"),
        (.dunes, "desert dune sahara oasis observatory sand"),
        (.shore, "shore beach coast tide tidal reef sandbar bay fjord pool lagoon waterhole pêcheurs"),
        (.island, "island monastery archipelago atoll lighthouse cloud"),
        (.volcanic, "volcano volcanic lava magma ash"),
        (.moon, "moon lunar mars crater asteroid planet space"),
        (.harbour, "harbour harbor canal market town city port street bridge venice floating"),
    ])

    private static let hours = Vocabulary.table([
        (Hour.dawn, "dawn sunrise morning first early spring 朝"),
        (.day, "noon day midday sunny bright summer clear"),
        (.dusk, "dusk sunset evening golden twilight autumn"),
        (.night, "night cave midnight moonlit starry stars nocturnal"),
        (.overcast, "overcast rain rainy storm stormy grey gray cloudy misty fog foggy mist"),
    ])

    private static let buildings = Vocabulary.table([
        (Building.dome, "greenhouse dome observatory base biodome station habitat"),
        (.houses, "town village house market harbour harbor cottage street farm city hut canal monastery"),
        (.lighthouse, "lighthouse beacon"),
        (.ruins, "ruin ruins temple abandoned columns pillar forgotten"),
        (.stones, "stones monolith megalith henge standing"),
        (.crystals, "crystal gem amethyst shard cave"),
        (.lanterns, "lantern lanterns lamps fireflies candle"),
        (.tower, "tower castle fortress keep spire citadel"),
    ])
}
