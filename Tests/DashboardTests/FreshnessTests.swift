import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing
import Theming

/// A stable order, a paused screen, and the request log.
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

    @Test(arguments: [
        (LinkState.live(since: Sample.now), "● live"),
        (.silent(since: Sample.now.addingTimeInterval(-12), lastAnswer: Sample.now), "○ no answer 12s"),
        (.unreadable(since: Sample.now, lastAnswer: nil), "✖ unreadable answers"),
        (.retrying(problem: .unreachable("Down."), retryAt: Sample.now, lastAnswer: nil), "✖ offline  retrying"),
        (
            .retrying(
                problem: .unreachable("Down."), retryAt: Sample.now.addingTimeInterval(3), lastAnswer: nil),
            "✖ offline  again in 3s"
        ),
    ])
    func theHeaderSaysHowTheConnectionIs(_ link: LinkState, _ words: String) {
        var state = Sample.state(size: size)
        _ = update(&state, .trackingChanged(.mint, TrackingNews(upserted: [], link: link)), now: Sample.now)
        let header = ViewText.of(state).split(separator: "\n").first ?? ""
        #expect(header.contains(words), "\(header)")
    }

    @Test func aPausedScreenStillTellsHowTheConnectionIs() {
        var state = Sample.state(size: size, keys: [.character("Z")])
        let link = LinkState.retrying(problem: .rateLimited, retryAt: Sample.now.addingTimeInterval(5), lastAnswer: nil)
        _ = update(&state, .trackingChanged(.mint, TrackingNews(upserted: [], link: link)), now: Sample.now)
        #expect(state.mint.link == link)
    }

    @Test func theLogKeepsTheNewestAttempts() {
        var state = Sample.state(size: size)
        for number in 0..<2000 {
            _ = update(&state, .requestLogged(line("/v1/operations/op_\(number)")), now: Sample.now)
        }
        #expect(state.requestLog.count <= State.requestLogLimit + 100)
        #expect(state.requestLog.last?.path == "/v1/operations/op_1999")
    }

    @Test func aRowThatWasToBeConfirmedLongAgoIsDimmedAndSaysHowOldItIs() throws {
        let link = LinkState.live(since: Sample.now)
        let (running, stale) = (Theme.builtIn[.statusRunning].foreground, Theme.builtIn[.stale].foreground)
        for (unfinished, seconds) in [(2, 180.0), (60, 180), (90, 270)] {
            var state = State(badge: Badge(name: "l", isLocal: true, origin: ""), size: size, now: Sample.now)
            let rows = (0..<unfinished).map { Sample.operation("op_\($0)", .running, "Lamp", began: 5) }
            let news = TrackingNews(upserted: rows + [Sample.operation("op_done", .succeeded, "Done")], link: link)
            _ = update(&state, .trackingChanged(.mint, news), now: Sample.now)
            let confirmed = try #require(rows[0].confirmedAt)
            _ = update(&state, .timePassed, now: confirmed.addingTimeInterval(seconds - 1))
            #expect(looks(of: "running", state).contains(running) && !looks(of: "running", state).contains(stale))
            #expect(view(state, Appearance(theme: .builtIn)).nextChange.map { $0 <= confirmed + seconds } == true)
            _ = update(&state, .timePassed, now: confirmed.addingTimeInterval(seconds))
            #expect(looks(of: "running", state).contains(stale) && !looks(of: "running", state).contains(running))
            if unfinished < 10 { #expect(looks(of: "done", state) == [Theme.builtIn[.statusDone].foreground]) }
            #expect(text(state).contains("m old"))
        }
    }

    @Test func theLogSaysHowMuchOfTheBudgetIsUsed() {
        var state = Sample.state(size: size, keys: [.character("@")])
        for _ in 0..<7 { _ = update(&state, .requestLogged(line("/v1/a")), now: Sample.now) }
        #expect(text(state).contains("Requests · 7 of 60 in the last minute"))
        let change = view(state, Appearance(theme: .builtIn)).nextChange
        #expect(change.map { $0 <= Sample.now + 60 } == true)
        _ = update(&state, .timePassed, now: Sample.now.addingTimeInterval(60))
        #expect(text(state).contains("Requests · 0 of 60 in the last minute"))
    }

    @Test func theLogIsScrolledAndClosed() {
        var state = Sample.state(size: size)
        for number in 0..<100 { _ = update(&state, .requestLogged(line("/v1/\(number)")), now: Sample.now) }
        press("@", &state)
        press("G", &state)
        guard case .requestLog(let page)? = state.overlays.dialogs.last else {
            Issue.record("no log")
            return
        }
        #expect(page.offset > 60)
        press("@", &state)
        #expect(state.overlays.dialogs.isEmpty)
    }

    /// The colors of a word at the beginning of a row.
    private func looks(of word: String, _ state: State) -> Set<Color> {
        let canvas = view(state, Appearance(theme: .builtIn)).canvas
        var looks: Set<Color> = []
        for row in 1..<canvas.size.rows where (0..<8).map({ canvas[4 + $0, row].glyph.text }).joined().hasPrefix(word) {
            looks.insert(canvas[4, row].style.foreground)
        }
        return looks
    }

    private func text(_ state: State) -> String {
        let canvas = view(state, Appearance(theme: .builtIn)).canvas
        return (0..<canvas.size.rows).map { row in
            (0..<canvas.size.columns).map { canvas[$0, row].glyph.text }.joined()
        }.joined(separator: "\n")
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
            &state, .trackingChanged(.mint, TrackingNews(upserted: rows, link: .live(since: Sample.now))),
            now: Sample.now)
    }
}
