import MintDomain
import TerminalCore
import Testing

@testable import Dashboard

struct DetailSearchTests {
    @Test func slashSearchesTheTextAndNGoesOnRoundAndRound() throws {
        var state = Self.json()
        Keyboard.press("/status", &state)
        Keyboard.press(Key(.enter), &state)
        let search = try #require(state.overlays.search)
        #expect(search.count == 1 && search.current == 0)
        #expect(ViewText.of(state).contains("/status ⨯ 1 of 1"))
        let first = search.line
        Keyboard.press("n", &state)
        #expect(state.overlays.search?.line == first)
        Keyboard.press("N", &state)
        #expect(state.overlays.search?.line == first)
    }

    @Test func expressionsWorkAndWrongOnesAreTold() {
        var state = Self.json()
        Keyboard.press("/~^  \"", &state)
        #expect((state.overlays.search?.count ?? 0) > 2)
        let (count, line) = (state.overlays.search?.count, state.overlays.search?.line)
        Keyboard.press(Key(.enter), &state)
        Keyboard.press("n", &state)
        #expect(state.overlays.search?.count == count && state.overlays.search?.line != line)
        Keyboard.press("N", &state)
        #expect(state.overlays.search?.line == line)
        Keyboard.press("/(", &state)
        #expect(state.filterLine?.complaint != nil && state.overlays.search?.count == count)
    }

    @Test func anExpressionThatIsTooSlowIsTold() throws {
        var state = Self.json()
        Keyboard.press("/~(.+)+(?<!.)", &state)
        #expect(try #require(state.filterLine?.complaint).string.contains("too slow"))
        for _ in 0..<"(?<!.)".count { Keyboard.press(Key(.backspace), &state) }
        #expect(state.filterLine?.complaint == nil && (state.overlays.search?.count ?? 0) > 2)
    }

    @Test func escapeEndsTheSearchFirstAndThenLeaves() {
        var state = Self.json()
        Keyboard.press("/status", &state)
        Keyboard.press(Key(.enter), &state)
        Keyboard.press(Key(.escape), &state)
        #expect(state.overlays.search == nil && state.focus == .detail)
        Keyboard.press(Key(.escape), &state)
        #expect(state.focus == .operations)
    }

    @Test func withoutASearchTheKeyGoesToTheNextReviewAsEver() {
        var state = Self.json()
        Keyboard.press("n", &state)
        #expect(state.focus == .operations)
    }

    @Test func whereNoTextIsTheSearchGoesToTheJSONSoThatNoLetterIsACommand() {
        var state = Self.json()
        while state.detail.tab != .assets { Keyboard.press("]", &state) }
        #expect(Keyboard.press("/a", &state).isEmpty)
        #expect(state.filterLine?.editor.text == "a" && state.detail.tab == .json)
        #expect(state.overlays.notice == nil && state.overlays.dialogs.count == 1)
    }

    @Test func nothingFoundIsSaid() throws {
        var state = Self.json()
        Keyboard.press("/nowhere", &state)
        #expect(ViewText.of(state).contains("nothing"))
        Keyboard.press(Key(.enter), &state)
        #expect(try #require(state.overlays.notice?.text.string).contains("“nowhere”"))
    }

    /// The focused detail with the JSON of an operation.
    private static func json() -> State {
        var state = Keyboard.holding()
        Keyboard.press("j0", &state)
        while state.detail.tab != .json { Keyboard.press("]", &state) }
        return state
    }
}
