import Dashboard
import DashboardSamples
import TerminalCore
import Testing

/// The panes with a moved border.
struct SplitsTests {
    @Test func panesNeverOverlapWhereverTheBorderIsPut() throws {
        var state = Sample.state(size: Size(columns: 120, rows: 40))
        for column in stride(from: 0, to: 120, by: 9) {
            let area = try #require(Mouse.frame(state).hits.area(of: .split))
            Mouse.act(.press, at: Point(column: area.column, row: 20), &state)
            Mouse.act(.drag, at: Point(column: column, row: 20), &state)
            Mouse.act(.release, at: Point(column: column, row: 20), &state)
            // The share is kept at other sizes, with space for both sides.
            for size in [Size(columns: 120, rows: 40), Size(columns: 200, rows: 50), Size(columns: 400, rows: 20)] {
                _ = update(&state, .terminal(.resize(size)), now: Sample.now)
                let layout = state.layout
                let (list, detail) = (layout.panes[.operations], layout.panes[.detail])
                #expect(list?.endColumn == detail?.column && detail?.endColumn == size.columns)
                #expect(list.map { $0.columns >= 48 } == true && detail.map { $0.columns >= 36 } == true)
            }
            _ = update(&state, .terminal(.resize(Size(columns: 120, rows: 40))), now: Sample.now)
        }
    }
}
