import DashboardSamples
import Foundation
import MintDomain
import TerminalCore
import TestScreen
import Testing
import Theming

@testable import Dashboard

/// Decisions without an outcome: of new generations, of other processes, and of previews that were replaced.
struct PendingDecisionTests {
    private let key: IdempotencyKey
    private let astrolabe = Sample.operationID("op_astrolabe")

    init() throws {
        key = try #require(IdempotencyKey("k1"))
    }

    private func state() -> State {
        var state = Sample.fullState(size: Size(columns: 120, rows: 40))
        state.selection.hasBegun = true
        return state
    }

    private func glyphs(_ state: State) -> String {
        ScreenText(view(state, Appearance(theme: .builtIn)).canvas).description
    }

    private func change(_ mutation: Mutation, _ phase: OutboxState, _ state: inout State) -> [Effect] {
        update(&state, .outboxChanged(OutboxItem(id: key, mutation: mutation, state: phase)), now: Sample.now)
    }

    private let generation = Mutation.generate(
        GenerationRequest(kind: .world, prompt: "A lighthouse on a black rock", mode: .review))

    @Test func aHeldGenerationIsListedWithTheCursorOnIt() throws {
        var state = state()
        state.selection.followsNewStart = true
        _ = change(generation, .held(until: Sample.now.addingTimeInterval(4)), &state)
        let row = try #require(state.selectedOperation)
        #expect(row.operation?.prompt == "A lighthouse on a black rock")
        #expect(glyphs(state).contains("held 4s"))
        #expect(glyphs(state).contains("not started yet"))
    }

    @Test func cancelUndoesAHeldGenerationAndNothingElseActsOnIt() {
        var state = state()
        state.selection.followsNewStart = true
        _ = change(generation, .held(until: Sample.now.addingTimeInterval(4)), &state)
        for key in "arcw" {
            let effects = Sample.press(.character(key), &state)
            #expect(effects.allSatisfy { if case .perform = $0 { false } else { true } }, "\(key)")
            #expect(
                state.overlays.notice?.text.string.contains("has not been started yet; x undoes it") == true, "\(key)")
        }
        #expect(Sample.press(.character("x"), &state) == [.withdraw([key])])
        _ = update(&state, .outboxSettled(key), now: Sample.now)
        _ = update(&state, .mutationWithdrawn(generation), now: Sample.now)
        #expect(state.newItem(Sample.operationID("new-k1")) == nil)
        #expect(state.operations[id: Sample.operationID("new-k1")] == nil)
    }

    @Test func theCursorGoesFromAHeldGenerationToItsOperation() {
        var state = state()
        state.selection.followsNewStart = true
        _ = change(generation, .held(until: Sample.now.addingTimeInterval(4)), &state)
        let started = Sample.operation("op_new", .queued, "A lighthouse on a black rock", changed: 0)
        _ = update(
            &state,
            .trackingChanged(.mint, TrackingNews(upserted: [started], removed: [], link: .live(since: Sample.now))),
            now: Sample.now)
        _ = update(&state, .outboxSettled(key), now: Sample.now)
        _ = update(&state, .mutationFinished(generation, .accepted(started.id)), now: Sample.now)
        #expect(state.selectedOperation?.id == started.id)
        #expect(state.operations.position(of: started.id) != nil)
    }

    @Test func thePollersAreNotToldOfARowThatTheServerDoesNotKnow() {
        var state = state()
        state.selection.followsNewStart = true
        let effects = change(generation, .held(until: Sample.now.addingTimeInterval(4)), &state)
        for effect in effects {
            if case .lookAt(.mint, let selected, let visible) = effect {
                #expect(([selected].compactMap(\.self) + visible).allSatisfy { !$0.rawValue.hasPrefix("new-") })
            }
        }
    }

    @Test func anotherProcessDecisionIsShownAndASecondOneIsRefused() {
        var state = state()
        state.lists.operations.cursor.select(astrolabe)
        let item = OutboxItem(
            id: key, mutation: .approve(astrolabe, preview: state.preview(of: astrolabe)),
            state: .held(until: Sample.now), holder: .another(process: 4711), madeAt: Sample.now.addingTimeInterval(-12)
        )
        _ = update(&state, .outboxChanged(item), now: Sample.now)
        let refusal = state.refusal(toRun: .approve)?.string
        #expect(refusal?.hasPrefix("approve of \"Brass astrolabe") == true)
        #expect(refusal?.hasSuffix(", made 12s ago, is held by mintop process 4711.") == true)
        #expect(glyphs(state).contains("held by mintop process 4711"))
        #expect(state.refusal(toRun: .cancel) == nil)
        #expect(state.refusal(toRun: .undo) != nil)
    }

    @Test func aCancelTakesThePlaceOfAHeldApproval() {
        var state = state()
        state.lists.operations.cursor.select(astrolabe)
        let approval = Mutation.approve(astrolabe, preview: state.preview(of: astrolabe))
        _ = change(approval, .held(until: Sample.now.addingTimeInterval(4)), &state)
        // After a decision of the user, the cancel applies to the operation, not to its preview.
        #expect(Sample.press(.character("x"), &state) == [.perform(.cancel(astrolabe))])
        _ = update(&state, .outboxSettled(key), now: Sample.now)
        _ = update(&state, .mutationReplaced(approval), now: Sample.now)
        #expect(state.decisions.inFlight[astrolabe] == .cancel(astrolabe))
        #expect(state.overlays.notice?.text.string.hasPrefix("Not approved: a cancel of \"Brass astrolabe") == true)
    }

    @Test func theDialogOfPendingDecisionsShowsWhatChanged() {
        var state = state()
        let before = PreviewStage(number: 1, changedAt: Sample.now.addingTimeInterval(-99_999), path: "earlier")
        _ = change(.approve(astrolabe, preview: before), .held(until: nil, because: "It was held."), &state)
        #expect(glyphs(state).contains("It shows another preview now, so this will not be sent."))
    }
}
