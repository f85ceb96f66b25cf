import Dashboard
import DashboardSamples
import MintDomain
import TerminalCore
import Testing

struct WatchTests {
    /// The first row.
    private let castle = Sample.operationID("op_castle")

    @Test func theKeyWatchesWhatIsSelectedAndThenNoMore() {
        var state = Keyboard.holding()
        #expect(state.selectedOperation?.id == castle)
        #expect(Keyboard.press("w", &state) == [.setWatched([castle], true)])
        #expect(state.watched == [castle])
        #expect(ViewText.of(state).contains("$ billing ◉ "))
        #expect(ViewText.of(state).contains("◉ watched; w ends that"))
        #expect(Keyboard.press("w", &state) == [.setWatched([castle], false)])
        #expect(state.watched.isEmpty)
        #expect(!ViewText.of(state).contains("◉"))
    }

    @Test func theStoreHasTheLastWord() {
        var state = Keyboard.holding()
        _ = update(&state, .watchedChanged([castle]), now: state.now)
        #expect(state.watched == [castle])
        _ = update(&state, .watchedChanged([]), now: state.now)
        #expect(state.watched.isEmpty)
    }

    @Test func marksAreWatchedTogetherUntilAllAre() {
        var state = Keyboard.holding()
        let ids = (0..<3).map { state.operations.id(at: $0) }
        Keyboard.press("w", &state)
        Keyboard.press("   ", &state)
        #expect(Keyboard.press("w", &state) == [.setWatched(ids.sorted(), true)])
        #expect(Keyboard.press("w", &state) == [.setWatched(ids.sorted(), false)])
    }

    @Test func itChangesNothingAtTheServerSoThatReadOnlyAllowsIt() {
        var state = Keyboard.holding(rules: DecisionRules(holds: true, readOnly: .on))
        #expect(Keyboard.press("w", &state) == [.setWatched([castle], true)])
    }

    @Test func whereNothingIsSelectedItSaysSo() {
        var state = Keyboard.holding()
        Keyboard.press("2", &state)
        #expect(Keyboard.press("w", &state).isEmpty)
        #expect(state.overlays.notice?.text.string.hasPrefix("Select an operation") == true)
    }

    @Test func onTheReviewDeskItIsAboutWhatIsReviewed() throws {
        var state = Keyboard.holding()
        Keyboard.press("p", &state)
        let current = try #require(state.overlays.desk?.current)
        #expect(Keyboard.press("w", &state) == [.setWatched([current], true)])
        #expect(state.overlays.desk != nil)
    }
}
