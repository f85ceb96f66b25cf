import FoundationEssentials
import MintDomain
import TerminalCore
import Theming

extension DetailContent {
    /// Adds one line per file, then more about the selected one; the pane draws the selection.
    ///
    /// `since` is the creation time by the server's clock; nil if unknown.
    mutating func assets(_ assets: [Asset], of subject: DetailSubject, since: Date?, _ state: State) {
        guard !assets.isEmpty else {
            return add(StyledLine("There is no file yet: the first ones come with the preview.", .secondary))
        }
        let files = assets.map { AssetRef(subject: subject, asset: $0) }
        let table = AssetTable(assets, columns: columns)
        for file in files { add(row(file, since: since, table, state.downloads[file.id])) }
        guard files.indices.contains(state.detail.asset) else { return }
        let selected = files[state.detail.asset]
        if let download = state.downloads[selected.id] {
            add()
            self.download(download, key: state.keyName(.download))
        }
        add()
        let url = selected.asset.url
        // A longer address cannot be opened.
        guard url.utf8.count <= 2000 else { return paragraph(url, .secondary) }
        for line in SafeText.wrapped(url, columns: columns) {
            add(StyledLine([.init(line, .secondary, link: url)]))
        }
    }

    private mutating func row(
        _ file: AssetRef, since: Date?, _ table: AssetTable, _ state: DownloadState?
    ) -> StyledLine {
        let isSound = linkRefusal(file.asset.url) == nil
        let mark = state?.mark ?? (isSound ? StyledLine.Span(" ", .text) : StyledLine.Span("!", .warning))
        var line = StyledLine([mark, .init(" ", .text)])
        line.append(padded(SafeText(file.asset.name), table.nameColumns), .text)
        let format = formatText(file.asset)
        line.append(format, isSound ? .link : .warning)
        line.append(SafeText(" ").repeated(table.formatColumns - format.columns), .text)
        let size = file.asset.byteCount.map(byteText) ?? "–"
        line.append(SafeText(" ").repeated(table.sizeColumns - size.columns) + size, .secondary)
        let tail = state.map { downloadTail($0) } ?? linkTail(file.asset, since: since)
        let gap = columns - line.columns - tail.columns
        guard gap >= 2 else { return line }
        line.append(SafeText(" ").repeated(gap), .text)
        line.spans += tail.spans
        return line
    }

    /// Returns the age of a file and the remaining time of its link.
    private mutating func linkTail(_ asset: Asset, since: Date?) -> StyledLine {
        var line = StyledLine()
        if let since {
            let age = withTimes { $0.age(of: $0.local(since)) }
            line.append(padded(age, 4, fromRight: true), .secondary)
        }
        guard let end = linkExpiry(asset.url).map(times.local) else { return line }
        if end <= times.now {
            line.append("  link expired", .warning)
        } else {
            let left = withTimes { $0.roughly(until: end) }
            line.append(SafeText("  link ") + padded(left, 4, fromRight: true), .secondary)
        }
        return line
    }

    private mutating func downloadTail(_ state: DownloadState) -> StyledLine {
        switch state {
        case .running(let meter):
            // The rate falls while nothing arrives.
            withTimes { $0.expect($0.now.addingTimeInterval(1)) }
            var line = StyledLine()
            if meter.isStalled(at: times.now) {
                line.append("stalled  ", .warning)
            } else if let seconds = meter.secondsLeft(at: times.now) {
                line.append(leftText(seconds) + "  ", .secondary)
            }
            if let fraction = meter.fraction {
                line.spans += bar(fraction, columns: 8)
                line.append(padded("\(Int(fraction * 100))%", 5, fromRight: true), .text)
            } else {
                line.append(meter.received > 0 ? byteText(meter.received) : "waiting", .text)
            }
            return line
        case .paused: return StyledLine("stopped", .warning)
        case .failed: return StyledLine("failed", .error)
        case .done: return StyledLine("here", .success)
        case .asks: return StyledLine("asks  d", .warning)
        }
    }

    private mutating func download(_ state: DownloadState, key: SafeText) {
        switch state {
        case .running(let meter):
            var words: [SafeText] = [amount(meter.received, meter.total)]
            if meter.isStalled(at: times.now) { words.append("nothing comes at the moment") }
            if let rate = meter.rate(at: times.now) { words.append(byteText(Int(min(rate, 1e15))) + "/s") }
            if let seconds = meter.secondsLeft(at: times.now) { words.append(leftText(seconds) + " left") }
            paragraph("↓ " + words.map(\.string).joined(separator: " · "), .statusRunning)
        case .paused(let received, let total):
            paragraph("‖ stopped at \(amount(received, total)); \(key) goes on", .warning)
        case .failed(let reason):
            paragraph("✖ \(reason)", .error)
            paragraph("\(key) tries again", .secondary)
        case .done(let path): paragraph("✔ \(path)", .success)
        case .asks(let path): paragraph("Another file is at \(path). \(key) decides about it.", .warning)
        }
    }

    private func amount(_ received: Int, _ total: Int?) -> SafeText {
        total.map { byteText(received) + " of " + byteText($0) } ?? byteText(received)
    }

    private func bar(_ fraction: Double, columns: Int) -> [StyledLine.Span] {
        let full = Int((fraction * Double(columns)).rounded(.down))
        return [
            .init(SafeText("━").repeated(full), .progressFilled),
            .init(SafeText("─").repeated(columns - full), .progressEmpty),
        ]
    }

    private func leftText(_ seconds: Double) -> SafeText {
        times.elapsed(from: times.now, to: times.now.addingTimeInterval(min(seconds.rounded(.up), 86_400)))
    }

    private func padded(_ text: SafeText, _ columns: Int, fromRight: Bool = false) -> SafeText {
        let text = text.clipped(to: columns)
        let air = SafeText(" ").repeated(columns - text.columns)
        return fromRight ? air + text : text + air
    }
}

private struct AssetTable {
    let nameColumns: Int
    let formatColumns: Int
    let sizeColumns: Int

    init(_ assets: [Asset], columns: Int) {
        let names = assets.map { SafeText($0.name).columns }.max() ?? 0
        nameColumns = min(names + 2, max(8, columns / 3))
        formatColumns = (assets.map { formatText($0).columns }.max() ?? 0) + 2
        sizeColumns = max(1, assets.map { $0.byteCount.map { byteText($0).columns } ?? 1 }.max() ?? 1)
    }
}

/// The format of a file by the extension of its link: at most 5 letters; empty without one.
private func formatText(_ asset: Asset) -> SafeText {
    let file = linkPath(asset.url).split(separator: "/").last ?? ""
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return "" }
    let ending = file[file.index(after: dot)...]
    guard (1...5).contains(ending.count), ending.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
        return ""
    }
    return SafeText(ending.lowercased())
}

extension DownloadState {
    fileprivate var mark: StyledLine.Span {
        switch self {
        case .running: .init("↓", .statusRunning)
        case .paused: .init("‖", .warning)
        case .failed: .init("✖", .error)
        case .done: .init("✔", .success)
        case .asks: .init("?", .warning)
        }
    }
}

extension Painter {
    /// Adds the question about an existing file in the place of a download.
    mutating func existing(_ existing: ExistingFile, _ state: State) {
        let columns = min(64, canvas.size.columns - 4)
        var lines = SafeText.wrapped(existing.path.string, columns: columns).prefix(3).map { StyledLine($0, .heading) }
        lines.append(.empty)
        let note = "is there already, and has other content than \(existing.file.asset.name) from the server."
        lines += SafeText.wrapped(note, columns: columns).map { StyledLine($0, .text) }
        let area = box(
            Size(columns: columns, rows: lines.count + 2), title: "Another file is there", state: state,
            isDanger: existing.answer == .overwrite)
        draw(lines, in: area, on: .overlay)
        buttons(
            [
                ("Overwrite  o", existing.answer == .overwrite), ("Keep both  b", existing.answer == .keepBoth),
                ("Cancel", existing.answer == .cancel),
            ], in: area, row: area.endRow - 1)
    }
}
