import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import TestScreen
import Testing
import Theming

@testable import Dashboard

struct WelcomeTests {
    private func state(size: Size = Size(columns: 80, rows: 24), isLocal: Bool = true) -> State {
        State(
            badge: Badge(name: isLocal ? "local" : "live", isLocal: isLocal, origin: "https://api.mint.gg"), size: size,
            now: Date(timeIntervalSince1970: 0), isFirstStart: true)
    }

    private func text(_ state: State) -> String {
        ScreenText.glyphs(of: view(state, Appearance(theme: .builtIn)).canvas).joined(separator: "\n")
    }

    @Test(arguments: [(80, 24, true), (120, 40, false)])
    func looksAsRecorded(_ columns: Int, _ rows: Int, _ isLocal: Bool) {
        let state = state(size: Size(columns: columns, rows: rows), isLocal: isLocal)
        let canvas = view(state, Appearance(theme: .builtIn)).canvas
        let name = "welcome-\(columns)-\(isLocal ? "local" : "live")"
        #expect(Golden.difference(canvas, name, testFile: #filePath) == nil)
    }

    @Test func theFirstStartExplainsItself() {
        let shown = text(state())
        #expect(shown.contains("Welcome to mintop") && shown.contains("It is free"))
        #expect(shown.contains("export MINT_API_KEY") && shown.contains("mintop doctor"))
    }

    @Test func onALiveServerItSaysThatCreditsAreSpent() {
        let shown = text(state(isLocal: false))
        #expect(shown.contains("https://api.mint.gg") && shown.contains("Credits."))
        #expect(!shown.contains("It is free"))
    }

    @Test(arguments: [Key(.escape), Key(.enter), .character(" "), .character("q")])
    func aKeyThatClosesOnlyClosesIt(_ key: Key) {
        var state = state()
        let effects = update(&state, .terminal(.key(key)), now: state.now)
        #expect(effects.contains(.rememberWelcome) && state.overlays.dialogs.isEmpty)
        #expect(!effects.contains { if case .quit = $0 { true } else { false } })
    }

    @Test(arguments: ["a", "x", "u", "X"] as [Character])
    func noKeyDecidesAnythingThroughIt(_ key: Character) throws {
        var state = State(
            badge: Badge(name: "live", isLocal: false, origin: "https://api.mint.gg"),
            size: Size(columns: 120, rows: 40), now: Sample.now, decisionRules: DecisionRules(holds: true),
            isFirstStart: true)
        let news = TrackingNews(upserted: Sample.operations, link: .live(since: Sample.now))
        _ = update(&state, .trackingChanged(.mint, news), now: Sample.now)
        try #require(state.selectedOperation != nil)
        let effects = update(&state, .terminal(.key(.character(key))), now: Sample.now.addingTimeInterval(9))
        #expect(effects.contains(.rememberWelcome) && state.overlays.dialogs.isEmpty)
        #expect(!effects.contains { if case .perform = $0 { true } else { false } })
    }

    @Test func anyOtherKeyDoesWhatItMeansAsWell() {
        var state = state()
        let effects = update(&state, .terminal(.key(.character("?"))), now: state.now)
        #expect(effects.contains(.rememberWelcome))
        guard case .help? = state.overlays.dialogs.last, state.overlays.dialogs.count == 1 else {
            Issue.record("The help did not open: \(state.overlays.dialogs)")
            return
        }
    }

    @Test func whereItWouldNotFitItIsLeftOut() {
        #expect(state(size: Size(columns: 75, rows: 40)).overlays.dialogs.isEmpty)
        #expect(state(size: Size(columns: 120, rows: 22)).overlays.dialogs.isEmpty)
    }

    @Test func laterStartsBeginWithoutIt() {
        let state = State(
            badge: Badge(name: "local", isLocal: true, origin: ""), size: Size(columns: 80, rows: 24),
            now: Date(timeIntervalSince1970: 0))
        #expect(state.overlays.dialogs.isEmpty)
    }
}
