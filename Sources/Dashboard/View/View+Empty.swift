import MintDomain
import TerminalCore
import Theming

extension Painter {
    /// Draws the reason for an empty list of operations, and a key that helps.
    mutating func emptyOperations(_ state: State, _ area: Rect) {
        if !state.mint.hasRead {
            return centered([StyledLine("Reading the store…", .secondary)], in: area)
        }
        centered(
            [
                StyledLine("No operation is tracked yet.", .text), .empty,
                starting("starts a world or a model", state),
                StyledLine("mintop operations track ID   watches one that runs already", .secondary),
            ], in: area)
    }

    /// Draws the reason for an empty list of jobs, and a key that helps.
    mutating func emptyJobs(_ state: State, _ area: Rect) {
        if case .retrying(let problem, _, _) = state.agent.link {
            let lines = SafeText.wrapped(problem.sentence, columns: max(1, area.columns - 4))
            let again = hint(state.keyName(.refresh), "asks again")
            return centered(lines.map { StyledLine($0, .error) } + [.empty, again], in: area)
        }
        guard state.agent.hasRead else { return centered([StyledLine("Reading the store…", .secondary)], in: area) }
        centered([StyledLine("No job is tracked yet.", .text), .empty, starting("starts one", state)], in: area)
    }

    /// Draws the reason for an empty list, and a key that helps.
    mutating func emptyResources(_ list: ResourceList, _ state: State, _ area: Rect) {
        switch list.phase {
        case .loading: centered([StyledLine("Asking the server…", .secondary)], in: area)
        case .failed(let problem):
            let lines = SafeText.wrapped(problem.sentence, columns: max(1, area.columns - 4))
            let again = hint(state.keyName(.refresh), "asks again")
            centered(lines.map { StyledLine($0, .error) } + [.empty, again], in: area)
        case .idle:
            let text: SafeText = list.kind == .world ? "No world was made yet." : "No model was made yet."
            centered([StyledLine(text, .text), .empty, starting("starts one", state)], in: area)
        }
    }

    /// The key that starts something, or the reason why there is none.
    private func starting(_ text: SafeText, _ state: State) -> StyledLine {
        guard state.isReadOnly else { return hint(state.keyName(.create), text) }
        return state.decisionRules.readOnly == .untilArmed
            ? hint(":arm", "lets you start one") : StyledLine("This is read-only: none can be started.", .secondary)
    }

    func hint(_ key: SafeText, _ text: SafeText) -> StyledLine {
        StyledLine([.init(key, .keyHint), .init("   ", .text), .init(text, .secondary)])
    }

    mutating func centered(_ lines: [StyledLine], in area: Rect) {
        let top = area.row + max(0, (area.rows - lines.count) / 2)
        for (index, line) in lines.prefix(area.rows).enumerated() {
            let column = area.column + max(0, (area.columns - line.columns) / 2)
            draw(line, column: column, row: top + index, limit: area.endColumn - column)
        }
    }
}
