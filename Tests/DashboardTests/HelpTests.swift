import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing

@testable import Dashboard

struct HelpTests {
    private let size = Size(columns: 120, rows: 40)

    private func page(_ state: State) -> HelpPage? {
        if case .help(let page)? = state.overlays.dialogs.last { page } else { nil }
    }

    @Test func typingSearchesAndChoosesTheBest() throws {
        var state = Sample.fullState(size: size)
        Sample.type("?appr", &state)
        #expect(page(state)?.query == "appr")
        #expect(page(state)?.selected == .approve)
        let screen = ViewText.of(state)
        #expect(screen.contains("Approve the preview"))
        #expect(!screen.contains("Redraw the screen"))
        Sample.type("zzz", &state)
        #expect(page(state)?.selected == nil)
        #expect(ViewText.of(state).contains("No matching keys."))
    }

    @Test(arguments: [
        ("x", Command.cancel), ("X", .retry), ("Ctrl-d", .moveHalfPageDown), ("quit", .quit), ("thumb", .sheet),
        ("redraw the screen", .redraw), ("screen redraw", .redraw), ("view.refresh", .refresh), ("top-up", .resume),
    ])
    func aKeyAWordAnIdOrASentenceFindsIt(_ query: String, _ command: Command) {
        let state = Sample.fullState(size: size)
        let found = HelpContent.entries(of: state, query: query).compactMap(\.command)
        #expect(found.first == command, "\(found)")
    }

    @Test func enterRunsWhatIsChosen() {
        var state = Sample.fullState(size: size)
        Sample.type("?worlds pane", &state)
        Sample.press(Key(.enter), &state)
        #expect(state.overlays.dialogs.isEmpty)
        #expect(state.focus == .worlds)
        Sample.type("?theme", &state)
        Sample.press(Key(.enter), &state)
        guard case .palette(let palette)? = state.overlays.dialogs.last else {
            Issue.record("no palette")
            return
        }
        #expect(palette.editor.text == "theme ")
    }

    @Test func enterAloneRunsNothing() {
        var state = Sample.fullState(size: size)
        Sample.run("ops", &state)
        Sample.type("?", &state)
        #expect(Sample.press(Key(.enter), &state) == [])
        #expect(page(state) != nil)
        #expect(state.decisions.inFlight.isEmpty)
        Sample.press(Key(.down), &state)
        #expect(page(state)?.selected == .approve)
    }

    @Test func aDecisionIsRunForTheRowItWasOpenedOn() throws {
        var state = Sample.fullState(size: size)
        Sample.run("ops", &state)
        Sample.run("next-review", &state)
        let id = try #require(state.lists.operations.cursor.selected)
        Sample.type("?cancel the", &state)
        #expect(ViewText.of(state).contains("Enter cancel \(id.rawValue)"))
        #expect(Sample.press(Key(.enter), &state) == [state.cancellation(of: id)])
    }

    @Test func aDecisionIsNotRunForARowThatCameInItsPlace() throws {
        var state = Sample.fullState(size: size)
        Sample.run("ops", &state)
        Sample.run("next-review", &state)
        let id = try #require(state.lists.operations.cursor.selected)
        Sample.type("?cancel the", &state)
        _ = update(
            &state,
            .trackingChanged(.mint, TrackingNews(upserted: [], removed: [id], link: .live(since: Sample.now))),
            now: Sample.now.addingTimeInterval(-5))
        let other = try #require(state.lists.operations.cursor.selected)
        #expect(other != id)
        #expect(Sample.press(Key(.enter), &state) == [])
        #expect(page(state)?.complaint?.string.contains("Another row") == true)
        #expect(Sample.press(Key(.enter), &state) == [state.cancellation(of: other)])
    }

    @Test func whatIsImpossibleSaysWhyAndStays() {
        var state = Sample.fullState(size: size, profile: 2)
        Sample.type("?approve", &state)
        #expect(Sample.press(Key(.enter), &state) == [])
        #expect(page(state)?.complaint?.string.contains("read-only") == true)
        #expect(ViewText.of(state).contains("! This is read-only"))
        Sample.press(Key(.down), &state)
        #expect(page(state)?.complaint == nil)
    }

    @Test func escapeClearsTheSearchThenCloses() {
        var state = Sample.fullState(size: size)
        Sample.type("?log", &state)
        Sample.press(Key(.escape), &state)
        #expect(page(state)?.query == "")
        #expect(page(state)?.selected == nil)
        Sample.press(Key(.escape), &state)
        #expect(state.overlays.dialogs.isEmpty)
    }

    @Test func theKeyThatOpensItClosesItUnlessItIsSearchedFor() {
        var state = Sample.fullState(size: size)
        Sample.type("??", &state)
        #expect(state.overlays.dialogs.isEmpty)
        Sample.type("?a?", &state)
        #expect(page(state)?.query == "a?")
        Sample.press(Key(.function(1)), &state)
        #expect(state.overlays.dialogs.isEmpty)
        Sample.type("?", &state)
        Sample.press(Key(.backspace), &state)
        #expect(state.overlays.dialogs.isEmpty)
    }

    @Test func aPasteIsSearchedForAndRunsNothing() {
        var state = Sample.fullState(size: size)
        Sample.type("?", &state)
        #expect(update(&state, .terminal(.paste("quit\n")), now: Sample.now).isEmpty)
        #expect(page(state)?.query.hasPrefix("quit") == true)
        #expect(page(state)?.selected == .quit)
    }

    @Test(arguments: [(120, 40), (80, 24), (60, 20), (30, 6)])
    func theChosenOneIsAlwaysInSight(_ columns: Int, _ rows: Int) throws {
        var state = Sample.fullState(size: Size(columns: columns, rows: rows))
        Sample.type("?", &state)
        let commands = HelpContent.entries(of: state, query: "").compactMap(\.command)
        for command in commands {
            Sample.press(Key(.down), &state)
            #expect(page(state)?.selected == command)
            let help = command.help.string.prefix(8)
            #expect(ViewText.of(state).contains(help), "\(command)")
        }
        Sample.press(Key(.home), &state)
        #expect(page(state)?.selected == commands.first)
        #expect(page(state)?.offset == 0)
        Sample.press(Key(.end), &state)
        #expect(page(state)?.selected == commands.last)
    }

    @Test func itIsAboutWhereOneIs() {
        var state = Sample.fullState(size: size)
        let panes = Set(HelpContent.entries(of: state, query: "").compactMap(\.command))
        Sample.run("review", &state)
        let desk = Set(HelpContent.entries(of: state, query: "").compactMap(\.command))
        #expect(panes.contains(.focusWorlds) && !panes.contains(.nextWaiting))
        #expect(desk.contains(.nextWaiting) && !desk.contains(.focusWorlds))
    }
}
