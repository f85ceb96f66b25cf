import FoundationEssentials
import MintDomain
import TerminalCore
import Theming

extension DetailContent {
    /// One line a file, then the selected one's whole link; which one is selected is drawn by the pane.
    mutating func assets(_ assets: [Asset], _ state: State) {
        guard !assets.isEmpty else {
            return add(StyledLine("There is no file yet: the first ones come with the preview.", .secondary))
        }
        let nameColumns = min(24, (assets.map { SafeText($0.name).columns }.max() ?? 0) + 2)
        let sizes = assets.map { $0.byteCount.map(byteText) ?? "" }
        let sizeColumns = sizes.map(\.columns).max() ?? 0
        let fileColumns = max(0, columns - nameColumns - sizeColumns - (sizeColumns > 0 ? 2 : 0))
        for (asset, size) in zip(assets, sizes) {
            let name = SafeText(asset.name).clipped(to: nameColumns - 1)
            let file = fileName(asset.url).clipped(to: fileColumns)
            var line = StyledLine(name + SafeText(" ").repeated(nameColumns - name.columns), .text)
            line.append(file, linkRefusal(asset.url) == nil ? .link : .warning)
            let gap = columns - nameColumns - file.columns - size.columns
            line.append(SafeText(" ").repeated(gap) + size, .secondary)
            add(line)
        }
        guard assets.indices.contains(state.detail.asset) else { return }
        add()
        paragraph(assets[state.detail.asset].url, .secondary)
    }

    /// Each status with the time since the one before.
    mutating func timeline(_ row: TrackedOperation) {
        guard !row.transitions.isEmpty else {
            return add(StyledLine("Nothing was seen of it yet.", .secondary))
        }
        var previous: Date?
        for transition in row.transitions {
            let look =
                row.operation?.kind == .agentJob
                ? StatusAppearance(job: transition.to, word: transition.to.word(for: .agentJob))
                : StatusAppearance(transition.to, awaitsPerson: row.operation?.mode != .auto)
            var line = StyledLine(times.clock(transition.at) + "  ", .secondary)
            let step = previous.map { SafeText("+") + times.elapsed(from: $0, to: transition.at) } ?? ""
            line.append(SafeText(" ").repeated(8 - step.columns) + step + "  ", .secondary)
            line.append(look.glyph + " " + look.word, look.role)
            add(line)
            previous = transition.at
        }
        if let last = previous, row.operation?.status.isFinal == false {
            let time = withTimes { $0.running(since: last) }
            add()
            add(StyledLine(SafeText("so since ") + time, .secondary))
        }
    }
}

/// The last part of a link's path, else the whole link.
private func fileName(_ url: String) -> SafeText {
    let path = url.split(whereSeparator: { $0 == "?" || $0 == "#" }).first ?? ""
    return SafeText(path.split(separator: "/").last ?? Substring(url))
}

/// A number of bytes in at most 8 columns, such as `984 B`, `12.4 kB`, `3.1 MB` (powers of 1000).
func byteText(_ count: Int) -> SafeText {
    guard count >= 1000 else { return "\(count) B" }
    var value = Double(count)
    var unit = ""
    for next in ["kB", "MB", "GB", "TB"] where value >= 999.95 {
        value /= 1000
        unit = next
    }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) \(unit)"
}
