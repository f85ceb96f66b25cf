import Dashboard
import DashboardSamples
import MintDomain
import TerminalCore
import TestScreen
import Testing
import Theming

struct EmptyTests {
    /// A dashboard of an empty profile.
    private func glyphs(profile: Int, keys: String = "") -> String {
        let size = Size(columns: 160, rows: 45)
        let entry = Sample.profiles[profile]
        var state = State(
            badge: entry.badge, size: size, now: Sample.now, decisionRules: DecisionRules(readOnly: entry.readOnly),
            hasJobs: true)
        let news = TrackingNews(upserted: [], link: .live(since: Sample.now))
        let page = ResourcePage(items: [], nextCursor: nil)
        let actions: [Action] = [
            .trackingChanged(.mint, news), .trackingChanged(.agent, news), .pageLoaded(.world, cursor: nil, page),
            .pageLoaded(.model, cursor: nil, page),
        ]
        for action in actions { _ = update(&state, action, now: Sample.now) }
        for key in Sample.keys(keys) { _ = update(&state, .terminal(.key(key)), now: Sample.now) }
        return ScreenText.glyphs(of: view(state, Appearance(theme: .builtIn)).canvas).joined(separator: "\n")
    }

    @Test func aKeyThatStartsSomethingIsNamedOnlyWhereItDoes() {
        #expect(glyphs(profile: 0).contains("C   starts a world or a model"))
        #expect(!glyphs(profile: 1).contains("C   start"))
        #expect(glyphs(profile: 1).contains(":arm   lets you start one"))
        #expect(!glyphs(profile: 2).contains("C   start"))
        #expect(glyphs(profile: 2).contains("read-only: none can be started"))
    }

    @Test func anEmptyReviewDeskSaysSoAndHowToLeave() {
        let screen = glyphs(profile: 2, keys: "p")
        #expect(screen.contains("No operation needs a decision."))
        #expect(screen.contains("q   back to the lists"))
    }
}
