import TerminalCore

/// Limits the color pairs of a picture. Terminals have few, and running out of them redraws the whole screen.
struct ColorPairBudget {
    let limit: Int
    let depth: ColorDepth
    /// Never replaced, because another shade would reveal the edge of the picture.
    let background: Color

    /// A foreground and a background as one number, for fast comparison.
    private typealias Pair = UInt64

    /// Merges similar colors: first by coarser channel steps, then into the most frequent pairs.
    func apply(to cells: inout [Cell]) {
        guard depth != .monochrome else { return }
        let original = cells.map { pair($0.style) }
        var pairs = original
        guard Set(pairs).count > limit else { return }
        if depth == .direct || depth == .indexed256 {
            for bits in [6, 5, 4, 3] {
                pairs = coarser(original, bits: bits)
                if Set(pairs).count <= limit { break }
            }
        }
        keepMostUsed(&pairs)
        for index in cells.indices where pairs[index] != original[index] {
            cells[index].style.foreground = Color(code: UInt32(truncatingIfNeeded: pairs[index] >> 32))
            cells[index].style.background = Color(code: UInt32(truncatingIfNeeded: pairs[index]))
        }
    }

    private func pair(_ style: Style) -> Pair {
        Pair(style.foreground.code) << 32 | Pair(style.background.code)
    }

    private func coarser(_ pairs: [Pair], bits: Int) -> [Pair] {
        var known = [background.code: background.code]
        func coarse(_ code: UInt32) -> Pair {
            if let result = known[code] { return Pair(result) }
            let result = Color(code: code).coarser(bits: bits, depth: depth).code
            known[code] = result
            return Pair(result)
        }
        return pairs.map { coarse(UInt32(truncatingIfNeeded: $0 >> 32)) << 32 | coarse(UInt32(truncatingIfNeeded: $0)) }
    }

    private func keepMostUsed(_ pairs: inout [Pair]) {
        var uses: [Pair: Int] = [:]
        for pair in pairs { uses[pair, default: 0] += 1 }
        guard uses.count > limit else { return }
        let blank = pair(Style(background: background))
        if uses[blank] != nil { uses[blank] = .max }
        let ordered = uses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, PairLook($0.key)) }
        var merged: [Pair: Pair] = [:]
        for (pair, look) in ordered.dropFirst(limit) {
            var nearest = (pair: ordered[0].0, distance: Int.max)
            for (kept, other) in ordered.prefix(limit) {
                let distance = look.distance(to: other)
                if distance < nearest.distance { nearest = (kept, distance) }
            }
            merged[pair] = nearest.pair
        }
        for index in pairs.indices { pairs[index] = merged[pairs[index]] ?? pairs[index] }
    }
}

private struct PairLook {
    private let foreground: RGB
    private let background: RGB
    /// A mask of the unknown default colors, which differ from all others.
    private let unknown: Int

    init(_ pair: UInt64) {
        let colors = (
            Color(code: UInt32(truncatingIfNeeded: pair >> 32)), Color(code: UInt32(truncatingIfNeeded: pair))
        )
        foreground = colors.0.look
        background = colors.1.look
        unknown = (colors.0 == .terminalDefault ? 1 : 0) + (colors.1 == .terminalDefault ? 2 : 0)
    }

    func distance(to other: PairLook) -> Int {
        let distance = foreground.cubeDistance(to: other.foreground) + background.cubeDistance(to: other.background)
        return unknown == other.unknown ? distance : distance + 1_000_000
    }
}

extension Color {
    fileprivate var code: UInt32 {
        switch self {
        case .terminalDefault: 0
        case .palette(let index): 1 << 24 | UInt32(index)
        case .rgb(let red, let green, let blue): 2 << 24 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
        }
    }

    fileprivate init(code: UInt32) {
        switch code >> 24 {
        case 1: self = .palette(UInt8(truncatingIfNeeded: code))
        case 2:
            self = .rgb(
                UInt8(truncatingIfNeeded: code >> 16), UInt8(truncatingIfNeeded: code >> 8),
                UInt8(truncatingIfNeeded: code))
        default: self = .terminalDefault
        }
    }

    /// The color with that many bits per channel; black and white stay.
    fileprivate func coarser(bits: Int, depth: ColorDepth) -> Color {
        if self == .terminalDefault { return self }
        let steps = (1 << bits) - 1
        func coarse(_ channel: UInt8) -> UInt8 { UInt8((Int(channel) * steps + 127) / 255 * 255 / steps) }
        let look = look
        return Color(
            RGB(red: coarse(look.red), green: coarse(look.green), blue: coarse(look.blue)), depth: depth)
    }
}
