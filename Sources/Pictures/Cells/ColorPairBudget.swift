import TerminalCore

/// Keeps a picture within a number of colour pairs: a terminal has few, and with all of them taken the whole screen has to
/// be drawn again.
struct ColorPairBudget {
    let limit: Int
    let depth: ColorDepth
    /// Never replaced: a shade beside it would show where the picture ends.
    let background: Color

    private struct Pair: Hashable {
        var foreground: Color
        var background: Color

        init(_ style: Style) {
            foreground = style.foreground
            background = style.background
        }

        func distance(to other: Pair) -> Int {
            foreground.distance(to: other.foreground) + background.distance(to: other.background)
        }
    }

    /// Merges colours that differ least, by coarser steps of all channels at first, then into the most used pairs.
    func apply(to cells: inout [Cell]) {
        guard depth != .monochrome, count(cells) > limit else { return }
        if depth == .direct || depth == .indexed256 {
            for bits in [6, 5, 4, 3] {
                let coarser = coarser(cells, bits: bits)
                if count(coarser) <= limit {
                    cells = coarser
                    return
                }
                if bits == 3 { cells = coarser }
            }
        }
        keepMostUsed(&cells)
    }

    private func count(_ cells: [Cell]) -> Int {
        Set(cells.lazy.map { Pair($0.style) }).count
    }

    private func coarser(_ cells: [Cell], bits: Int) -> [Cell] {
        var known: [Color: Color] = [:]
        func coarse(_ color: Color) -> Color {
            if color == background { return color }
            if let result = known[color] { return result }
            let result = color.coarser(bits: bits, depth: depth)
            known[color] = result
            return result
        }
        return cells.map { cell in
            var cell = cell
            cell.style.foreground = coarse(cell.style.foreground)
            cell.style.background = coarse(cell.style.background)
            return cell
        }
    }

    private func keepMostUsed(_ cells: inout [Cell]) {
        var uses: [Pair: (count: Int, first: Int)] = [:]
        for (index, cell) in cells.enumerated() {
            uses[Pair(cell.style), default: (0, index)].count += 1
        }
        guard uses.count > limit else { return }
        uses[Pair(Style(background: background))]?.count = .max
        let ordered = uses.sorted { ($0.value.count, $1.value.first) > ($1.value.count, $0.value.first) }.map(\.key)
        let kept = ordered.prefix(limit)
        var merged: [Pair: Pair] = [:]
        for pair in ordered.dropFirst(limit) {
            merged[pair] = kept.min { pair.distance(to: $0) < pair.distance(to: $1) }
        }
        for index in cells.indices {
            guard let pair = merged[Pair(cells[index].style)] else { continue }
            cells[index].style.foreground = pair.foreground
            cells[index].style.background = pair.background
        }
    }
}

extension Color {
    /// The square of the distance; the terminal's own colour is far from every other, because nobody knows it.
    fileprivate func distance(to other: Color) -> Int {
        if self == other { return 0 }
        if self == .terminalDefault || other == .terminalDefault { return 3 * 255 * 255 }
        return look.distance(to: other.look)
    }

    /// The colour with that many bits a channel; the ends stay black and white.
    fileprivate func coarser(bits: Int, depth: ColorDepth) -> Color {
        if self == .terminalDefault { return self }
        let steps = (1 << bits) - 1
        func coarse(_ channel: Int) -> Int { (channel * steps + 127) / 255 * 255 / steps }
        let look = look
        let rgb = XtermPalette.RGB(red: coarse(look.red), green: coarse(look.green), blue: coarse(look.blue))
        return Color(rgb, depth: depth)
    }
}
