import FoundationEssentials
import MintDomain
import TerminalCore
import Theming

enum LogContent {
    /// The area of the page, including its frame.
    static func area(in size: Size) -> Rect {
        Rect(size).centered(Size(columns: min(size.columns - 2, 110), rows: max(3, size.rows * 3 / 4)))
    }

    /// The full message of a store problem, which does not fit in the footer.
    static func problem(_ state: State) -> [SafeText] {
        guard let problem = state.storeProblem else { return [] }
        let area = area(in: state.size)
        return Array(SafeText.wrapped("✖ \(problem)", columns: area.columns - 4).prefix(max(0, area.rows - 3)))
    }

    /// The number of visible lines of the log.
    static func height(_ state: State) -> Int { max(0, area(in: state.size).rows - 2 - problem(state).count) }
}

extension Painter {
    mutating func requestLog(_ page: LogPage, _ state: State) {
        let outside = LogContent.area(in: state.size)
        let height = LogContent.height(state)
        let count = state.requestLog.count
        let foot =
            count > height
            ? StyledLine(" \(page.offset + 1)–\(min(count, page.offset + height)) / \(count) ", .secondary)
            : StyledLine([.init(" Esc", .keyHint), .init(" closes ", .secondary)])
        let size = Size(columns: outside.columns - 4, rows: outside.rows - 2)
        let use = state.requestUse
        if let change = use.changes { times.expect(change) }
        let title: SafeText = "Requests · \(use.count) of \(use.limit) in the last minute"
        var area = box(size, title: title + clockText(state.mint.clock), state: state, foot: foot)
        let problem = LogContent.problem(state)
        draw(problem.map { StyledLine($0, .error) }, in: area, on: .overlay)
        area = area.splitTop(problem.count).rest
        if count == 0 {
            draw(
                StyledLine("Nothing was asked yet.", .secondary), column: area.column, row: area.row,
                limit: area.columns, on: .overlay)
        }
        for (row, line) in state.requestLog.reversed().dropFirst(page.offset).prefix(area.rows).enumerated() {
            draw(
                text(of: line, columns: area.columns), column: area.column, row: area.row + row, limit: area.columns,
                on: .overlay)
        }
    }

    /// The text about a server clock that differs from the local one.
    private func clockText(_ clock: ServerClock) -> SafeText {
        guard abs(clock.offset) >= 2 else { return "" }
        let difference = times.elapsed(from: times.now, to: times.now.addingTimeInterval(abs(clock.offset)))
        return SafeText(" · server clock ") + difference + (clock.offset > 0 ? " ahead" : " behind")
    }

    private func text(of line: RequestLogLine, columns: Int) -> StyledLine {
        var text = StyledLine("\(times.clock(line.at))  ", .secondary)
        let method = line.method.clipped(to: 5)
        text.append(method + SafeText(" ").repeated(6 - method.columns), .text)
        let time: SafeText = "\(line.milliseconds) ms"
        let again: SafeText = line.attempt > 1 ? "  attempt \(line.attempt)" : ""
        let ending = line.ending.clipped(to: 24)
        let tail = ending.columns + 2 + 9 + again.columns
        let path = line.path.clipped(to: max(8, columns - text.columns - tail - 2))
        text.append(path + SafeText(" ").repeated(columns - text.columns - path.columns - tail), .text)
        text.append(ending, line.isFailure ? .error : .success)
        text.append(SafeText(" ").repeated(11 - time.columns) + time + again, .secondary)
        return text
    }
}
