import Dashboard
import DashboardSamples
import FoundationEssentials
import TerminalCore
import Testing

struct TimeTextsTests {
    @Test(arguments: [
        (0.0, "0s"), (59.9, "59s"), (60.0, "1m00"), (124.0, "2m04"), (3599.0, "59m59"), (3600.0, "1h00"),
        (11_520.0, "3h12"), (86_400.0, "1d"), (-5.0, "0s"),
    ])
    func aRunningDurationIsShort(_ seconds: Double, _ text: String) {
        var times = TimeTexts(now: Sample.now, timeZone: .gmt)
        #expect(times.running(since: Sample.now.addingTimeInterval(-seconds)).string == text)
    }

    @Test(arguments: [
        (0.0, "now"), (59.0, "now"), (60.0, "1m"), (7200.0, "2h"), (86_400 * 13.0, "13d"), (86_400 * 14.0, "2w"),
        (-100.0, "now"),
    ])
    func anAgeHasOneUnit(_ seconds: Double, _ text: String) {
        var times = TimeTexts(now: Sample.now, timeZone: .gmt)
        #expect(times.age(of: Sample.now.addingTimeInterval(-seconds)).string == text)
    }

    @Test func aTextReadsTheSameUntilItsNextChangeAndDiffersAfterIt() throws {
        for seconds in stride(from: 0.3, to: 100_000, by: 613.7) {
            let start = Sample.now.addingTimeInterval(-seconds)
            try expectChange { $0.running(since: start) }
            try expectChange { $0.age(of: start) }
        }
        try expectChange { $0.until(Sample.now.addingTimeInterval(7.4)) }
    }

    @Test func theClockNamesTheDayWhenItIsNotToday() {
        let times = TimeTexts(now: Sample.now, timeZone: .gmt)
        #expect(times.clock(Sample.now.addingTimeInterval(-60)).string == "11:59:00")
        #expect(times.clock(Sample.now.addingTimeInterval(-86_400)).string == "2026-11-20 12:00:00")
    }

    private func expectChange(_ text: (inout TimeTexts) -> SafeText) throws {
        var times = TimeTexts(now: Sample.now, timeZone: .gmt)
        let first = text(&times)
        let change = try #require(times.nextChange)
        var before = TimeTexts(now: change.addingTimeInterval(-0.001), timeZone: .gmt)
        #expect(text(&before) == first)
        var after = TimeTexts(now: change.addingTimeInterval(0.001), timeZone: .gmt)
        #expect(text(&after) != first)
    }
}
