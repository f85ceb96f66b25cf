import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing

struct ResourceCeilingTests {
    private func items(_ numbers: Range<Int>, textBytes: Int = 0) -> [Resource] {
        numbers.map { number in
            // It has no sample row, so the list starts over.
            var item = Sample.resource(.world, 100_000 + number, "World \(number)", age: 0)
            item.rawJSON = String(repeating: "x", count: textBytes)
            return item
        }
    }

    private func take(_ items: [Resource], next: String?, cursor: String?, _ state: inout State) -> [Effect] {
        update(
            &state, .pageLoaded(.world, cursor: cursor, ResourcePage(items: items, nextCursor: next)), now: Sample.now)
    }

    @Test func loadsNoPageBeyond10000Rows() throws {
        var state = Sample.state(size: Size(columns: 120, rows: 40))
        _ = take(items(0..<9_950), next: "a", cursor: nil, &state)
        Sample.strike(.character("2"), &state)
        #expect(Sample.strike(.character("G"), &state) == [.loadPage(.world, cursor: "a")])
        _ = take(items(9_950..<10_050), next: "b", cursor: "a", &state)
        #expect(Sample.strike(.character("G"), &state).isEmpty)
        let text = try #require(state.overlays.notice?.text.string)
        #expect(text.contains("10050 worlds are loaded") && text.contains("mintop worlds list --all"))
        #expect(state.lists[.world].list.hasMore && state.lists[.world].list.isFull)
        // New rows still appear at the top; the oldest ones are dropped.
        _ = take(items(20_000..<20_050) + items(0..<50), next: "c", cursor: nil, &state)
        #expect(
            state.lists[.world].list.count == 10_000
                && state.lists[.world].list.id(at: 0) == Sample.resourceID("world_120000"))
    }

    @Test func loadsNoPageBeyond64MiBOfText() {
        var state = Sample.state(size: Size(columns: 120, rows: 40))
        _ = take(items(0..<100, textBytes: 700_000), next: "a", cursor: nil, &state)
        Sample.strike(.character("2"), &state)
        #expect(Sample.strike(.character("G"), &state).isEmpty && state.lists[.world].list.isFull)
    }
}
