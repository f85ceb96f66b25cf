import Dashboard
import DashboardSamples
import MintDomain
import TerminalCore
import TestScreen
import Testing
import Theming

/// Screens of filters, menus and sorted lists, compared glyph by glyph and style by style.
struct ListScreenTests {
    static let wide = Size(columns: 120, rows: 40)
    static let stacked = Size(columns: 80, rows: 24)

    static let cases: [(name: String, size: Size, keys: [Key])] = [
        ("filter", wide, keys("/")),
        ("filter-typing", wide, keys("/a !sci")),
        ("filter-typing-stacked", stacked, keys("/a !sci")),
        ("filter-wrong", wide, keys("/~la(")),
        ("filter-wrong-stacked", stacked, keys("2/nme:x")),
        ("filter-chip", wide, keys("/kni") + [Key(.enter)] + keys("3/") + Self.keys("peb") + [Key(.enter)] + keys("1")),
        ("filter-chip-stacked", stacked, keys("/status:review ~a") + [Key(.enter)]),
        ("filter-empty", wide, keys("3f") + [Key(.down), Key(.enter)] + keys("/zzz") + [Key(.enter)]),
        ("filter-empty-stacked", stacked, keys("fffffff") + [Key(.enter)] + keys("/zzz") + [Key(.enter)]),
        ("filter-marked", wide, keys("*") + keys("/lamp") + [Key(.enter)]),
        ("facets", wide, keys("jfff")),
        ("facets-stacked", stacked, keys("fff")),
        ("sort", wide, keys("ssssI")),
        ("sort-stacked", stacked, keys("sss") + [Key(.enter)] + keys("jI")),
        ("sort-worlds", wide, keys("2sss") + [Key(.enter)]),
        ("search", wide, keys("j0[[/\"") + [Key(.enter)] + keys("n")),
        ("search-stacked", stacked, keys("j0[[/~s.a")),
    ]

    @Test(arguments: [("columns", wide), ("columns-stacked", stacked)])
    func columnsOfTheSettingsAreShown(_ name: String, _ size: Size) {
        let columns: [Pane: [ShownColumn]] = [
            .operations: [.init(.status), .init(.time), .init(.prompt), .init(.preset), .init(.changed)],
            .models: [.init(.id, width: 9), .init(.name), .init(.age)],
        ]
        let badge = Badge(name: "local", isLocal: true, origin: "")
        var state = State(badge: badge, size: size, now: Sample.now, columns: columns)
        Keyboard.send(Sample.operations, &state)
        _ = update(&state, .pageLoaded(.model, cursor: nil, Sample.resources(.model)), now: Sample.now)
        Keyboard.press("/a", &state)
        let canvas = view(state, Appearance(theme: .builtIn)).canvas
        #expect(Golden.difference(canvas, name, testFile: #filePath) == nil)
    }

    private static func keys(_ text: String) -> [Key] { text.map { .character($0) } }

    @Test(arguments: cases)
    func looksAsRecorded(_ name: String, _ size: Size, _ keys: [Key]) {
        let canvas = view(Sample.state(size: size, keys: keys), Appearance(theme: .builtIn)).canvas
        #expect(Golden.difference(canvas, name, testFile: #filePath) == nil)
    }
}
