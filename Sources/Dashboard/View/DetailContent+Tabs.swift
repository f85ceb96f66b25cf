import FoundationEssentials
import MintDomain
import TerminalCore
import Theming

extension DetailContent {
    /// Adds each status with the time since the previous one.
    mutating func timeline(_ row: TrackedOperation) {
        guard !row.transitions.isEmpty else {
            return add(StyledLine("No status yet.", .secondary))
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
            add(StyledLine(SafeText("in this state for ") + time, .secondary))
        }
    }
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
