import Foundation
import Testing
import Wire

@testable import LocalMint

@Suite struct ScenarioStageTests {
    private func turns(_ stage: ScenarioStage, _ path: String, count: Int = 200) -> [ScenarioStage.Turn] {
        (0..<count).map { _ in stage.turn("GET", path) }
    }

    @Test func aSeedRepeatsFaultsWhateverComesBetween() {
        let (first, second) = (ScenarioStage(.flaky, seed: 7), ScenarioStage(.flaky, seed: 7))
        let plain = turns(first, "/v1/a")
        let mixed = (0..<200).map { number in
            if number.isMultiple(of: 3) { _ = second.turn("GET", "/v1/b") }
            return second.turn("GET", "/v1/a")
        }
        #expect(plain == mixed)
        #expect(turns(ScenarioStage(.flaky, seed: 8), "/v1/a") != plain)
        second.play(.flaky)
        #expect(turns(second, "/v1/a") == plain)
    }

    @Test func flakyHasEachOfItsFaultsAboutAsOftenAsItSays() {
        let drawn = turns(ScenarioStage(.flaky, seed: 1), "/v1/a", count: 4_000)
        for share in Scenario.named(.flaky).faults {
            let count = drawn.count { $0.fault == share.fault }
            #expect((150...250).contains(count), "\(share.fault): \(count)")
        }
        #expect(drawn.allSatisfy { (0.02...0.4).contains($0.delay) && (0.2...0.9).contains($0.cut) })
    }

    @Test(arguments: LocalMint.ScenarioName.allCases)
    func everyScenarioIsInTheTableUnderItsOwnName(name: LocalMint.ScenarioName) {
        let scenario = Scenario.named(name)
        #expect(scenario.name == name && scenario.summary.hasSuffix("."))
        #expect(scenario.faults.map(\.permille).reduce(0, +) <= 1_000)
        #expect((scenario == Scenario(name: name, summary: scenario.summary)) == (name == .steady))
    }

    @Test func everyErrorCodeHasTheFormOfTheContract() {
        #expect(Set(Scenario.errors.map(\.code)).count == 9)
        for error in Scenario.errors {
            #expect(error.code.wholeMatch(of: /[a-z0-9_]+/) != nil && error.message.hasSuffix("."))
        }
    }
}

@Suite struct ScenarioCrowdTests {
    private let crowd = ScenarioCrowd(count: 1_000)

    private func page(_ cursor: PageCursor?, _ count: Int) -> [StoredResource] {
        crowd.filling([], before: cursor, count: count)
    }

    @Test func pagingMeetsEveryOneOnce() {
        var (ids, cursor): ([String], PageCursor?) = ([], nil)
        repeat {
            let rows = page(cursor, 37)
            ids += rows.map(\.record.resourceID)
            cursor = rows.last.map { PageCursor(kind: .world, sequence: $0.sequence) }
        } while cursor != nil && !page(cursor, 1).isEmpty
        #expect(ids.count == 1_000 && Set(ids).count == 1_000)
    }

    @Test func oneReadAloneIsTheOneOfTheList() {
        for row in page(nil, 1_000) { #expect(crowd.resource(row.record.resourceID) == row) }
    }

    @Test(arguments: [
        "world_crowd00000001000", "world_crowd-0000000001", "world_crowd1", "world_crowd000000000001", "model_1",
        "world_crowd0000000000x", "",
    ])
    func nothingElseIsOneOfThem(id: String) {
        #expect(crowd.resource(id) == nil)
    }

    @Test func aForgedPlaceGivesNothing() {
        for sequence: Int64 in [.max, (1 << 53) + 1_002, (1 << 53) + 1] {
            #expect(page(PageCursor(kind: .world, sequence: sequence), 5).isEmpty)
        }
    }

    @Test func itComesAfterWhatIsStored() {
        let stored = Array(page(nil, 2))
        #expect(crowd.filling(stored, before: nil, count: 2) == stored)
        #expect(crowd.filling(stored, before: nil, count: 5).count == 5)
    }
}
