import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import TestScreen
import Testing
import Theming

struct ViewTests {
    /// Text that tries to control the terminal, to move the columns, or to imitate other parts of the screen.
    static let hostile = [
        "\u{1B}[2J\u{1B}]0;owned\u{7}\u{1B}]52;c;ZXZpbA==\u{7}", "a\u{9B}31mb\u{90}c\u{9C}",
        "\u{202E}reversed\u{2066}x",
        "🧑‍🚀👨‍👩‍👧‍👦🏳️‍🌈⚡️漢字", String(repeating: "e", count: 1) + String(repeating: "\u{301}", count: 10_000),
        "line\nbreak\r\n\ttab\u{0}\u{7F}", "\u{200B}\u{FEFF}\u{AD}zero", String(repeating: "界", count: 300),
    ]

    @Test(arguments: hostile)
    func textFromOutsideNeverMovesABorder(_ text: String) {
        for size in [Size(columns: 120, rows: 30), Size(columns: 80, rows: 24), Size(columns: 50, rows: 12)] {
            for keys in [[], [Key(.enter)], [Key(.enter), .character("]")], [.character("a")], [.character("r")]] {
                var state = Sample.state(size: size)
                poison(&state, with: text)
                _ = update(&state, .terminal(.key(.character("g"))), now: Sample.now)
                for key in keys { _ = update(&state, .terminal(.key(key)), now: Sample.now) }
                let canvas = view(state, Appearance(theme: .builtIn)).canvas
                expectIntact(canvas)
            }
        }
    }

    @Test func nothingUnfinishedMeansNoChangeForALongTime() {
        let badge = Badge(name: "local", isLocal: true, origin: "")
        var state = State(badge: badge, size: Size(columns: 120, rows: 40), now: Sample.now)
        let done = Sample.operation("op_1", .succeeded, "Old", began: 90_000, changed: 80_000)
        _ = update(
            &state, .trackingChanged(.mint, TrackingNews(upserted: [done], link: .live(since: Sample.now))),
            now: Sample.now)
        let old = ResourcePage(items: [Sample.resource(.world, 1, "Old", age: 3600 * 30)], nextCursor: nil)
        _ = update(&state, .pageLoaded(.world, cursor: nil, old), now: Sample.now)
        let change = view(state, Appearance(theme: .builtIn)).nextChange
        #expect(change == nil || change.map { $0.timeIntervalSince(Sample.now) > 60 } == true)
    }

    @Test func aRunningOperationTicksEachSecond() throws {
        let state = Sample.state(size: Size(columns: 120, rows: 40))
        let change = try #require(view(state, Appearance(theme: .builtIn)).nextChange)
        #expect(change.timeIntervalSince(Sample.now) <= 1)
    }

    @Test func theWholeFrameIsTheSameBeforeItsNextChange() throws {
        var state = Sample.state(size: Size(columns: 120, rows: 40))
        let appearance = Appearance(theme: .builtIn)
        for _ in 0..<40 {
            let frame = view(state, appearance)
            let change = try #require(frame.nextChange)
            let wait = change.timeIntervalSince(state.now)
            _ = update(&state, .timePassed, now: state.now.addingTimeInterval(wait - 0.001))
            #expect(view(state, appearance).canvas == frame.canvas)
            _ = update(&state, .timePassed, now: change.addingTimeInterval(0.001))
        }
    }

    @Test func tenThousandOperationsDrawTheSameNumberOfCells() {
        let badge = Badge(name: "local", isLocal: true, origin: "")
        var state = State(badge: badge, size: Size(columns: 120, rows: 40), now: Sample.now)
        let rows = (0..<10_000).map { Sample.operation("op_\($0)", .succeeded, "Prompt \($0)", began: Double($0) + 10) }
        _ = update(
            &state, .trackingChanged(.mint, TrackingNews(upserted: rows, link: .live(since: Sample.now))),
            now: Sample.now)
        let before = view(state, Appearance(theme: .builtIn)).canvas
        _ = update(&state, .terminal(.key(.character("j"))), now: Sample.now)
        let after = view(state, Appearance(theme: .builtIn)).canvas
        let changed = zip(before.cells, after.cells).count { $0 != $1 }
        // Two rows of the list, and the detail of another operation.
        #expect(changed > 0 && changed < 400)
    }

    private func poison(_ state: inout State, with text: String) {
        var row = Sample.operation("op_astrolabe", .previewReady, text, changed: 999_999)
        row.operation?.preset = text
        row.operation?.generationModel = text
        row.operation?.mintURL = text
        row.operation?.caption = text
        row.operation?.failure = OperationFailure(code: text, message: text)
        row.operation?.resource = ResourceReference(type: text, id: Sample.resourceID("model_1"))
        row.operation?.assets = [Asset(name: text, url: text, byteCount: 12)]
        row.rawJSON = text
        row.problem = .refused(text)
        let news = TrackingNews(upserted: [row], link: .live(since: Sample.now), storeProblem: text)
        _ = update(&state, .trackingChanged(.mint, news), now: Sample.now)
        var world = Sample.resource(.world, 0, text, age: 5)
        (world.prompt, world.status, world.stage, world.lastError) = (text, text, text, text)
        _ = update(
            &state, .pageLoaded(.world, cursor: nil, ResourcePage(items: [world], nextCursor: nil)), now: Sample.now)
        _ = update(&state, .linkOpened(url: text, failure: text), now: Sample.now)
    }

    /// Every wide glyph has its right half, no row is wider than the screen, and the frames' right edge is straight.
    private func expectIntact(_ canvas: Canvas) {
        for row in 0..<canvas.size.rows {
            var column = 0
            while column < canvas.size.columns {
                let cell = canvas[column, row]
                #expect(!cell.isContinuation)
                let next = canvas[column + 1, row]
                if cell.glyph.columns == 2 { #expect(next.isContinuation && column + 1 < canvas.size.columns) }
                column += cell.glyph.columns
            }
        }
        let edge = canvas.size.columns - 1
        for row in 2..<(canvas.size.rows - 2) {
            #expect("│╮╯┤├╰╭─".contains(canvas[edge, row].glyph.text), "row \(row)")
        }
    }
}
