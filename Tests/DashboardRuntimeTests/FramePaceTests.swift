import FoundationEssentials
import Testing

@testable import DashboardRuntime

struct FramePaceTests {
    private let begin = Date(timeIntervalSince1970: 1_795_262_400)

    /// Returns the number of frames for requests in every millisecond.
    private func frames(_ pace: inout FramePace, from start: Double, seconds: Double) -> Int {
        (0..<Int(seconds * 1000)).count { pace.wait(at: begin.addingTimeInterval(start + Double($0) / 1000)) == nil }
    }

    @Test func afterAQuietTimeAFewComeAtOnceAndThenTenASecond() {
        var pace = FramePace()
        let counts = [(0, 0.01), (0.01, 1), (1.01, 10), (20, 0.01)].map { frames(&pace, from: $0.0, seconds: $0.1) }
        #expect(counts[0] == 3 && (9...10).contains(counts[1]) && (99...101).contains(counts[2]) && counts[3] == 3)
    }

    @Test func itSaysWhenThereMayBeOne() throws {
        var pace = FramePace()
        let moments = (0..<4).map { _ in pace.wait(at: begin) }
        #expect(moments.prefix(3) == [nil, nil, nil])
        let moment = try #require(moments[3])
        #expect(abs(moment.timeIntervalSince(begin) - 0.1) < 0.001)
        let next = pace.wait(at: moment.addingTimeInterval(0.002))
        #expect(next == nil)
    }

    @Test func aClockThatIsSetBackStopsNothing() {
        var pace = FramePace()
        for _ in 0..<4 { _ = pace.wait(at: begin) }
        let earlier = begin.addingTimeInterval(-3600)
        let moment = pace.wait(at: earlier)
        #expect(moment.map { $0.timeIntervalSince(earlier) <= 0.11 } != false)
        let next = pace.wait(at: earlier.addingTimeInterval(0.2))
        #expect(next == nil)
    }
}
