import ModelViewer

/// Builds the mesh of a Model from its prompt reading. Sizes are about 1; the result is scaled afterward.
struct Sculptor {
    var builder = MeshBuilder()
    var random: SeededRandom
    let reading: PromptReading

    init(_ brief: AssetBrief, _ reading: PromptReading) {
        random = brief.firstRandom("shape")
        self.reading = reading
    }

    /// Builds the object, with its stand if it has one, standing on y = 0 with a longest side of 1 m.
    mutating func sculpt() -> Mesh {
        let raised = reading.stand == nil ? Transform.identity : Transform.identity.moved(0, 0.16, 0)
        build(raised)
        if let stand = reading.stand { addStand(stand) }
        return builder.finished().stretched(reading.proportions).standing(size: 1)
    }

    private mutating func build(_ at: Transform) {
        switch reading.subject {
        case .vessel: addVessel(at)
        case .lamp: addLamp(at)
        case .instrument: addInstrument(at)
        case .tower: addTower(at)
        case .house: addHouse(at)
        case .figure: addFigure(at)
        case .creature: addCreature(at)
        case .plant: addPlant(at)
        case .furniture: addFurniture(at)
        case .ship: addShip(at)
        case .rocket: addRocket(at)
        case .vehicle: addVehicle(at)
        case .crystal: addCrystal(at)
        case .chest: addChest(at)
        case .food: addFood(at)
        case .blade: addBlade(at)
        case .music: addMusic(at)
        }
    }

    private mutating func addStand(_ paint: PromptReading.Paint) {
        let surface = Surface.grained(paint.color, seed: random.next(), lying: true, paint.material)
        let width: Float = 0.34
        builder.lathe(
            [
                (0, 0), (width, 0), (width, 0.05), (width * 0.9, 0.07), (width * 0.78, 0.09), (width * 0.74, 0.13),
                (width * 0.78, 0.16), (0, 0.16),
            ], .identity, surface)
    }

    // MARK: Surfaces from the reading

    var primary: Surface { surface(reading.primary) }
    var secondary: Surface { surface(reading.secondary) }
    var accent: Surface { surface(reading.accent) }
    var dark: Surface { .plain(Color(hex: 0x2B2A2E), .satin) }
    var warmGlow: Surface { .plain(Color(hex: 0xFFD9A0), .glowing) }

    /// The surface of a paint: grained wood, uneven stone and clay, otherwise plain.
    func surface(_ paint: PromptReading.Paint) -> Surface {
        let seed = SeededRandom.hash("\(paint.color)")
        return switch paint.material {
        case .satin: .grained(paint.color, seed: seed, paint.material)
        case .matte: .mottled(paint.color, seed: seed, paint.material)
        case .glazed: .mottled(paint.color, seed: seed, strength: 0.1, paint.material)
        default: .plain(paint.color, paint.material)
        }
    }

    /// The surface, lighter (above 1) or darker.
    func shaded(_ surface: Surface, _ amount: Float) -> Surface {
        Surface(material: surface.material) { surface.color($0) * amount }
    }
}
