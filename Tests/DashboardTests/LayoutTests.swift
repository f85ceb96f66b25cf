import Dashboard
import TerminalCore
import Testing

struct LayoutTests {
    @Test(arguments: [
        (120, 40, Layout.Form.wide), (119, 40, .stacked), (80, 24, .stacked), (79, 24, .single), (80, 12, .single),
        (40, 8, .single), (39, 24, .line), (80, 7, .line), (0, 0, .line), (400, 120, .wide),
    ])
    func theSizeChoosesTheForm(_ columns: Int, _ rows: Int, _ form: Layout.Form) {
        let layout = Layout(size: Size(columns: columns, rows: rows), focus: .operations, listFocus: .operations)
        #expect(layout.form == form)
    }

    @Test func panesNeverOverlapAndNeverLeaveTheScreen() {
        for columns in stride(from: 0, through: 300, by: 7) {
            for rows in stride(from: 0, through: 100, by: 3) {
                for focus in Pane.allCases {
                    let size = Size(columns: columns, rows: rows)
                    for hasJobs in [false, true] {
                        let layout = Layout(size: size, focus: focus, listFocus: .worlds, hasJobs: hasJobs)
                        expectDisjoint(layout, size)
                        #expect(layout.form != .wide || (layout.panes[.jobs] != nil) == hasJobs)
                    }
                }
            }
        }
    }

    private func expectDisjoint(_ layout: Layout, _ size: Size) {
        let areas = ([layout.header, layout.footer] + layout.panes.values).filter { !$0.isEmpty }
        for (index, area) in areas.enumerated() {
            #expect(area.column >= 0 && area.row >= 0 && area.endColumn <= size.columns && area.endRow <= size.rows)
            for other in areas[(index + 1)...] {
                let isApart =
                    area.endColumn <= other.column || other.endColumn <= area.column || area.endRow <= other.row
                    || other.endRow <= area.row
                #expect(isApart)
            }
        }
    }
}
