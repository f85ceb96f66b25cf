import DashboardSamples
import MintDomain
import TerminalCore
import Testing

@testable import Dashboard

/// The breadcrumb and the way back.
struct BreadcrumbTests {
    private static let wide = Size(columns: 120, rows: 40)

    /// Keys, and the text in the frame after them.
    static let places: [(keys: String, crumbs: String)] = [
        ("", "Operations"), ("2", "Worlds"), ("4", "Jobs"), ("0", "Operations › Summary"),
        ("3\n", "Models › Summary"), ("0]", "Operations › Assets"), ("?", "Operations › Keys"),
        ("?log", "Operations › Keys › Search"), ("2?", "Worlds › Keys"), (":", "Operations › Command"),
        ("0:", "Operations › Summary › Command"), ("@", "Operations › Log"), ("C", "Operations › New"),
        ("4C", "Jobs › New job"), ("p", "Operations › Review"), ("2p", "Worlds › Review"),
        ("0p", "Operations › Summary › Review"), ("p?", "Operations › Review › Keys"),
        ("p?x", "Operations › Review › Keys › Search"), (" ", "Operations › marked"), ("v", "Operations › range"),
        (" vj", "Operations › marked › range"), (" vj0", "Operations › marked › range › Summary"),
        (" vj0?", "Operations › marked › range › Summary › Keys"), ("\u{9}", "Operations › Waiting"),
        ("3O", "Models › Optimize"), ("3T", "Models › Convert"), ("3V", "Models › Turntable"),
        ("3V?", "Models › Turntable › Keys"), ("3\no", "Models › Summary › Open"),
    ]

    private func state(_ keys: String, size: Size = wide, holds: Bool = true) -> State {
        var state = Sample.fullState(size: size, holds: holds)
        Sample.type("1", &state)
        for character in keys {
            switch character {
            case "\n": Sample.press(Key(.enter), &state)
            case "\t": Sample.press(Key(.backTab), &state)
            default: Sample.type(String(character), &state)
            }
        }
        return state
    }

    @Test(arguments: places.indices) func itSaysWhereOneIs(_ index: Int) {
        let (keys, crumbs) = Self.places[index]
        #expect(path(state(keys)) == crumbs)
    }

    @Test(arguments: places.indices) func escapeLeadsOutwardOneStepAtATime(_ index: Int) {
        var state = state(Self.places[index].keys)
        var crumbs = state.crumbs
        while crumbs.count > 1 {
            Sample.press(Key(.escape), &state)
            crumbs.removeLast()
            #expect(state.crumbs == crumbs, "\(Self.places[index].keys)")
            guard state.crumbs == crumbs else { return }
        }
        #expect(state.overlays.dialogs.isEmpty && state.overlays.desk == nil && state.overlays.viewer == nil)
        #expect(Sample.press(Key(.escape), &state) == [])
        #expect(state.crumbs == crumbs)
    }

    @Test func aQuestionIsAStepToo() {
        var state = state("a", holds: false)
        Sample.run("next-review", &state)
        Sample.run("next-review", &state)
        Sample.type("a", &state)
        #expect(path(state) == "Operations › Approve")
        Sample.press(Key(.escape), &state)
        Sample.type("0r", &state)
        #expect(path(state) == "Operations › Summary › Revise")
        Sample.press(Key(.escape), &state)
        Sample.press(Key(.escape), &state)
        #expect(path(state) == "Operations")
    }

    @Test(arguments: [
        (120, 40, "0", "╰─ Operations › Summary ─"), (80, 24, "0", "╰─ Operations › Summary ─"),
        (60, 20, "0", "╰─ Operations › Summary ─"), (60, 20, "p?", "╰─ … › Keys ─"), (80, 24, "p", "› Review ─"),
        (120, 40, "p?", "╰─ Operations › Review › Keys ─"),
    ])
    func itStandsInTheLowerEdgeOfWhatHasTheKeys(_ columns: Int, _ rows: Int, _ keys: String, _ text: String) {
        let screen = ViewText.of(state(keys, size: Size(columns: columns, rows: rows)))
        #expect(screen.contains(text), "\(screen)")
        #expect(screen.split(separator: "\n").count { $0.contains("›") } == 1)
    }

    @Test func minusGoesToWhereOneWasAndBack() {
        var state = state("-")
        #expect(state.overlays.notice != nil && state.focus == .operations)
        for (keys, pane) in [("3", Pane.models), ("-", .operations), ("-", .models), ("0", .detail), ("-", .models)] {
            Sample.type(keys, &state)
            #expect(state.focus == pane, "\(keys)")
        }
    }

    @Test func theListAloneNeedsNone() {
        #expect(!ViewText.of(state("")).contains("›"))
        #expect(!ViewText.of(state("0", size: Size(columns: 30, rows: 5))).contains("›"))
    }

    private func path(_ state: State) -> String {
        state.crumbs.map(\.string).joined(separator: " › ")
    }
}
