import Dashboard
import Foundation
package import MintDomain
import TerminalCore

/// The progress of a wait on standard error.
package struct WaitProgress {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private var words: [OperationID: String] = [:]
    private var line = ""

    package init() {}

    /// Prints the changes: one updated line on a terminal, otherwise a line for each change.
    package mutating func show(_ rows: [TrackedOperation]) {
        if isTerminal {
            let line = Self.summary(of: rows)
            if line != self.line { FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8)) }
            self.line = line
            return
        }
        for row in rows {
            let word = row.operation?.statusWord ?? row.problem?.sentence ?? "new"
            if words.updateValue(word, forKey: row.id) != word { Output.note("\(row.id.rawValue)  \(word)") }
        }
    }

    /// Erases the line.
    package func end() {
        if isTerminal, !line.isEmpty { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }

    /// The summary, such as `3 of 12 done   ◐ 8 running  ◆ 1 review`.
    package static func summary(of rows: [TrackedOperation]) -> String {
        let ended = rows.count { $0.operation?.status.isFinal == true }
        var counts: [StatusAppearance: Int] = [:]
        var order: [StatusAppearance] = []
        for row in rows where row.operation?.status.isFinal != true {
            let look = StatusAppearance(row)
            if counts[look] == nil { order.append(look) }
            counts[look, default: 0] += 1
        }
        let parts = order.map { "\($0.glyph.string) \(counts[$0] ?? 0) \($0.word.string)" }
        return (["\(ended) of \(rows.count) ended"] + parts).joined(separator: "  ")
    }
}
