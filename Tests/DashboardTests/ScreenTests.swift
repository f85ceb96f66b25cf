import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import TestScreen
import Testing
import Theming

/// Screens of fixed states, compared glyph by glyph and style by style.
struct ScreenTests {
    static let wide = Size(columns: 120, rows: 40)
    static let stacked = Size(columns: 80, rows: 24)

    static let cases: [(name: String, size: Size, keys: [Key])] = [
        ("wide", wide, []),
        ("wide-large", Size(columns: 160, rows: 45), [.character("j")]),
        ("wide-worlds", wide, [.character("2"), .character("j")]),
        ("stacked", stacked, [.character("j")]),
        ("stacked-detail", stacked, [.character("j"), Key(.enter)]),
        ("stacked-models", stacked, [.character("3")]),
        ("single", Size(columns: 60, rows: 20), []),
        ("single-detail", Size(columns: 60, rows: 20), [Key(.enter)]),
        ("line", Size(columns: 30, rows: 5), []),
        ("tab-assets", wide, [.character("j"), Key(.enter), .character("]")]),
        ("tab-timeline", wide, [.character("j"), .character("]"), .character("]")]),
        ("tab-json", wide, [.character("["), .character("j")]),
        ("approve", wide, [.character("j"), .character("a")]),
        ("cancel", stacked, [.character("x"), Key(.tab)]),
        ("revise", stacked, [.character("j"), .character("r")] + "Warmer light, 暖かい".map { .character($0) }),
        ("revise-empty", wide, [.character("j"), .character("r"), .control("d")]),
        ("create", wide, [.character("C"), Key(.backTab), .character("l")]),
        ("open", wide, [.character("j"), .character("o")]),
        ("marked", wide, keys(" j v j j")),
        ("marked-stacked", stacked, keys("*")),
        ("bulk", wide, keys("j  a")),
        ("bulk-count", wide, keys("*x8")),
        ("bulk-count-stacked", stacked, keys("*x9") + [Key(.enter)]),
        ("optimize", wide, keys("3O")),
        ("optimize-stacked", stacked, keys("3Ol") + [Key(.tab)]),
        ("convert", wide, keys("3T ll ")),
        ("convert-stacked", stacked, keys("3jT") + [.control("d")]),
        ("convert-single", Size(columns: 60, rows: 20), keys("3jT ")),
        ("half", wide, keys("j+")),
        ("full", wide, keys("j++")),
        ("full-detail", Size(columns: 160, rows: 45), keys("j++") + [Key(.enter)]),
        ("below", wide, keys("jP")),
        ("below-large", Size(columns: 160, rows: 45), keys("jP") + [Key(.enter)]),
        ("beside", stacked, keys("jP")),
        ("help", stacked, [.character("?")]),
        ("help-wide", Size(columns: 160, rows: 45), [.character("?")]),
    ]

    private static func keys(_ text: String) -> [Key] { text.map { .character($0) } }

    @Test(arguments: cases)
    func looksAsRecorded(_ name: String, _ size: Size, _ keys: [Key]) {
        let state = Sample.state(size: size, keys: keys)
        let difference = Golden.difference(draw(state), name, testFile: #filePath)
        #expect(difference == nil)
    }

    @Test func anEmptyDashboardSaysWhatToDo() {
        let badge = Badge(name: "local", isLocal: true, origin: "")
        var state = State(badge: badge, size: Self.wide, now: Sample.now)
        _ = update(
            &state, .trackingChanged(.mint, TrackingNews(upserted: [], link: .live(since: Sample.now))), now: Sample.now
        )
        let empty = ResourcePage(items: [], nextCursor: nil)
        _ = update(&state, .pageLoaded(.world, cursor: nil, empty), now: Sample.now)
        _ = update(&state, .pageFailed(.model, cursor: nil, .unreachable("Cannot reach 127.0.0.1:9.")), now: Sample.now)
        #expect(Golden.difference(draw(state), "empty", testFile: #filePath) == nil)
    }

    @Test func anUnreachableServerLeavesTheRowsDimmedWithTheirAge() {
        var state = Sample.state(size: Self.wide)
        let problem = PollProblem.unreachable("Cannot reach 127.0.0.1:8787 (connection refused).")
        let link = LinkState.retrying(
            problem: problem, retryAt: Sample.now.addingTimeInterval(8), lastAnswer: Sample.now.addingTimeInterval(-190)
        )
        _ = update(&state, .trackingChanged(.mint, TrackingNews(upserted: [], link: link)), now: Sample.now)
        #expect(Golden.difference(draw(state), "offline", testFile: #filePath) == nil)
    }

    @Test func aLiveServerIsNamedInTheFrame() {
        let state = Sample.state(size: Self.wide, keys: [.character("j"), .character("a")], isLocal: false)
        #expect(Golden.difference(draw(state), "live", testFile: #filePath) == nil)
    }

    private func draw(_ state: State) -> Canvas {
        view(state, Appearance(theme: .builtIn)).canvas
    }
}
