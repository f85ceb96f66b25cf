import DashboardSamples
import MintDomain
import TerminalCore
import Testing

@testable import Dashboard

struct PendingKeysTests {
    private static let wish = KeyWish(
        changes: [
            ("move.first", ["g g", "Home"]), ("move.last", ["g e", "End"]), ("approve", ["Ctrl-x a"]),
            ("quit", ["g q"]),
            ("asset.open", ["Ctrl-x o o"]), ("undo", []), ("help", ["g ?"]), ("refresh", ["g r"]),
        ].map { KeyWish.Change(KeyWish.Text($0.0), keys: $0.1.map { KeyWish.Text($0) }) })

    private func state(size: Size = Size(columns: 120, rows: 40)) -> State {
        let (map, problems) = KeyMap.inForce(Self.wish) { _, _ in nil }
        #expect(problems == [])
        var state = Sample.fullState(size: size, keyMap: map)
        Sample.run("ops", &state)
        return state
    }

    @Test func aChordIsFinishedKeyByKey() {
        var state = state()
        Sample.type("jjjg", &state)
        #expect(state.overlays.pendingKeys?.keys == [.character("g")])
        #expect(state.lists.operations.cursor.selected != state.operations.id(at: 0))
        Sample.type("g", &state)
        #expect(state.overlays.pendingKeys == nil)
        #expect(state.lists.operations.cursor.selected == state.operations.id(at: 0))
    }

    @Test func whatCanFollowIsInTheFooter() {
        var state = state()
        Sample.type("g", &state)
        let footer = ViewText.of(state).split(separator: "\n").last.map(String.init) ?? ""
        #expect(footer.contains("g …"))
        for way in ["g first", "e last", "? help", "r refresh", "q quit", "Esc gives it up"] {
            #expect(footer.contains(way), "\(footer)")
        }
        Sample.press(.control("x"), &state)
        #expect(state.overlays.pendingKeys == nil)
        Sample.press(.control("x"), &state)
        #expect(ViewText.of(state).contains("a approve"))
        #expect(ViewText.of(state).contains("o o open"))
    }

    @Test func escapeGivesItUpAndNothingElse() {
        var state = state()
        Sample.press(Key(.enter), &state)
        #expect(state.focus == .detail)
        Sample.type("g", &state)
        Sample.press(Key(.escape), &state)
        #expect(state.overlays.pendingKeys == nil)
        #expect(state.overlays.notice == nil)
        #expect(state.focus == .detail)
        Sample.press(Key(.escape), &state)
        #expect(state.focus == .operations)
    }

    @Test func whatIsNoChordIsSaidOnceAndDoesNothing() {
        var state = state()
        let selected = state.lists.operations.cursor.selected
        Sample.type("gx", &state)
        #expect(state.overlays.notice?.text.string == "“g x” does nothing here.")
        #expect(state.overlays.pendingKeys == nil)
        #expect(state.lists.operations.cursor.selected == selected)
        #expect(state.decisions.outbox.isEmpty && state.decisions.inFlight.isEmpty)
    }

    @Test func itMeansNothingAnyMoreWhereSomethingElseTakesTheKeys() throws {
        var state = state()
        Sample.type("g", &state)
        _ = update(&state, .terminal(.paste("g")), now: Sample.now)
        #expect(state.overlays.pendingKeys == nil)
        Sample.type("g", &state)
        // A question appears by itself.
        let item = OutboxItem(
            id: try #require(IdempotencyKey("k1")), mutation: .cancel(Sample.operationID("op_lamp")),
            state: .held(until: nil, because: "left over"))
        _ = update(&state, .outboxChanged(item), now: Sample.now)
        #expect(!state.overlays.dialogs.isEmpty)
        #expect(state.overlays.pendingKeys == nil)
    }

    @Test func pagesKnowTheChordsToo() {
        var state = state(size: Size(columns: 60, rows: 12))
        Sample.run("log", &state)
        for number in 0..<40 {
            _ = update(
                &state,
                .requestLogged(
                    RequestLogLine(
                        at: Sample.now, method: "GET", path: "/v1/\(number)", ending: "200", isFailure: false,
                        milliseconds: 3, attempt: 1)), now: Sample.now)
        }
        func offset() -> Int? {
            if case .requestLog(let page)? = state.overlays.dialogs.last { page.offset } else { nil }
        }
        Sample.type("jjg", &state)
        #expect(offset() == 2)
        Sample.press(Key(.escape), &state)
        #expect(offset() == 2)
        Sample.type("gg", &state)
        #expect(offset() == 0)
        Sample.type("gq", &state)
        #expect(state.overlays.dialogs.isEmpty)
    }

    @Test func everySentenceNamesTheKeysInForce() {
        var state = state()
        Sample.run("next-review", &state)
        Sample.run("next-review", &state)
        #expect(state.keyName(.approve) == "Ctrl-x a")
        #expect(state.keyName(.undo) == ":undo")
        #expect(state.hints.contains { $0.key == "Ctrl-x a" && $0.title == "approve" })
        #expect(state.completions(of: "approve").first?.keys == "Ctrl-x a")
        Sample.type("g?", &state)
        #expect(ViewText.of(state).contains("Ctrl-x a"))
    }
}
