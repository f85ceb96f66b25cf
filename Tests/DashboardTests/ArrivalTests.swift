import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing

@testable import Dashboard

/// A key pressed just when an update moves another row under the cursor decides nothing.
struct ArrivalTests {
    private static func after(_ seconds: Double) -> Date { Sample.now.addingTimeInterval(seconds) }

    private func press(_ key: Character, at time: Date, _ state: inout State) -> [Effect] {
        update(&state, .terminal(.key(.character(key))), now: time)
    }

    private func decides(_ effects: [Effect]) -> Bool {
        effects.contains { if case .perform = $0 { true } else { false } }
    }

    private var state: State {
        let badge = Badge(name: "local", isLocal: true, origin: "http://127.0.0.1:8787")
        var state = State(
            badge: badge, size: Size(columns: 120, rows: 40), now: Sample.now, decisionRules: DecisionRules(holds: true)
        )
        let news = TrackingNews(upserted: Sample.operations, link: .live(since: Sample.now))
        _ = update(&state, .trackingChanged(.mint, news), now: Sample.now)
        return state
    }

    @Test(arguments: ["a", "x", "r", "u"] as [Character])
    func theRowThatTookThePlaceOfAForgottenOneIsNotDecidedAbout(_ key: Character) throws {
        var state = state
        _ = press("j", at: Self.after(1), &state)
        let gone = try #require(state.selectedOperation?.id)
        let news = TrackingNews(upserted: [], removed: [gone], link: .live(since: Sample.now))
        _ = update(&state, .trackingChanged(.mint, news), now: Self.after(5))
        let neighbor = try #require(state.selectedOperation?.id)
        #expect(neighbor != gone)
        #expect(!decides(press(key, at: Self.after(5.1), &state)))
        #expect(state.overlays.dialogs.isEmpty)
        #expect(
            state.overlays.notice?.text.string.contains(neighbor.rawValue) == true,
            "\(String(describing: state.overlays.notice))")
    }

    @Test func aMomentLaterItIs() throws {
        var state = state
        _ = press("j", at: Self.after(1), &state)
        let gone = try #require(state.selectedOperation?.id)
        let news = TrackingNews(upserted: [], removed: [gone], link: .live(since: Sample.now))
        _ = update(&state, .trackingChanged(.mint, news), now: Self.after(5))
        #expect(decides(press("x", at: Self.after(6), &state)))
    }

    @Test func aRowThatAPersonMovedToIsDecidedAboutAtOnce() throws {
        var state = state
        _ = press("j", at: Self.after(1), &state)
        let gone = try #require(state.selectedOperation?.id)
        let news = TrackingNews(upserted: [], removed: [gone], link: .live(since: Sample.now))
        _ = update(&state, .trackingChanged(.mint, news), now: Self.after(5))
        _ = press("j", at: Self.after(5.1), &state)
        #expect(decides(press("x", at: Self.after(5.2), &state)))
    }

    @Test func theFirstKeyOfAllDoesNotDecideAboutARowThatJustCameFirst() throws {
        var state = state
        let first = try #require(state.selectedOperation?.id)
        var newer = try #require(Sample.operations.first { $0.id == first })
        newer.id = try #require(OperationID("op_newcomer"))
        newer.operation?.id = newer.id
        newer.operation?.updatedAt = Self.after(-100_000)
        let news = TrackingNews(upserted: [newer], link: .live(since: Sample.now))
        _ = update(&state, .trackingChanged(.mint, news), now: Self.after(5))
        try #require(state.selectedOperation?.id != first)
        #expect(!decides(press("x", at: Self.after(5.1), &state)))
    }

    @Test func whatWasStartedHereIsDecidedAboutAsSoonAsItIsThere() throws {
        var state = state
        _ = press("j", at: Self.after(1), &state)
        var started = try #require(Sample.operations.first)
        started.id = try #require(OperationID("op_started"))
        started.operation?.id = started.id
        started.operation?.status = .running
        (state.selection.followsNewStart, state.selection.awaited) = (true, started.id)
        let news = TrackingNews(upserted: [started], link: .live(since: Sample.now))
        _ = update(&state, .trackingChanged(.mint, news), now: Self.after(5))
        try #require(state.selectedOperation?.id == started.id)
        #expect(decides(press("x", at: Self.after(5.1), &state)))
    }

    @Test func whatWasStartedHereIsDecidedAboutWhenItsRowCameBeforeTheAnswer() throws {
        var state = state
        state.selection.followsNewStart = true
        let generation = Mutation.generate(GenerationRequest(kind: .world, prompt: "A tin robot", mode: .review))
        let key = try #require(IdempotencyKey("k1"))
        _ = update(&state, .outboxChanged(OutboxItem(id: key, mutation: generation, state: .sending)), now: Sample.now)
        var started = try #require(Sample.operations.first)
        started.id = try #require(OperationID("op_started"))
        started.operation?.id = started.id
        started.operation?.status = .running
        // As the only row, it replaces the new one.
        let others = Sample.operations.map(\.id)
        let news = TrackingNews(upserted: [started], removed: others, link: .live(since: Sample.now))
        _ = update(&state, .trackingChanged(.mint, news), now: Self.after(5))
        _ = update(&state, .outboxSettled(key), now: Self.after(5))
        _ = update(&state, .mutationFinished(generation, .accepted(started.id)), now: Self.after(5))
        try #require(state.selectedOperation?.id == started.id)
        #expect(decides(press("x", at: Self.after(5.1), &state)))
    }
}
