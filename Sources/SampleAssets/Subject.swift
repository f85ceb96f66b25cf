/// The kinds of objects that `Sculptor` builds.
enum Subject: String, Sendable, Hashable, CaseIterable {
    case vessel, lamp, instrument, tower, house, figure, creature, plant, furniture, ship, rocket, vehicle
    case crystal, chest, food, blade, music
}
