import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing

@testable import Dashboard

struct ListOrderTests {
    @Test(arguments: ListColumn.sorting(.operations)) func everyColumnSortsBothWaysAndLastsWhereItIsMissing(
        _ column: ListColumn
    ) throws {
        var list = OperationList()
        list.apply(upserted: Sample.operations, removed: [])
        let own = (0..<list.count).map { list.id(at: $0) }
        _ = try list.take(.order(ListOrder(column: column)))
        let up = (0..<list.count).map { list.id(at: $0) }
        _ = try list.take(.order(ListOrder(column: column, isInverted: true)))
        let down = (0..<list.count).map { list.id(at: $0) }
        #expect(Set(up) == Set(own) && Set(down) == Set(own))
        func values(_ ids: [OperationID]) -> [SortValue] {
            ids.compactMap { list[id: $0] }.map { SortValue($0, column) }
        }
        for (left, right) in zip(values(up), values(up).dropFirst()) {
            #expect(left.precedes(right, isInverted: false) ?? true)
        }
        for (left, right) in zip(values(down), values(down).dropFirst()) {
            #expect(left.precedes(right, isInverted: true) ?? true)
        }
        // Equal rows keep the list's default order, in both directions.
        let rank = Dictionary(uniqueKeysWithValues: own.enumerated().map { ($1, $0) })
        for ids in [up, down] {
            for (left, right) in zip(ids, ids.dropFirst()) where value(left, list, column) == value(right, list, column)
            {
                #expect((rank[left] ?? 0) < (rank[right] ?? 0))
            }
        }
        for position in 0..<list.count { #expect(list.position(of: list.id(at: position)) == position) }
    }

    private func value(_ id: OperationID, _ list: OperationList, _ column: ListColumn) -> SortValue? {
        list[id: id].map { SortValue($0, column) }
    }

    @Test func theSelectionStaysOnItsRowAndTheTitleSaysWhatItIsSortedBy() {
        var state = Keyboard.holding()
        Keyboard.press("jj", &state)
        let selected = state.operationCursor.selected
        Keyboard.press("sss", &state)
        Keyboard.press(Key(.enter), &state)
        #expect(state.operationCursor.selected == selected)
        #expect(ViewText.of(state).contains("▲ kind"))
        Keyboard.press("I", &state)
        #expect(state.operationCursor.selected == selected)
        #expect(ViewText.of(state).contains("▼ kind"))
    }

    @Test func escapeInTheMenuGivesTheOrderBack() {
        var state = Keyboard.holding()
        let before = state.operations.order
        Keyboard.press("sssI", &state)
        #expect(state.operations.order == ListOrder(column: .kind, isInverted: true))
        Keyboard.press(Key(.escape), &state)
        #expect(state.operations.order == before)
    }

    @Test func aSortedOrderHoldsStillAfterAMovementToo() {
        var state = Keyboard.holding()
        Keyboard.press("s", &state)
        while state.operations.order.column != .prompt { Keyboard.press("s", &state) }
        Keyboard.press(Key(.enter), &state)
        Keyboard.press("j", &state)
        let order = (0..<state.operations.count).map { state.operations.id(at: $0) }
        Keyboard.send([Sample.operation("op_lamp", .running, "000 first of all")], &state, after: 1)
        #expect((0..<state.operations.count).map { state.operations.id(at: $0) } == order)
        Keyboard.send([], &state, after: 4)
        #expect(state.operations.id(at: 0).rawValue == "op_lamp")
    }

    @Test func whatWaitsIsFirstInTheQueueHoweverTheListIsSorted() throws {
        var list = OperationList()
        list.apply(upserted: Sample.operations, removed: [])
        let waiting = list.waiting
        _ = try list.take(.order(ListOrder(column: .id, isInverted: true)))
        _ = try list.take(.facet(.failed))
        #expect(list.waiting == waiting && waiting.count == 3)
    }

    @Test func worldsAreSortedAsFarAsTheyAreLoaded() throws {
        var state = Keyboard.holding()
        Keyboard.press("2s", &state)
        while state.lists[.world].list.order.column != .name { Keyboard.press("s", &state) }
        Keyboard.press(Key(.enter), &state)
        let names = (0..<state.lists[.world].list.count).compactMap {
            state.lists[.world].list.item(at: $0).name?.lowercased()
        }
        #expect(names == names.sorted() && names.count == state.lists[.world].list.items.count)
        for position in 0..<state.lists[.world].list.count {
            #expect(state.lists[.world].list.position(of: state.lists[.world].list.id(at: position)) == position)
        }
        Keyboard.press("I", &state)
        #expect(state.lists[.world].list.item(at: 0).name?.lowercased() == names.last)
    }

    @Test func theCursorFollowsWhatChangesUntilItIsMoved() {
        var state = Keyboard.holding()
        Keyboard.press("F", &state)
        #expect(state.operationCursor.selected?.rawValue == "op_convert")
        #expect(ViewText.of(state).contains("follow"))
        Keyboard.send([Sample.operation("op_tide", .failed, "Tide pools", changed: -5)], &state, after: 6)
        #expect(state.operationCursor.selected?.rawValue == "op_tide")
        // A confirmed row without a change counts as unchanged.
        var same = Sample.operation("op_tide", .failed, "Tide pools", changed: -5)
        same.confirmedAt = state.now
        Keyboard.press("F", &state)
        Keyboard.press("gF", &state)
        Keyboard.press("k", &state)
        let selected = state.operationCursor.selected
        #expect(state.lists.operations.isFollowing == false)
        Keyboard.send([same, Sample.operation("op_lamp", .failed, "Lamp", changed: -9)], &state, after: 10)
        #expect(state.operationCursor.selected == selected)
    }
}
