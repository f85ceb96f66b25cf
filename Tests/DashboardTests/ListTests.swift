import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing

struct ListTests {
    @Test func changesInSmallAndLargePortionsGiveTheSameOrder() {
        var random = SeededRandom(state: 3)
        let statuses: [OperationStatus] = [
            .queued, .running, .previewReady, .billingRequired, .succeeded, .failed, .canceled,
        ]
        var small = OperationList()
        var latest: [OperationID: TrackedOperation] = [:]
        for _ in 0..<800 {
            let row = Sample.operation(
                "op_\(Int.random(in: 0..<200, using: &random))", statuses.randomElement(using: &random) ?? .queued, "p",
                began: Double.random(in: 1...9000, using: &random), changed: Double.random(in: 0...1, using: &random))
            latest[row.id] = row
            small.apply(upserted: [row], removed: [])
        }
        for id in latest.keys.sorted().prefix(20) {
            latest[id] = nil
            small.apply(upserted: [], removed: [id])
        }
        var bulk = OperationList()
        bulk.apply(upserted: Array(latest.values), removed: [])
        #expect(small.count == latest.count)
        #expect((0..<small.count).map { small.id(at: $0) } == (0..<bulk.count).map { bulk.id(at: $0) })
        #expect(small.counts == bulk.counts)
        for position in 0..<small.count { #expect(small.position(of: small.id(at: position)) == position) }
    }

    @Test func whatWaitsForAPersonComesFirst() {
        let state = Sample.state(size: Size(columns: 120, rows: 40))
        let first = (0..<3).map { state.operations.id(at: $0).rawValue }
        #expect(first == ["op_castle", "op_astrolabe", "op_teapot"])
    }

    @Test func aReloadedFirstPageKeepsWhatWasLoadedBefore() {
        var list = ResourceList(kind: .world)
        list.take(page([1, 2, 3], cursor: "a"), cursor: nil, confirmedAt: Sample.now)
        list.take(page([4, 5], cursor: nil), cursor: "a", confirmedAt: Sample.now)
        list.take(page([0, 1, 2], cursor: "b"), cursor: nil, confirmedAt: Sample.now)
        #expect(list.items.map(\.id.rawValue) == [0, 1, 2, 3, 4, 5].map { "world_\($0)" })
        #expect(!list.hasMore)
        #expect(list.pageStarts == [0, 4])
    }

    @Test func aFirstPageWithoutAnyOverlapStartsTheListOver() {
        var list = ResourceList(kind: .world)
        list.take(page([1, 2], cursor: "a"), cursor: nil, confirmedAt: Sample.now)
        list.take(page([8, 9], cursor: "z"), cursor: nil, confirmedAt: Sample.now)
        #expect(list.items.map(\.id.rawValue) == ["world_8", "world_9"])
        #expect(list.nextCursor == "z")
    }

    @Test func aCursorThatComesAgainEndsTheList() {
        var list = ResourceList(kind: .world)
        list.take(page([1], cursor: "a"), cursor: nil, confirmedAt: Sample.now)
        list.take(page([2], cursor: "a"), cursor: "a", confirmedAt: Sample.now)
        #expect(!list.hasMore)
    }

    private func page(_ numbers: [Int], cursor: String?) -> ResourcePage {
        ResourcePage(items: numbers.map { Sample.resource(.world, $0, "W\($0)", age: 10) }, nextCursor: cursor)
    }
}
