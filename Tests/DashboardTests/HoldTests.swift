import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import TestScreen
import Testing
import Theming

/// Held decisions: shown with their remaining time, undone, and asked about at the end.
struct HoldTests {
    @Test func aDecisionIsHeldWithoutADialogAndNamesItsOperation() {
        var state = holding(Size(columns: 120, rows: 40))
        let id = Sample.operationID("op_astrolabe")
        #expect(press("a", &state) == [state.approval(of: id)])
        #expect(state.overlays.dialogs.isEmpty)
        hold(.approve(id), &state)
        #expect(ViewText.of(state).contains("held: approve op_astrolabe 4s"))
        #expect(
            view(state, Appearance(theme: .builtIn)).nextChange.map { $0 <= Sample.now.addingTimeInterval(1) } == true)
        #expect(press("z", &state) == [.withdrawNewest])
    }

    @Test func whatWasWrittenForADecisionTakenBackIsOfferedAgain() {
        var state = holding(Size(columns: 120, rows: 40))
        let id = Sample.operationID("op_astrolabe")
        hold(.revise(id, feedback: "warmer"), &state)
        _ = update(&state, .outboxSettled(key), now: Sample.now)
        _ = update(&state, .mutationWithdrawn(.revise(id, feedback: "warmer")), now: Sample.now)
        #expect(state.decisions.feedbackDrafts[id] == "warmer")
        #expect(state.decisions.inFlight.isEmpty)
    }

    @Test(arguments: [
        (Character("s"), [Effect.sendHeldAndFinish]), (Character("k"), [Effect.keepHeld, .quit(status: 0)]),
        (Character("d"), [Effect.dropHeld, .quit(status: 0)]),
    ])
    func quittingWithAHeldDecisionAsks(_ answer: Character, _ effects: [Effect]) {
        var state = holding(Size(columns: 120, rows: 40))
        hold(.approve(Sample.operationID("op_astrolabe")), &state)
        #expect(press("q", &state).isEmpty)
        #expect(press(answer, &state) == effects)
    }

    @Test func quittingGoesOnWhenTheHoldEndsWhileItAsks() {
        var state = holding(Size(columns: 120, rows: 40))
        let approval = Mutation.approve(Sample.operationID("op_astrolabe"))
        hold(approval, &state)
        #expect(press("q", &state).isEmpty)
        let sending = OutboxItem(id: key, mutation: approval, state: .sending)
        #expect(update(&state, .outboxChanged(sending), now: Sample.now).contains(.sendHeldAndFinish))
        #expect(state.overlays.dialogs.isEmpty)
        #expect(update(&state, .readyToQuit, now: Sample.now) == [.quit(status: 0)])
    }

    @Test func quittingStopsWhenTheHeldDecisionIsDropped() {
        var state = holding(Size(columns: 120, rows: 40))
        let approval = Mutation.approve(Sample.operationID("op_astrolabe"))
        hold(approval, &state)
        #expect(press("q", &state).isEmpty)
        let news: [Action] = [.outboxSettled(key), .mutationReplaced(approval)]
        for action in news { #expect(!update(&state, action, now: Sample.now).contains(.sendHeldAndFinish)) }
        #expect(ViewText.of(state).contains("No unsent decision is left."))
        #expect(state.overlays.notice?.text.string.contains("took its place") == true)
    }

    @Test func leftoversThatAnotherProcessSettledAreNotCounted() {
        var state = holding(Size(columns: 80, rows: 24))
        let approval = Mutation.approve(Sample.operationID("op_astrolabe"))
        let item = OutboxItem(id: key, mutation: approval, state: .held(until: nil, because: "It was held."))
        _ = update(&state, .outboxChanged(item), now: Sample.now)
        #expect(update(&state, .outboxSettled(key), now: Sample.now).isEmpty)
        #expect(ViewText.of(state).contains("No unsent decision is left."))
        _ = press("s", &state)
        #expect(state.overlays.dialogs.isEmpty)
    }

    @Test func whatAnEarlierRunLeftIsAskedAboutAndNotSent() {
        var state = holding(Size(columns: 80, rows: 24))
        let item = OutboxItem(
            id: key, mutation: .approve(Sample.operationID("op_astrolabe")),
            state: .held(until: nil, because: "It was held."))
        #expect(update(&state, .outboxChanged(item), now: Sample.now).allSatisfy { $0 != .sendHeld })
        #expect(
            Golden.difference(
                view(state, Appearance(theme: .builtIn)).canvas, "leftovers", testFile: #filePath) == nil)
        #expect(press("s", &state) == [.sendHeld])
    }

    @Test func aHeldDecisionLooksAsRecorded() {
        var state = holding(Size(columns: 80, rows: 24))
        hold(.approve(Sample.operationID("op_astrolabe")), &state)
        #expect(Golden.difference(view(state, Appearance(theme: .builtIn)).canvas, "held", testFile: #filePath) == nil)
    }

    @Test func aReadOnlyScreenRefusesToDecide() {
        var state = holding(Size(columns: 120, rows: 40), isReadOnly: true)
        for letter in "arxuC" {
            #expect(press(letter, &state).isEmpty)
            #expect(state.overlays.dialogs.isEmpty)
        }
        #expect(ViewText.of(state).contains("read-only"))
    }

    private var key: IdempotencyKey {
        guard let key = IdempotencyKey("key-1") else { preconditionFailure("a key") }
        return key
    }

    private func holding(_ size: Size, isReadOnly: Bool = false) -> State {
        let badge = Badge(name: "local", isLocal: true, origin: "")
        let rules = DecisionRules(holds: true, readOnly: isReadOnly ? .on : .off)
        var state = State(badge: badge, size: size, now: Sample.now, decisionRules: rules)
        let news = TrackingNews(upserted: Sample.operations, link: .live(since: Sample.now))
        _ = update(&state, .trackingChanged(.mint, news), now: Sample.now)
        _ = press("j", &state)
        return state
    }

    private func hold(_ mutation: Mutation, _ state: inout State) {
        let item = OutboxItem(id: key, mutation: mutation, state: .held(until: Sample.now.addingTimeInterval(4)))
        _ = update(&state, .outboxChanged(item), now: Sample.now)
    }

    private func press(_ key: Character, _ state: inout State) -> [Effect] {
        update(&state, .terminal(.key(.character(key))), now: Sample.now).filter { effect in
            if case .lookAt = effect { false } else { true }
        }
    }
}
