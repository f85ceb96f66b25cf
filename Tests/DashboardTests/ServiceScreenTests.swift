import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import TestScreen
import Testing
import Theming

/// Screens of the palette, of profiles and of jobs, compared glyph by glyph and style by style.
struct ServiceScreenTests {
    static let wide = Size(columns: 120, rows: 40)
    static let stacked = Size(columns: 80, rows: 24)
    static let single = Size(columns: 60, rows: 20)

    /// A state to draw; `profile` is one of `Sample.profiles`.
    struct Case: Sendable {
        var name: String
        var size: Size
        var profile = 0
        var keys: [Key]
    }

    static let cases: [Case] = [
        Case(name: "palette", size: wide, keys: keys(":")),
        Case(name: "palette-chosen", size: wide, keys: keys(":re") + [Key(.tab), Key(.tab)]),
        Case(name: "palette-stacked", size: stacked, keys: keys("j:prof")),
        Case(name: "palette-single", size: single, keys: keys(":o")),
        Case(name: "palette-profiles", size: wide, keys: keys(":profile ")),
        Case(name: "palette-refused", size: stacked, keys: keys(":undo") + [Key(.enter)]),
        Case(name: "palette-unknown", size: single, keys: keys(":frobnicate now") + [Key(.enter)]),
        Case(name: "palette-track", size: stacked, keys: keys(":track ")),
        Case(name: "profile-read-only", size: wide, profile: 1, keys: keys("j")),
        Case(name: "profile-read-only-stacked", size: stacked, profile: 1, keys: keys("j:ap")),
        Case(name: "profile-read-only-single", size: single, profile: 1, keys: keys("jx")),
        Case(name: "arm", size: wide, profile: 1, keys: keys(":arm") + [Key(.enter)]),
        Case(name: "arm-single", size: single, profile: 1, keys: keys(":arm") + [Key(.enter), Key(.tab)]),
        Case(name: "armed", size: stacked, profile: 1, keys: keys(":arm") + [Key(.enter)] + keys("y")),
        Case(name: "jobs", size: wide, keys: keys("4j")),
        Case(name: "jobs-large", size: Size(columns: 200, rows: 50), keys: keys("4j")),
        Case(name: "jobs-low", size: Size(columns: 120, rows: 20), keys: keys("4")),
        Case(name: "jobs-stacked", size: stacked, keys: keys("4jj")),
        Case(name: "jobs-single", size: single, keys: keys("4")),
        Case(name: "jobs-tight", size: Size(columns: 44, rows: 16), keys: keys("4")),
        Case(name: "jobs-marked", size: wide, keys: keys("4g  ")),
        Case(name: "job-conversation", size: wide, keys: keys("4]")),
        Case(name: "job-conversation-stacked", size: stacked, keys: keys("4]") + [Key(.enter)]),
        Case(name: "job-conversation-single", size: single, keys: keys("4]") + [Key(.enter)]),
        Case(name: "job-timeline", size: wide, keys: keys("4jj]]")),
        Case(name: "job-message", size: wide, keys: keys("4mLeave the key out.")),
        Case(name: "job-message-stacked", size: stacked, keys: keys("4m") + [.control("d")]),
        Case(name: "job-message-single", size: single, keys: keys("4*m")),
        Case(name: "job-create", size: wide, keys: keys("4C")),
        Case(name: "job-create-single", size: single, keys: keys("4CAdd a page") + [Key(.tab)]),
    ]

    private static func keys(_ text: String) -> [Key] { text.map { .character($0) } }

    @Test(arguments: cases)
    func looksAsRecorded(_ sample: Case) {
        let state = Sample.fullState(size: sample.size, profile: sample.profile, keys: sample.keys)
        #expect(Golden.difference(draw(state), sample.name, testFile: #filePath) == nil)
    }

    @Test func aServiceWithoutJobsSaysWhatToDo() {
        var state = State(
            badge: Sample.profiles[0].badge, size: Self.wide, now: Sample.now, profiles: Sample.profiles, hasJobs: true)
        let link = LinkState.live(since: Sample.now)
        _ = update(&state, .trackingChanged(.agent, TrackingNews(upserted: [], link: link)), now: Sample.now)
        _ = update(&state, .terminal(.key(.character("4"))), now: Sample.now)
        #expect(Golden.difference(draw(state), "jobs-empty", testFile: #filePath) == nil)
    }

    @Test func aRefusedKeyOfTheServiceIsSaidInItsPane() {
        var state = Sample.fullState(size: Self.wide)
        let problem = PollProblem.unauthorized("Mintlify does not accept the key (401): it may be revoked.")
        let link = LinkState.retrying(
            problem: problem, retryAt: Sample.now.addingTimeInterval(60), lastAnswer: Sample.now.addingTimeInterval(-90)
        )
        _ = update(&state, .trackingChanged(.agent, TrackingNews(upserted: [], link: link)), now: Sample.now)
        #expect(Golden.difference(draw(state), "jobs-stale", testFile: #filePath) == nil)
    }

    @Test func aHeldMessageCountsDownInItsRow() {
        var state = Sample.fullState(size: Self.stacked, keys: [.character("4")])
        guard let key = IdempotencyKey("k4"), let id = state.selectedOperation?.id else {
            Issue.record("no job")
            return
        }
        let held = OutboxState.held(until: Sample.now.addingTimeInterval(4))
        let item = OutboxItem(id: key, mutation: .message(id, text: "No, leave the key out."), state: held)
        _ = update(&state, .outboxChanged(item), now: Sample.now)
        #expect(Golden.difference(draw(state), "job-held", testFile: #filePath) == nil)
    }

    private func draw(_ state: State) -> Canvas {
        view(state, Appearance(theme: .builtIn)).canvas
    }
}
