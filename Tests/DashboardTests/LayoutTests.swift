import Dashboard
import TerminalCore
import Testing

struct LayoutTests {
    @Test(arguments: [
        (120, 40, Layout.Form.wide), (119, 40, .pair), (80, 24, .pair), (79, 24, .single), (80, 12, .single),
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
                    for (hasJobs, arrangement) in [false, true].flatMap({ has in Self.all.map { (has, $0) } }) {
                        let layout = Layout(
                            size: size, focus: focus, listFocus: .worlds, hasJobs: hasJobs, arrangement: arrangement)
                        expectDisjoint(layout, size)
                        #expect(layout.form != .wide || (layout.panes[.jobs] != nil) == hasJobs)
                        #expect((layout.split != nil) == (layout.panes.count > 1))
                    }
                }
            }
        }
    }

    /// All arrangements of the panes.
    private static var all: [Arrangement] {
        let placements: [Layout.Placement?] = [nil, .beside, .below]
        return [Arrangement.Zoom.none, .half, .full].flatMap { zoom in
            placements.map { placement in
                var arrangement = Arrangement()
                (arrangement.zoom, arrangement.placement) = (zoom, placement)
                return arrangement
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
