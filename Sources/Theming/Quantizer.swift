import TerminalCore

/// Replaces colors by those of a terminal's palette.
struct Quantizer: Sendable {
    private struct Candidate: Sendable {
        var index: UInt8
        var rgb: RGB
        var oklab: SIMD3<Double>
    }

    /// The OKLab distance from the gray axis up to which a color looks gray.
    private static let grayChroma = 0.045

    private let depth: ColorDepth
    private let candidates: [Candidate]

    /// - Parameter depth: `indexed256`, `ansi16` or `ansi8`; any other counts as 256.
    init(depth: ColorDepth) {
        self.depth = depth
        switch depth {
        case .ansi8: candidates = Self.vga.prefix(7) + [Self.candidate(7, .white)]
        case .ansi16: candidates = Self.vga
        default: candidates = Self.fixed
        }
    }

    /// Replaces both colors and keeps the text readable.
    ///
    /// - Parameters:
    ///   - style: The style to replace.
    ///   - screen: The theme's original background.
    ///   - least: The contrast to keep, if the style has it.
    ///   - leastDistance: The minimum OKLab distance of a different background from the screen's, with 256 colors; nil
    ///     if it may become the same.
    /// - Returns: The style in the palette's colors, with an attribute if colors cannot express it.
    func style(_ style: Style, screen: Color, least: Double, leastDistance: Double? = nil) -> Style {
        var result = style
        result.background = background(style.background, screen: screen, leastDistance: leastDistance)
        if depth == .ansi8, case .palette(8...15) = style.foreground { result.attributes.insert(.bold) }
        let now = style.foreground.contrast(to: style.background) ?? least
        let isGray = style.foreground.channels.map { chroma($0.oklab) <= Self.grayChroma } ?? false
        result.foreground = foreground(
            style.foreground, on: result.background, needed: min(now, needed(least, isGray: isGray)))
        // Eight colors include no gray, so secondary text uses an attribute.
        if depth == .ansi8, isGray, least < 4.5 { result.attributes.insert(.dim) }
        if result.foreground == result.background, case .palette(let index) = result.background {
            result.foreground = .palette(index == 0 ? 7 : 0)
        }
        return result
    }

    /// The nearest color with that contrast to a color of this palette, otherwise the one with the most contrast.
    func foreground(_ color: Color, on background: Color, needed: Double) -> Color {
        let behind = look(background)
        return self.color(color) { candidate in behind.map { candidate.contrast(to: $0) / needed } ?? 1 }
    }

    /// Returns the screen's own background. With 16 colors it is black for every dark theme: the nearest color is gray
    /// or a strong blue, and text on those is unpredictable.
    func screen(_ own: Color) -> Color {
        guard depth != .indexed256, let look = own.channels, look.contrast(to: .white) > look.contrast(to: .black)
        else {
            return color(own)
        }
        return .palette(0)
    }

    /// The needed contrast. The real look of the 16 colors is unknown: hues need little contrast, and plain text uses
    /// the extremes.
    private func needed(_ least: Double, isGray: Bool) -> Double {
        depth == .indexed256 ? least : isGray && least >= 4.5 ? 9 : 2.5
    }

    func color(_ color: Color) -> Color {
        self.color(color) { _ in 1 }
    }

    private func background(_ own: Color, screen: Color, leastDistance: Double?) -> Color {
        let ground = self.screen(screen)
        guard depth == .indexed256 else {
            // A raised background is a shade of the screen's; the nearest of 16 colors would be a garish block.
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

    /// The nearest color with a `fitness` of 1 or more, otherwise the fittest.
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
            // Fitness costs more to compute than distance.
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

    /// The perceived distance with 256 colors. With 16, a pale blue is nearer to gray than to blue, and all statuses
    /// would be white; there hues map to hues and grays to grays, by hue first.
    private func distance(_ wanted: SIMD3<Double>, _ candidate: SIMD3<Double>) -> Double {
        let apart = wanted - candidate
        let seen = (apart * apart).sum()
        guard depth != .indexed256 else { return seen }
        let wantedChroma = chroma(wanted)
        let candidateChroma = chroma(candidate)
        let isColor = wantedChroma > Self.grayChroma
        guard isColor == (candidateChroma > Self.grayChroma) else { return 100 + seen }
        guard isColor else { return seen }
        let cosine = (wanted.y * candidate.y + wanted.z * candidate.z) / (wantedChroma * candidateChroma)
        return (1 - cosine) * 2.5 + abs(apart.x)
    }

    private func chroma(_ color: SIMD3<Double>) -> Double {
        (color.y * color.y + color.z * color.z).squareRoot()
    }

    // MARK: Palettes

    private static let fixed = (16...255).map { candidate(UInt8($0), XtermPalette.rgb(of: UInt8($0))) }

    /// The 16 colors of the VGA console, a middle between the palettes of terminals.
    private static let vga = [
        "000000", "AA0000", "00AA00", "AA5500", "0000AA", "AA00AA", "00AAAA", "AAAAAA", "555555", "FF5555", "55FF55",
        "FFFF55", "5555FF", "FF55FF", "55FFFF", "FFFFFF",
    ].compactMap { RGB(hex: $0) }.enumerated().map { candidate(UInt8($0), $1) }

    private static func candidate(_ index: UInt8, _ rgb: RGB) -> Candidate {
        Candidate(index: index, rgb: rgb, oklab: rgb.oklab)
    }
}
