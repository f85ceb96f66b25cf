import DashboardSamples
import MintDomain
import TerminalCore
import Testing

@testable import Dashboard

/// Enlarged panes, and the position of the detail pane.
struct ArrangementTests {
    private static let wide = Size(columns: 120, rows: 40)
    private static let pair = Size(columns: 90, rows: 30)

    private func resize(_ size: Size, _ state: inout State) {
        _ = update(&state, .terminal(.resize(size)), now: Sample.now)
    }

    @Test func plusGoesFromAllToAPairToOneAndRoundAndUnderscoreBack() {
        var state = Sample.state(size: Self.wide)
        var forms: [Layout.Form] = []
        for key in "+++___" {
            Sample.type(String(key), &state)
            forms.append(state.layout.form)
        }
        #expect(forms == [.pair, .single, .wide, .single, .pair, .wide])
    }

    @Test func wherePairsAreAllThereIsThereIsNoStepBetween() {
        var state = Sample.state(size: Self.pair)
        Sample.type("+", &state)
        #expect(state.layout.form == .single)
        Sample.type("+", &state)
        #expect(state.layout.form == .pair)
    }

    @Test func whatWasEnlargedFollowsTheFocusAndTheKeysStillMeanTheSelectedRow() {
        var state = Sample.state(size: Self.wide, keys: [.character("j")])
        let selected = state.selectedOperation?.id
        Sample.type("++", &state)
        #expect(Set(state.layout.panes.keys) == [.operations])
        Sample.press(Key(.enter), &state)
        #expect(Set(state.layout.panes.keys) == [.detail])
        Sample.type("2", &state)
        #expect(Set(state.layout.panes.keys) == [.worlds])
        Sample.type("1", &state)
        #expect(state.selectedOperation?.id == selected)
    }

    @Test func anEnlargedPaneStaysSoAtAnotherSizeAndComesBack() {
        var state = Sample.state(size: Self.wide)
        Sample.type("+", &state)
        resize(Self.pair, &state)
        #expect(state.layout.form == .pair)
        resize(Size(columns: 60, rows: 20), &state)
        #expect(state.layout.form == .single)
        resize(Self.wide, &state)
        #expect(state.layout.form == .pair)
    }

    @Test func theDetailGoesToTheOtherSideAndBack() throws {
        for size in [Self.wide, Self.pair, Size(columns: 80, rows: 24), Size(columns: 200, rows: 60)] {
            var state = Sample.state(size: size)
            let before = state.layout
            Sample.type("P", &state)
            #expect(state.layout.placement != before.placement)
            #expect(Set(state.layout.panes.keys) == Set(before.panes.keys))
            let (list, detail) = (state.layout.panes[.operations], state.layout.panes[.detail])
            switch state.layout.placement {
            case .below: #expect(list?.endRow == detail?.row && detail?.columns == size.columns)
            case .beside: #expect(list?.endColumn == detail?.column && list?.row == detail?.row)
            }
            Sample.type("P", &state)
            #expect(state.layout == before)
        }
    }

    @Test func theBorderIsDraggedWhereverTheDetailStands() throws {
        var state = Sample.state(size: Self.wide, keys: [.character("P")])
        let area = try #require(Mouse.frame(state).hits.area(of: .split))
        #expect(area.rows == 2 && area.columns == 120)
        Mouse.act(.press, at: Point(column: 60, row: area.row), &state)
        Mouse.act(.drag, at: Point(column: 60, row: area.row - 6), &state)
        Mouse.act(.release, at: Point(column: 60, row: area.row - 6), &state)
        #expect(state.layout.split?.row == area.row - 6)
    }

    @Test(arguments: [
        (Size(columns: 60, rows: 20), "+", "Only one pane fits; enlarge the terminal."),
        (Size(columns: 60, rows: 20), "P", "Only one pane fits; enlarge the terminal."),
        (Size(columns: 20, rows: 5), "_", "The terminal is too small for panes: enlarge it."),
        (Size(columns: 120, rows: 40), "++P", "One pane is shown alone: + shows all again."),
    ])
    func whereNothingCanBeArrangedItSaysWhy(_ size: Size, _ keys: String, _ sentence: String) {
        var state = Sample.state(size: size)
        Sample.type(keys, &state)
        #expect(state.overlays.notice?.text.string == sentence)
    }

    @Test func theFooterSaysHowToSeeAllAgain() {
        var state = Sample.state(size: Self.wide)
        #expect(!state.hints.contains { $0.key == "+" })
        Sample.type("+", &state)
        #expect(state.hints.contains { $0.key == "+" })
    }
}
