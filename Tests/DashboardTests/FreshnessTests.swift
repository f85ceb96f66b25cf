import Dashboard
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing
import Theming

/// The order holds still while it is read, the screen can be paused, and requests can be looked at.
struct FreshnessTests {
    let size = Size(columns: 120, rows: 40)

    @Test func theOrderHoldsForThreeSecondsAfterAMovementAndThenSettles() {
        var state = Sample.state(size: size, keys: [.character("j")])
        let before = order(state)
        let done = Sample.operation("op_lamp", .succeeded, "Ceramic lamp", changed: 0)
        send([done], &state)
        #expect(order(state) == before)
        #expect(state.operations[id: done.id]?.operation?.status == .succeeded)
        #expect(state.operations.displacedCount == 1)
        let frame = view(state, Appearance(theme: .builtIn))
        #expect(frame.nextChange.map { $0 <= Sample.now.addingTimeInterval(3) } == true)
        _ = update(&state, .timePassed, now: Sample.now.addingTimeInterval(3.01))
        #expect(order(state) != before)
        #expect(state.operations.displacedCount == 0)
        #expect(state.operationCursor.selected?.rawValue == "op_astrolabe")
    }

    @Test func newRowsWaitOutsideWhileTheOrderHolds() {
        var state = Sample.state(size: size, keys: [.character("j")])
        let count = state.operations.count
        send([Sample.operation("op_fresh", .queued, "Fresh", began: 0)], &state)
        #expect(state.operations.count == count)
        _ = update(&state, .timePassed, now: Sample.now.addingTimeInterval(4))
        #expect(state.operations.count == count + 1)
    }

    @Test func aHeldOrderThatNothingDisturbsWakesNobody() {
        var state = State(badge: Badge(name: "l", isLocal: true, origin: ""), size: size, now: Sample.now)
        send(
            (0..<5).map { Sample.operation("op_\($0)", .succeeded, "p", began: 90_000, changed: 80_000 + Double($0)) },
            &state)
        _ = update(&state, .terminal(.key(.character("j"))), now: Sample.now)
        let change = view(state, Appearance(theme: .builtIn)).nextChange
        #expect(change == nil || change.map { $0.timeIntervalSince(Sample.now) > 60 } == true)
    }

    @Test func whileItIsPausedNothingMovesAndTheBadgeCounts() {
        var state = Sample.state(size: size, keys: [.character("Z")])
        let shown = state.operations[id: Sample.operationID("op_lamp")]?.operation?.status
        send([Sample.operation("op_lamp", .succeeded, "Ceramic lamp", changed: 0)], &state)
        send([Sample.operation("op_fresh", .queued, "Fresh", began: 0)], &state)
        #expect(state.operations[id: Sample.operationID("op_lamp")]?.operation?.status == shown)
        #expect(state.paused?.count == 2)
        _ = update(&state, .terminal(.key(.character("Z"))), now: Sample.now)
        #expect(state.paused == nil)
        #expect(state.operations[id: Sample.operationID("op_lamp")]?.operation?.status == .succeeded)
        #expect(state.operations[id: Sample.operationID("op_fresh")] != nil)
    }

    @Test func aPausedScreenStillTellsHowTheConnectionIs() {
        var state = Sample.state(size: size, keys: [.character("Z")])
        let link = LinkState.retrying(problem: .rateLimited, retryAt: Sample.now.addingTimeInterval(5), lastAnswer: nil)
        _ = update(&state, .trackingChanged(TrackingNews(upserted: [], link: link)), now: Sample.now)
        #expect(state.link == link)
    }

    @Test func theLogKeepsTheNewestAttempts() {
        var state = Sample.state(size: size)
        for number in 0..<2000 {
            _ = update(&state, .requestLogged(line("/v1/operations/op_\(number)")), now: Sample.now)
        }
        #expect(state.requestLog.count <= State.requestLogLimit + 100)
        #expect(state.requestLog.last?.path == "/v1/operations/op_1999")
    }

    @Test func theLogIsScrolledAndClosed() {
        var state = Sample.state(size: size)
        for number in 0..<100 { _ = update(&state, .requestLogged(line("/v1/\(number)")), now: Sample.now) }
        press("@", &state)
        press("G", &state)
        guard case .requestLog(let page)? = state.dialogs.last else {
            Issue.record("no log")
            return
        }
        #expect(page.offset > 60)
        press("@", &state)
        #expect(state.dialogs.isEmpty)
    }

    private func line(_ path: SafeText) -> RequestLogLine {
        RequestLogLine(
            at: Sample.now, method: "GET", path: path, ending: "200", isFailure: false, milliseconds: 31, attempt: 1)
    }

    private func press(_ key: Character, _ state: inout State) {
        _ = update(&state, .terminal(.key(.character(key))), now: Sample.now)
    }

    private func order(_ state: State) -> [String] {
        (0..<state.operations.count).map { state.operations.id(at: $0).rawValue }
    }

    private func send(_ rows: [TrackedOperation], _ state: inout State) {
        _ = update(
            &state, .trackingChanged(TrackingNews(upserted: rows, link: .live(since: Sample.now))), now: Sample.now)
    }
}
