import Dashboard
import DashboardSamples
import MintDomain
import TerminalCore
import TestScreen
import Testing
import Theming

/// While the store is being read, the screen does not claim to be complete.
struct LoadingTests {
    private func glyphs(isLoading: Bool, keys: String = "") throws -> String {
        let size = Size(columns: 160, rows: 45)
        var state = State(
            badge: Sample.profiles[0].badge, size: size, now: Sample.now, decisionRules: DecisionRules(), hasJobs: true)
        let rows = try (1...2).map { number in
            TrackedOperation(id: try #require(OperationID("op_\(number)")), trackedAt: Sample.now)
        }
        let news = TrackingNews(upserted: rows, link: .live(since: Sample.now), isLoading: true)
        for action in [Action.trackingChanged(.mint, news), .trackingChanged(.agent, news)] {
            _ = update(&state, action, now: Sample.now)
        }
        if !isLoading {
            let end = TrackingNews(upserted: [], link: .live(since: Sample.now))
            for action in [Action.trackingChanged(.mint, end), .trackingChanged(.agent, end)] {
                _ = update(&state, action, now: Sample.now)
            }
        }
        for key in Sample.keys(keys) { _ = update(&state, .terminal(.key(key)), now: Sample.now) }
        return ScreenText.glyphs(of: view(state, Appearance(theme: .builtIn)).canvas).joined(separator: "\n")
    }

    @Test func theCountSaysThatThereIsMore() throws {
        #expect(try glyphs(isLoading: true).split(separator: " 2+ ").count == 3, "operations and jobs")
        let loaded = try glyphs(isLoading: false)
        #expect(loaded.split(separator: " 2 ").count >= 3)
        #expect(!loaded.contains("2+"))
    }

    @Test func headerCountsCarryAPlusWhileTheStoreLoads() throws {
        #expect(try glyphs(isLoading: true).contains("◐ 0+ "))
        #expect(try glyphs(isLoading: false).contains("◐ 0 "))
    }

    @Test func aFilterWithoutAMatchSaysWhatItHasNotSeen() throws {
        #expect(try glyphs(isLoading: true, keys: "/zzz").contains("Reading the rest of the store…"))
        #expect(try !glyphs(isLoading: false, keys: "/zzz").contains("Reading the rest"))
    }
}
