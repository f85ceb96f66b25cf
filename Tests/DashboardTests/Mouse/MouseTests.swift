import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing

/// The effects of the mouse on the dashboard.
struct MouseTests {
    private let wide = Size(columns: 120, rows: 40)
    private let stacked = Size(columns: 80, rows: 24)

    private func row(_ id: String) -> HitTarget { .row(.operations, Sample.operationID(id)) }

    @Test func aPressSelectsTheRowAndGivesItsPaneTheFocus() throws {
        var state = Sample.state(size: wide, keys: [.character("2")])
        let point = try #require(Mouse.point(row("op_tide"), on: Mouse.frame(state)))
        Mouse.act(.press, at: point, &state)
        #expect(state.focus == .operations)
        #expect(state.operationCursor.selected == Sample.operationID("op_tide"))
    }

    @Test func aPressMeansTheRowThatWasSeenAndNotTheOneThatStandsThereNow() throws {
        var state = Sample.state(size: wide)
        let seen = Mouse.frame(state)
        let point = try #require(Mouse.point(row("op_teapot"), on: seen))
        let new = Sample.operation("op_new", .previewReady, "Something new", changed: 9000)
        _ = update(
            &state, .trackingChanged(.mint, TrackingNews(upserted: [new], link: .live(since: Sample.now))),
            now: Sample.now)
        #expect(Mouse.frame(state).hits.target(at: point) != row("op_teapot"))
        Mouse.act(.press, at: point, on: seen, &state)
        #expect(state.operationCursor.selected == Sample.operationID("op_teapot"))
    }

    @Test func aPressOnARowThatIsGoneSelectsNothingElse() throws {
        var state = Sample.state(size: wide, keys: [.character("G")])
        let (seen, selected) = (Mouse.frame(state), state.operationCursor.selected)
        let point = try #require(Mouse.point(row("op_teapot"), on: seen))
        let news = TrackingNews(
            upserted: [], removed: [Sample.operationID("op_teapot")], link: .live(since: Sample.now))
        _ = update(&state, .trackingChanged(.mint, news), now: Sample.now)
        Mouse.act(.press, at: point, on: seen, &state)
        #expect(state.operationCursor.selected == selected)
    }

    @Test func aSecondPressOpensTheRow() throws {
        for size in [wide, stacked] {
            var state = Sample.state(size: size, keys: [.character("0")])
            let point = try #require(Mouse.point(row("op_teapot"), on: Mouse.frame(state)))
            Mouse.click(at: point, &state)
            #expect(state.focus == .operations)
            Mouse.click(at: point, after: 0.2, &state)
            #expect(state.focus == .detail)
            #expect(state.selectedOperation?.id == Sample.operationID("op_teapot"))
        }
    }

    @Test func aSecondPressOpensTheFile() throws {
        var state = Sample.state(size: stacked, keys: [.character("j"), .character("]")])
        let target = try #require(
            Mouse.frame(state).hits.targets.last { if case .file = $0 { true } else { false } })
        let point = try #require(Mouse.point(target, on: Mouse.frame(state)))
        #expect(!Mouse.click(at: point, &state).contains { if case .openLink = $0 { true } else { false } })
        #expect(state.focus == .detail)
        let effects = Mouse.click(at: point, after: 0.2, &state)
        #expect(effects.contains(.openLink(url: "http://127.0.0.1:8787/files/1/thumbnail.png", of: .mint)))
    }

    @Test func aClickOnAFooterKeyDoesWhatTheKeyDoes() {
        var state = Sample.state(size: wide, keys: [.character("j")])
        let id = state.operationCursor.selected
        Mouse.click(&state) { if case .command(.approve, _) = $0 { true } else { false } }
        guard case .confirmation(let confirmation)? = state.overlays.dialogs.last else {
            Issue.record("nothing was asked")
            return
        }
        #expect(confirmation.mutation.operationID == id)
        #expect(state.decisions.inFlight.isEmpty)
    }

    @Test func aKeyThatWasDrawnForAnotherRowDoesNothing() throws {
        var state = Sample.state(size: wide, keys: [.character("j")])
        let seen = Mouse.frame(state)
        let target = try #require(seen.hits.targets.last { if case .command(.approve, _) = $0 { true } else { false } })
        let point = try #require(Mouse.point(target, on: seen))
        _ = update(&state, .terminal(.key(.character("k"))), now: Sample.now)
        Mouse.click(at: point, on: seen, &state)
        #expect(state.overlays.dialogs.isEmpty)
    }

    @Test func aButtonThatIsLeftBeforeItIsLetGoOfDoesNothing() throws {
        var state = Sample.state(size: wide, keys: [.character("j")])
        let frame = Mouse.frame(state)
        let target = try #require(
            frame.hits.targets.last { if case .command(.approve, _) = $0 { true } else { false } })
        let point = try #require(Mouse.point(target, on: frame))
        Mouse.act(.press, at: point, &state)
        Mouse.act(.release, at: Point(column: 0, row: 20), &state)
        #expect(state.overlays.dialogs.isEmpty)
    }

    @Test func theButtonsOfADialogDoWhatTheirKeysDo() {
        var state = Sample.state(size: wide, keys: [.character("j"), .character("a")])
        Mouse.click(&state) { if case .button(_, 0) = $0 { true } else { false } }
        #expect(state.overlays.dialogs.isEmpty && state.decisions.inFlight.isEmpty)
        _ = update(&state, .terminal(.key(.character("a"))), now: Sample.now)
        let id = Sample.operationID("op_astrolabe")
        let effects = Mouse.click(&state) { if case .button(_, 1) = $0 { true } else { false } }
        #expect(effects.contains(state.approval(of: id)))
        #expect(state.overlays.dialogs.isEmpty)
    }

    @Test func aButtonThatWasDrawnForAnotherQuestionDoesNothing() throws {
        var state = Sample.state(size: wide, keys: [.character("j"), .character("a")])
        let seen = Mouse.frame(state)
        let target = try #require(seen.hits.targets.last { if case .button(_, 1) = $0 { true } else { false } })
        let point = try #require(Mouse.point(target, on: seen))
        for key in [Key(.escape), .character("x")] { _ = update(&state, .terminal(.key(key)), now: Sample.now) }
        let effects = Mouse.click(at: point, on: seen, &state)
        #expect(!effects.contains { if case .perform = $0 { true } else { false } })
        #expect(!state.overlays.dialogs.isEmpty)
    }

    @Test func outsideADialogAClickDoesNothing() {
        var state = Sample.state(size: wide, keys: [.character("j"), .character("a")])
        let selected = state.operationCursor.selected
        for point in [Point(column: 5, row: 3), Point(column: 5, row: 39), Point(column: 0, row: 0)] {
            Mouse.click(at: point, &state)
            Mouse.act(.wheelDown, at: point, &state)
        }
        #expect(state.overlays.dialogs.count == 1 && state.operationCursor.selected == selected)
    }

    @Test func theFormIsSentByItsButtonAsItStands() {
        var state = Sample.state(size: wide, keys: [.character("j"), .character("r")])
        for character in "warmer" { _ = update(&state, .terminal(.key(.character(character))), now: Sample.now) }
        _ = update(&state, .terminal(.key(Key(.home))), now: Sample.now)
        let effects = Mouse.click(&state) { if case .button(_, 1) = $0 { true } else { false } }
        #expect(effects.contains(state.revision(of: Sample.operationID("op_astrolabe"), "warmer")))
    }

    @Test func theConfirmingButtonOfManyNeedsTheirNumberFirst() {
        var state = Sample.state(size: wide, keys: [.character("*"), .character("x")])
        guard case .bulk(let bulk)? = state.overlays.dialogs.last, bulk.asksForCount else {
            Issue.record("no number was asked for")
            return
        }
        let effects = Mouse.click(&state) { if case .button(_, 1) = $0 { true } else { false } }
        #expect(effects.isEmpty && state.overlays.dialogs.count == 1)
    }

    @Test func aTabIsShownByAClick() {
        var state = Sample.state(size: wide, keys: [.character("j")])
        Mouse.click(&state) { $0 == .tab(.timeline) }
        #expect(state.detail.tab == .timeline && state.focus == .detail)
    }

    @Test func theNamesInTheFrameChangeTheList() throws {
        var state = Sample.state(size: stacked)
        Mouse.click(&state) { $0 == .pane(.models) }
        #expect(state.focus == .models)
    }

    @Test func theWheelScrollsWhatIsUnderItAndKeepsTheFocus() throws {
        var state = Sample.state(size: Size(columns: 120, rows: 24), keys: [.character("2")])
        let point = try #require(Mouse.point(.pane(.operations), on: Mouse.frame(state)))
        Mouse.act(.wheelDown, at: point, &state)
        #expect(state.focus == .worlds)
        #expect(state.operationCursor.offset == 2)
        let visible = Mouse.frame(state).hits.targets
        #expect(visible.contains(.row(.operations, try #require(state.operationCursor.selected))))
        for _ in 0..<9 { Mouse.act(.wheelUp, at: point, &state) }
        #expect(state.operationCursor.offset == 0)
    }

    @Test func theWheelTurnsHelpAndDetail() throws {
        var state = Sample.state(size: stacked, keys: [.character("["), .character("0")])
        let detail = try #require(Mouse.point(.pane(.detail), on: Mouse.frame(state)))
        for _ in 0..<3 { Mouse.act(.wheelDown, at: detail, &state) }
        let most = state.detail.offset
        Mouse.act(.wheelDown, at: detail, &state)
        #expect(state.detail.offset == most)
        _ = update(&state, .terminal(.key(.character("?"))), now: Sample.now)
        Mouse.act(.wheelDown, at: Point(column: 40, row: 12), &state)
        guard case .help(let page)? = state.overlays.dialogs.last else {
            Issue.record("the help is closed")
            return
        }
        #expect(page.selected == .cancel)
    }

    @Test(arguments: [
        (120, 40, Point(column: 80, row: 9), 81), (120, 40, Point(column: 3, row: 9), 48),
        (120, 40, Point(column: 119, row: 9), 84), (119, 30, Point(column: 9, row: 8), 8),
        (80, 24, Point(column: 9, row: 0), 5), (80, 24, Point(column: 9, row: 23), 17),
    ])
    func theBorderFollowsTheMouseWithinItsBounds(_ columns: Int, _ rows: Int, _ end: Point, _ share: Int) throws {
        var state = Sample.state(size: Size(columns: columns, rows: rows))
        // At its beginning, where no tab covers it.
        let area = try #require(Mouse.frame(state).hits.area(of: .split))
        Mouse.act(.press, at: Point(column: area.column, row: area.row), &state)
        Mouse.act(.drag, at: end, &state)
        Mouse.act(.release, at: end, &state)
        let list = try #require(state.layout.panes[.detail])
        #expect((columns >= 120 ? list.column : list.row - 1) == share)
        // It stays for the session, whichever pane has the focus.
        for key in [Key.character("0"), .character("2")] { _ = update(&state, .terminal(.key(key)), now: Sample.now) }
        let after = try #require(state.layout.panes[.detail])
        #expect((columns >= 120 ? after.column : after.row - 1) == share)
    }

    @Test func nothingMovesAwayUnderTheMouse() throws {
        var state = Sample.state(size: stacked)
        let before = state.layout.panes[.detail]
        Mouse.act(.press, at: Point(column: 40, row: 20), &state)
        #expect(state.focus == .detail)
        #expect(state.layout.panes[.detail] == before)
        // A key gives the larger part to the focused side again.
        for key in [Key.character("1"), .character("0")] { _ = update(&state, .terminal(.key(key)), now: Sample.now) }
        #expect(state.layout.panes[.detail] != before)
    }

    @Test func theMouseIsSwitchedByItsKeyAndByName() {
        var state = Sample.state(size: wide)
        #expect(update(&state, .terminal(.key(.character("%"))), now: Sample.now).contains(.setMouse(false)))
        #expect(!state.setup.usesMouse)
        let header = Mouse.text(Mouse.frame(state).canvas, Rect(column: 0, row: 0, columns: 120, rows: 1))
        #expect(header.contains("mouse off"))
        for character in ":mouse off" { _ = update(&state, .terminal(.key(.character(character))), now: Sample.now) }
        #expect(!update(&state, .terminal(.key(Key(.enter))), now: Sample.now).contains(.setMouse(true)))
        for character in ":mouse on" { _ = update(&state, .terminal(.key(.character(character))), now: Sample.now) }
        #expect(update(&state, .terminal(.key(Key(.enter))), now: Sample.now).contains(.setMouse(true)))
    }

    @Test func anyEventsAnywhereNeverDecideAnything() {
        // A fixed linear generator: the same events on every run.
        var seed: UInt64 = 11
        func next(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        let actions: [MouseEvent.Action] = [.press, .release, .doublePress, .wheelUp, .wheelDown, .drag]
        for size in [wide, stacked, Size(columns: 60, rows: 20), Size(columns: 10, rows: 3)] {
            var state = Sample.state(size: size)
            for _ in 0..<400 {
                let point = Point(column: next(size.columns), row: next(size.rows - 1))
                // Other tests cover the footer's keys and the dialogs.
                state.closeDialogs()
                let effects = Mouse.act(actions[next(actions.count)], at: point, &state)
                #expect(!effects.contains { if case .perform = $0 { true } else { false } })
            }
        }
    }
}

extension State {
    fileprivate mutating func closeDialogs() {
        for _ in 0..<4 where !overlays.dialogs.isEmpty {
            _ = update(&self, .terminal(.key(Key(.escape))), now: Sample.now)
        }
    }
}
