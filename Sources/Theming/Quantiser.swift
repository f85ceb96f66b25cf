import TerminalCore

/// Replaces colours by those of a terminal's palette.
struct Quantiser: Sendable {
    /// A palette entry and what it looks like.
    private struct Candidate: Sendable {
        var index: UInt8
        var rgb: RGB
        var oklab: SIMD3<Double>
    }

    /// Up to this distance from the grey axis of OKLab the eye takes a colour for grey.
    private static let greyChroma = 0.045

    private let depth: ColorDepth
    private let candidates: [Candidate]

    /// - Parameter depth: `indexed256`, `ansi16` or `ansi8`; any other counts as 256.
    init(depth: ColorDepth) {
        self.depth = depth
        switch depth {
        case .ansi8: candidates = Self.basic(white: RGB(red: 255, green: 255, blue: 255))
        case .ansi16: candidates = Self.basic + Self.bright
        default: candidates = Self.fixed
        }
    }

    /// Both colours, so that the text stays readable on its background.
    ///
    /// - Parameters:
    ///   - style: What to replace.
    ///   - screen: The theme's own background before replacing.
    ///   - least: The contrast the text needs, if it has it now.
    ///   - leastDistance: How far in OKLab its background has to stay from the screen's, of the 256 colours, if it is
    ///     another one; nil where it may become the same.
    /// - Returns: The style in the palette's colours, with an attribute where those cannot say it.
    func style(_ style: Style, screen: Color, least: Double, leastDistance: Double? = nil) -> Style {
        var result = style
        result.background = background(style.background, screen: screen, leastDistance: leastDistance)
        if depth == .ansi8, case .palette(8...15) = style.foreground { result.attributes.insert(.bold) }
        let now = style.foreground.contrast(to: style.background) ?? least
        let isGrey = style.foreground.channels.map { chroma($0.oklab) <= Self.greyChroma } ?? false
        result.foreground = foreground(
            style.foreground, on: result.background, needed: min(now, needed(least, isGrey: isGrey)))
        // Eight colours have no grey, so what steps back does it by an attribute.
        if depth == .ansi8, isGrey, least < 4.5 { result.attributes.insert(.dim) }
        if result.foreground == result.background, case .palette(let index) = result.background {
            result.foreground = .palette(index == 0 ? 7 : 0)
        }
        return result
    }

    /// The nearest colour that has that contrast to a colour of this palette, or else the one that has most.
    func foreground(_ color: Color, on background: Color, needed: Double) -> Color {
        let behind = look(background)
        return self.color(color) { candidate in behind.map { candidate.contrast(to: $0) / needed } ?? 1 }
    }

    /// What the screen's own background becomes. Of 16 colours it is black for every dark theme: the nearest one is grey or
    /// a strong blue, and text on those is a guess.
    func screen(_ own: Color) -> Color {
        guard depth != .indexed256, let look = own.channels, look.contrast(to: .white) > look.contrast(to: .black)
        else {
            return color(own)
        }
        return .palette(0)
    }

    /// Nobody knows what the 16 colours really look like: hues need little there, and plain text takes the far end.
    private func needed(_ least: Double, isGrey: Bool) -> Double {
        depth == .indexed256 ? least : isGrey && least >= 4.5 ? 9 : 2.5
    }

    /// The nearest colour without regard to any other.
    func color(_ color: Color) -> Color {
        self.color(color) { _ in 1 }
    }

    private func background(_ own: Color, screen: Color, leastDistance: Double?) -> Color {
        let ground = self.screen(screen)
        guard depth == .indexed256 else {
            // A raised ground is a shade of the screen's; the nearest of 16 colours would be a garish block.
            return own == screen || isShade(own, of: screen) ? ground : color(own)
        }
        guard let leastDistance, own != screen, let groundLook = look(ground) else { return color(own) }
        return color(own) { $0.distance(to: groundLook) / leastDistance }
    }

    private func isShade(_ color: Color, of screen: Color) -> Bool {
        guard let own = color.channels?.oklab, let ground = screen.channels?.oklab, chroma(own) < 0.1 else {
            return false
        }
        return abs(own.x - ground.x) < 0.2
    }

    /// The nearest colour that `fitness` gives 1 or more, or else the fittest.
    private func color(_ color: Color, fitness: (RGB) -> Double) -> Color {
        switch color {
        case .terminalDefault: return color
        case .palette(let index) where index < 8 || (index < 16 && depth != .ansi8) || depth == .indexed256:
            return color
        case .palette(let index) where index < 16: return .palette(index - 8)
        case .palette, .rgb: break
        }
        guard let rgb = color.channels else { return color }
        let wanted = rgb.oklab
        var nearest: (index: UInt8, distance: Double)?
        var fittest: (index: UInt8, fitness: Double)?
        for candidate in candidates {
            let distance = distance(wanted, candidate.oklab)
            // Whether it fits costs more to know than whether it is nearer.
            if let nearest, distance >= nearest.distance { continue }
            let fitness = fitness(candidate.rgb)
            if fitness >= 1 { nearest = (candidate.index, distance) }
            if fitness > fittest?.fitness ?? -1 { fittest = (candidate.index, fitness) }
        }
        return (nearest?.index ?? fittest?.index).map { .palette($0) } ?? color
    }

    private func look(_ color: Color) -> RGB? {
        guard case .palette(let index) = color else { return color.channels }
        return candidates.first { $0.index == index }?.rgb ?? color.channels
    }

    /// In 256 colours what the eye sees. In 16 a pale blue is nearer to grey than to blue, and all statuses would be
    /// white: there, colour goes to colour and grey to grey, by hue first.
    private func distance(_ wanted: SIMD3<Double>, _ candidate: SIMD3<Double>) -> Double {
        let apart = wanted - candidate
        let seen = (apart * apart).sum()
        guard depth != .indexed256 else { return seen }
        let wantedChroma = chroma(wanted)
        let candidateChroma = chroma(candidate)
        let isColor = wantedChroma > Self.greyChroma
        guard isColor == (candidateChroma > Self.greyChroma) else { return 100 + seen }
        guard isColor else { return seen }
        let cosine = (wanted.y * candidate.y + wanted.z * candidate.z) / (wantedChroma * candidateChroma)
        return (1 - cosine) * 2.5 + abs(apart.x)
    }

    private func chroma(_ color: SIMD3<Double>) -> Double {
        (color.y * color.y + color.z * color.z).squareRoot()
    }

    // MARK: Palettes

    private static let fixed: [Candidate] = (16...255).map { index in
        candidate(UInt8(index), RGB(fixedPaletteIndex: UInt8(index)))
    }

    /// The 16 colours as the VGA console shows them; every terminal has its own, and these lie in their middle.
    private static let basic = basic(white: RGB(red: 0xAA, green: 0xAA, blue: 0xAA))

    private static func basic(white: RGB) -> [Candidate] {
        let brown = RGB(red: 0xAA, green: 0x55, blue: 0)
        return (0..<8).map { index in
            let rgb = index == 3 ? brown : index == 7 ? white : vga(index, off: 0, on: 0xAA)
            return candidate(UInt8(index), rgb)
        }
    }

    private static let bright: [Candidate] = (0..<8).map { index in
        candidate(UInt8(index + 8), vga(index, off: 0x55, on: 0xFF))
    }

    private static func vga(_ index: Int, off: UInt8, on: UInt8) -> RGB {
        RGB(
            red: index & 1 == 0 ? off : on, green: index & 2 == 0 ? off : on, blue: index & 4 == 0 ? off : on)
    }

    private static func candidate(_ index: UInt8, _ rgb: RGB) -> Candidate {
        Candidate(index: index, rgb: rgb, oklab: rgb.oklab)
    }
}
