package import AssetFiles
import Foundation
package import MintDomain
import Synchronization
import TerminalCore

/// The progress of downloads, in one updated line on standard error; prints nothing if that is no terminal.
package final class DownloadLine: Sendable {
    private struct State {
        var progress: [DownloadProgress?]
        var line = ""
    }

    private let names: [String]
    private let state: Mutex<State>
    private let isTerminal = isatty(STDERR_FILENO) == 1

    package init(_ entries: [AssetList.Entry]) {
        names = entries.map(\.fileName)
        state = Mutex(State(progress: entries.map { _ in nil }))
    }

    package func show(_ progress: DownloadProgress, of index: Int) {
        guard isTerminal else { return }
        state.withLock { state in
            state.progress[index] = progress
            let line = Self.text(names, state.progress)
            if line != state.line { Self.write("\r\u{1B}[K" + line) }
            state.line = line
        }
    }

    /// Erases the line.
    package func end() {
        if isTerminal { Self.write("\r\u{1B}[K") }
    }

    /// The line, such as `lamp.glb  42%  3.1 MB of 7.4 MB  1.2 MB/s  4 s left`, or the totals of several files.
    package static func text(_ names: [String], _ progress: [DownloadProgress?]) -> String {
        let known = progress.compactMap(\.self)
        let isOne = names.count == 1
        let checked = known.count { $0.phase == .checking }
        var parts = [isOne ? SafeText(names[0]).clipped(to: 30).string : "\(checked) of \(names.count) files"]
        let received = known.reduce(0) { $0 + $1.receivedBytes }
        let totals = known.compactMap(\.totalBytes)
        if totals.count == names.count, let total = Optional(totals.reduce(0, +)), total > 0 {
            parts.append("\(received * 100 / total)%")
            parts.append("\(received.byteText) of \(total.byteText)")
        } else {
            parts.append(received.byteText)
        }
        let moving = known.filter { $0.phase == .transferring }
        let rate = moving.compactMap(\.rate).reduce(0, +)
        if rate >= 1 { parts.append("\(Int64(rate).byteText)/s") }
        if isOne, let remaining = moving.first?.remaining {
            parts.append("\(remaining.components.seconds) s left")
        }
        if known.contains(where: { $0.phase == .retrying }) { parts.append("retrying") }
        return parts.joined(separator: "  ")
    }

    private static func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
