import TerminalCore
import Testing
import UserConfiguration

@testable import Dashboard

struct ColumnLayoutTests {
    @Test func thePromptTakesWhatIsLeft() {
        let layout = ColumnLayout([.init(.status), .init(.prompt), .init(.time)], room: 60)
        #expect(layout.places.map(\.start) == [0, 11, 54])
        #expect(layout.places.map(\.width) == [9, 41, 6])
    }

    @Test func aWidthIsKeptAndThenTheLastColumnTakesTheRest() {
        let layout = ColumnLayout([.init(.prompt, width: 20), .init(.id)], room: 60)
        #expect(layout.places.map(\.width) == [20, 38])
    }

    @Test(arguments: 0...130) func nothingOverlapsOrReachesOutAndWhatGivesWayIsLast(_ room: Int) {
        let shown = [ListColumn.status, .kind, .prompt, .error, .age, .time, .id].map { ShownColumn($0) }
        let layout = ColumnLayout(shown, room: room)
        #expect(layout.places.contains { $0.column == .prompt })
        for (left, right) in zip(layout.places, layout.places.dropFirst()) {
            #expect(left.start + left.width < right.start)
        }
        for place in layout.places { #expect(place.start + place.width <= max(room, place.start)) }
        if layout.places.count > 1 {
            #expect((layout.places.first { $0.column == .prompt }?.width ?? 0) >= 12)
        }
    }

    @Test func theSettingsKnowTheColumnsThereAre() {
        let panes: [Pane] = [.operations, .worlds, .models, .jobs]
        #expect(ConfiguredLists.columns.map(\.list) == panes.map { $0.name.string.lowercased() })
        for (pane, list) in zip(panes, ConfiguredLists.columns) {
            #expect(list.names == ListColumn.all(of: pane).map(\.rawValue))
        }
    }
}
