import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing

struct MarksTests {
    @Test func spaceMarksTheRowAndGoesDown() {
        var state = Keyboard.holding()
        let (first, second) = (state.operations.id(at: 0), state.operations.id(at: 1))
        Keyboard.press(" ", &state)
        #expect(state.marks.ids == [first])
        #expect(state.operationCursor.selected == second)
        Keyboard.press("k ", &state)
        #expect(state.marks.isEmpty)
    }

    @Test func aRangeFollowsTheCursorBothWaysAndStaysWhenItEnds() {
        var state = Keyboard.holding()
        let ids = (0..<5).map { state.operations.id(at: $0) }
        Keyboard.press("jjvj", &state)
        #expect(state.marks.ids == [ids[2], ids[3]])
        Keyboard.press("kkk", &state)
        #expect(state.marks.ids == Set(ids[0...2]))
        Keyboard.press("vG", &state)
        #expect(state.marks.ids == Set(ids[0...2]))
        #expect(!state.marks.isRangeOpen)
    }

    @Test func aRowThatMovesIntoARangeIsNotMarked() {
        var state = Keyboard.holding()
        Keyboard.press("vjjj", &state)
        let marked = state.marks.ids
        let news = [
            Sample.operation("op_between", .previewReady, "Between", changed: 3999),
            Sample.operation("op_lamp", .previewReady, "Ceramic lamp", changed: 3998),
        ]
        Keyboard.send(news, &state, after: 10)
        #expect(state.operations.position(of: Sample.operationID("op_between")) == 1)
        #expect(state.marks.ids == marked)
    }

    @Test func starMarksAllAndThenNone() {
        var state = Keyboard.holding()
        Keyboard.press(" *", &state)
        #expect(state.marks.count == state.operations.count)
        Keyboard.press("*", &state)
        #expect(state.marks.isEmpty)
    }

    @Test func escapeGivesUpTheRangeThenTheMarks() {
        var state = Keyboard.holding()
        Keyboard.press(" jvjj", &state)
        #expect(state.marks.count == 4)
        Keyboard.press(Key(.escape), &state)
        #expect(state.marks.count == 1)
        Keyboard.press(Key(.escape), &state)
        #expect(state.marks.isEmpty)
    }

    @Test func controlBackslashTakesAllAwayAtOnce() {
        var state = Keyboard.holding()
        Keyboard.press(" jvjj", &state)
        Keyboard.press(.control("\\"), &state)
        #expect(state.marks.isEmpty && !state.marks.isRangeOpen)
        Keyboard.press(.control("\\"), &state)
        #expect(state.overlays.notice?.text.string == "Nothing is marked here.")
    }

    @Test func escapeInTheDetailLeavesTheMarks() {
        var state = Keyboard.holding()
        Keyboard.press(" ", &state)
        Keyboard.press(Key(.enter), &state)
        Keyboard.press(Key(.escape), &state)
        #expect(state.focus == .operations)
        #expect(state.marks.count == 1)
    }

    @Test func aForgottenRowIsNotMarkedAndARangeThatBeganThereEnds() {
        var state = Keyboard.holding()
        let ids = (0..<3).map { state.operations.id(at: $0) }
        Keyboard.press("vjj", &state)
        Keyboard.send([], removed: [ids[0]], &state)
        #expect(state.marks.ids == [ids[1], ids[2]])
        #expect(!state.marks.isRangeOpen)
    }

    @Test func marksAreForOperationsOnly() {
        var state = Keyboard.holding()
        Keyboard.press("2 v*", &state)
        #expect(state.marks.isEmpty)
        #expect(state.overlays.notice?.kind == .warning)
    }

    @Test func theNumberOfMarksIsOnTheScreen() {
        for size in [Size(columns: 120, rows: 40), Size(columns: 80, rows: 24), Size(columns: 44, rows: 12)] {
            var state = Keyboard.holding(size)
            Keyboard.press("   ", &state)
            #expect(ViewText.of(state).contains(size.columns > 44 ? "3 marked" : "unmark 3"))
        }
    }
}

/// Keys and updates for states with held decisions.
enum Keyboard {
    static func holding(
        _ size: Size = Size(columns: 120, rows: 40), rules: DecisionRules = DecisionRules(holds: true)
    ) -> State {
        let badge = Badge(name: "local", isLocal: true, origin: "")
        var state = State(badge: badge, size: size, now: Sample.now, decisionRules: rules)
        send(Sample.operations, &state)
        _ = update(&state, .pageLoaded(.model, cursor: nil, Sample.resources(.model)), now: Sample.now)
        _ = update(&state, .pageLoaded(.world, cursor: nil, Sample.resources(.world)), now: Sample.now)
        return state
    }

    /// Presses the keys in order; returns their effects without those that report the view to the poller.
    @discardableResult
    static func press(_ keys: String, _ state: inout State) -> [Effect] {
        keys.flatMap { press(.character($0), &state) }
    }

    @discardableResult
    static func press(_ key: Key, _ state: inout State) -> [Effect] {
        update(&state, .terminal(.key(key)), now: state.now).filter { effect in
            if case .lookAt = effect { false } else { true }
        }
    }

    static func send(
        _ rows: [TrackedOperation], removed: [OperationID] = [], _ state: inout State, after seconds: Double = 0
    ) {
        let now = state.now.addingTimeInterval(seconds)
        let news = TrackingNews(upserted: rows, removed: removed, link: .live(since: now))
        _ = update(&state, .trackingChanged(.mint, news), now: now)
    }

    /// The ids that the effects act on, in order; nil if one effect is not that decision.
    static func actedOn(_ effects: [Effect], _ mutation: (OperationID) -> Mutation) -> [OperationID]? {
        var ids: [OperationID] = []
        for effect in effects {
            guard case .perform(let performed) = effect, let id = performed.operationID else { return nil }
            guard performed.verb == mutation(id).verb else { return nil }
            ids.append(id)
        }
        return ids
    }
}
