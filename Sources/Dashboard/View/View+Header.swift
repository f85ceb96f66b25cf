import FoundationEssentials
import MintDomain
import TerminalCore
import Theming

extension Painter {
    /// Draws the header: the server, the status counts, the Credits and the connection.
    mutating func header(_ state: State, _ area: Rect, isOnlyLine: Bool) {
        canvas.fill(area, theme[.header])
        guard area.columns > 0 else { return }
        let right = rightSide(state, isOnlyLine: isOnlyLine)
        let room = area.columns - right.columns - 2
        let left =
            leftVariants(state).first { $0.columns <= room } ?? state.badgeLine(hasName: false, hasLockWord: false)
        let used = draw(left, column: area.column, row: area.row, limit: area.columns, on: .header)
        counterHit(left, state, area)
        if used + right.columns + 2 <= area.columns {
            pauseHit(right, state, column: area.endColumn - right.columns - 1, row: area.row)
            draw(
                right, column: area.endColumn - right.columns - 1, row: area.row, limit: right.columns, on: .header)
        }
    }

    private func leftVariants(_ state: State) -> [StyledLine] {
        let counts = state.operations.counts
        let more: SafeText = state.operations.standing.hasMore ? "+" : ""
        let entries: [(OperationStatus, Int, Bool)] = [
            (.running, counts.running, true), (.queued, counts.queued, false), (.previewReady, counts.review, true),
            (.billingRequired, counts.billing, false), (.succeeded, counts.done, true),
            (.partiallySucceeded, counts.partial, false),
            (.failed, counts.failed, true), (.other("unknown"), counts.unknown, false),
        ]
        func tight(named: Bool, hasLockWord: Bool) -> StyledLine {
            var line = state.badgeLine(hasName: named, hasLockWord: hasLockWord)
            for (status, count, _) in entries where count > 0 {
                let look = StatusAppearance(status)
                let isChosen = status == .previewReady && state.selection.isCounterFocused
                line.append(" \(look.glyph)\(count)" + more, isChosen ? .buttonFocused : look.role)
            }
            return line
        }
        func line(titled: Bool, words: Bool) -> StyledLine {
            var line = StyledLine(titled ? [.init(" mintop ", .heading)] : [])
            line.spans += state.badgeLine().spans
            line.append("  ", .header)
            for (status, count, isAlwaysShown) in entries where count > 0 || isAlwaysShown {
                let look = StatusAppearance(status)
                let isChosen = status == .previewReady && state.selection.isCounterFocused
                let role: Role = isChosen ? .buttonFocused : count == 0 ? .disabled : look.role
                line.append("\(look.glyph) \(count)" + more, role)
                if words {
                    line.append(" \(look.word)", isChosen ? .buttonFocused : count == 0 ? .disabled : .secondary)
                }
                line.append("  ", .secondary)
            }
            return line
        }
        return [
            line(titled: true, words: true), line(titled: true, words: false), line(titled: false, words: false),
            tight(named: true, hasLockWord: true), tight(named: true, hasLockWord: false),
            tight(named: false, hasLockWord: false),
        ]
    }

    private mutating func rightSide(_ state: State, isOnlyLine: Bool) -> StyledLine {
        var line = StyledLine()
        if let paused = state.paused {
            line.append(paused.count > 0 ? " paused · \(paused.count) changed " : " paused ", .chip)
            line.append("   ", .header)
        }
        if let credits = state.usage?.availableCredits, !isOnlyLine, state.size.columns >= 80 {
            line.append("credits ", .secondary)
            line.append(SafeText(grouped(credits)), state.isUsageStale ? .stale : .text)
            line.append("   ", .header)
        }
        if !state.setup.usesMouse, !isOnlyLine, state.size.columns >= 100 { line.append("mouse off   ", .secondary) }
        switch state.mint.link {
        case .connecting: line.append("○ connecting", .secondary)
        case .live: line.append("● live", .success)
        case .silent(let since, _): line.append("○ no answer " + times.running(since: since), .warning)
        case .unreadable: line.append("✖ unreadable answers", .error)
        case .retrying(let problem, let retryAt, let lastAnswer):
            line.append(SafeText("✖ ") + linkWord(problem, lastAnswer), .error)
            if !isOnlyLine {
                let next = retryAt > state.now ? "again in " + times.until(retryAt) : "retrying"
                line.append("  " + next, .secondary)
            }
        }
        return line
    }

    private mutating func linkWord(_ problem: PollProblem, _ lastAnswer: Date?) -> SafeText {
        switch problem {
        case .unauthorized: return "key refused"
        case .rateLimited: return "rate limited"
        case .unreachable, .gone, .unreadable, .refused:
            guard let lastAnswer else { return "offline" }
            return SafeText("offline ") + times.running(since: lastAnswer)
        }
    }
}

/// A number of Credits with thousands separators, rounded to a whole number.
package func grouped(_ value: Double) -> String {
    guard value.magnitude < 1e15 else { return "\(value)" }
    let whole = Int(value.rounded())
    let digits = String(whole.magnitude)
    var result = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index).isMultiple(of: 3) { result += "," }
        result.append(digit)
    }
    return whole < 0 ? "-\(result)" : result
}
