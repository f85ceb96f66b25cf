import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing
import Theming

/// Typed text is never lost, the cursor never moves by itself, and only facts are shown.
struct HonestyTests {
    let size = Size(columns: 120, rows: 40)

    @Test func aPromptRefusedWhileAnotherIsWrittenIsOfferedLater() {
        var state = Sample.state(size: size, keys: typed("Cfirst"))
        let request = GenerationRequest(kind: .model, prompt: "first", mode: .review, preset: .standard)
        #expect(press(.control("d"), &state).contains(.perform(.generate(request))))
        for key in typed("C") { press(key, &state) }
        _ = update(&state, .mutationFinished(.generate(request), .refused("No.")), now: Sample.now)
        press(Key(.escape), &state)
        press(.character("C"), &state)
        #expect(text(state) == "first")
    }

    @Test func anUnansweredStartIsNotOfferedForASecondOne() {
        var state = Sample.state(size: size, keys: typed("Conce"))
        let request = GenerationRequest(kind: .model, prompt: "once", mode: .review, preset: .standard)
        press(.control("d"), &state)
        _ = update(&state, .mutationFinished(.generate(request), .waiting("No answer.")), now: Sample.now)
        press(.character("C"), &state)
        #expect(text(state) == "")
        #expect(state.overlays.notice?.text.string.contains("same key") == true)
    }

    @Test func theInterruptKeyLeavesADialogAndKeepsItsText() {
        var state = Sample.state(size: size, keys: typed("Ckeep me"))
        let effects = update(&state, .terminal(.endRequested(.interrupt)), now: Sample.now)
        #expect(effects.contains(.forgetInterrupt))
        #expect(!effects.contains(.quit(status: 130)))
        #expect(state.overlays.dialogs.isEmpty)
        #expect(state.decisions.promptDrafts == ["keep me"])
        #expect(update(&state, .terminal(.endRequested(.interrupt)), now: Sample.now) == [.quit(status: 130)])
    }

    @Test func aPasteOnAnotherPartOfTheFormGoesIntoTheText() {
        var state = Sample.state(size: size, keys: typed("C") + [Key(.tab), Key(.tab)])
        _ = update(&state, .terminal(.paste("from the \u{1B}[31mclipboard\u{1B}[0m")), now: Sample.now)
        #expect(text(state) == "from the clipboard")
    }

    @Test func controlDInTheMiddleOfATextSendsNothing() {
        var state = Sample.state(size: size, keys: typed("Cabc") + [Key(.left)])
        #expect(!press(.control("d"), &state).contains { if case .perform = $0 { true } else { false } })
        #expect(!state.overlays.dialogs.isEmpty)
    }

    @Test func aKeyKeepsTheCursorFromJumpingToWhatWasStarted() {
        var state = Sample.state(size: size, keys: typed("Cnew"))
        let request = GenerationRequest(kind: .model, prompt: "new", mode: .review, preset: .standard)
        press(.control("d"), &state)
        press(.character("j"), &state)
        let selected = state.operationCursor.selected
        let id = Sample.operationID("op_new")
        _ = update(&state, .mutationFinished(.generate(request), .accepted(id)), now: Sample.now)
        send([Sample.operation("op_new", .queued, "new", began: 0)], &state)
        #expect(state.operationCursor.selected == selected)
    }

    @Test(arguments: [(40, 10), (30, 5), (20, 4), (10, 3), (43, 40), (120, 9)])
    func whatCannotBeReadIsNotObeyed(_ columns: Int, _ rows: Int) {
        var state = Sample.state(size: size, keys: [.character("j"), .character("a")])
        _ = update(&state, .terminal(.resize(Size(columns: columns, rows: rows))), now: Sample.now)
        #expect(press(.character("y"), &state).isEmpty)
        #expect(!state.overlays.dialogs.isEmpty)
        press(Key(.escape), &state)
        #expect(state.overlays.dialogs.isEmpty)
    }

    @Test func inOneLineNothingIsDecided() {
        var state = Sample.state(size: Size(columns: 30, rows: 5), keys: [.character("j"), .character("a")])
        #expect(state.overlays.dialogs.isEmpty)
        #expect(press(.character("y"), &state).isEmpty)
    }

    @Test func theOpenMenuBelongsToWhatWasSelectedWhenItOpened() {
        let state = Sample.state(size: size, keys: [.character("j"), .character("o")])
        guard case .menu(let menu)? = state.overlays.dialogs.last else {
            Issue.record("no menu")
            return
        }
        #expect(menu.subject == .operation(Sample.operationID("op_astrolabe")))
    }

    @Test func aNextPageIsGoneToWhenItComes() {
        var state = Sample.state(size: size, keys: [.character("2"), .character("G")])
        let cursor = "c1"
        press(.character("."), &state)
        let more = (110..<130).map { Sample.resource(.world, $0, "World \($0)", age: 90_000) }
        _ = update(
            &state, .pageLoaded(.world, cursor: cursor, ResourcePage(items: more, nextCursor: nil)), now: Sample.now)
        #expect(state.lists[.world].cursor.selected?.rawValue == "world_110")
        #expect(state.lists[.world].cursor.offset == state.lists[.world].list.count - 20)
    }

    @Test func garbageFromTheServerShowsInThePane() {
        var state = Sample.state(size: size)
        _ = update(&state, .pageFailed(.world, cursor: nil, .unreadable("Not JSON.")), now: Sample.now)
        let text = ViewText.of(state)
        #expect(text.contains("✖ old"))
        #expect(text.contains("Tide pools at dusk"))
    }

    @Test(arguments: [1e300, -1e12, 4e9])
    func impossibleTimesAreNotShownAsTimes(_ seconds: Double) {
        var row = Sample.operation("op_odd_time", .running, "Odd", began: 0, changed: 0)
        row.operation?.createdAt = Date(timeIntervalSince1970: seconds)
        var state = State(badge: Badge(name: "l", isLocal: true, origin: ""), size: size, now: Sample.now)
        send([row], &state)
        #expect(ViewText.of(state).contains("an impossible time"))
    }

    private func typed(_ text: String) -> [Key] { text.map { .character($0) } }

    @discardableResult
    private func press(_ key: Key, _ state: inout State) -> [Effect] {
        update(&state, .terminal(.key(key)), now: Sample.now).filter { effect in
            if case .lookAt = effect { false } else { true }
        }
    }

    private func send(_ rows: [TrackedOperation], _ state: inout State) {
        _ = update(
            &state, .trackingChanged(.mint, TrackingNews(upserted: rows, link: .live(since: Sample.now))),
            now: Sample.now)
    }

    private func text(_ state: State) -> String? {
        switch state.overlays.dialogs.last {
        case .creation(let form)?: form.editor.text
        case .text(let form)?: form.editor.text
        default: nil
        }
    }
}

/// The text on the screen of a state.
enum ViewText {
    static func of(_ state: State) -> String {
        let canvas = view(state, Appearance(theme: .builtIn)).canvas
        return (0..<canvas.size.rows).map { row in
            (0..<canvas.size.columns).map { canvas[$0, row].glyph.text }.joined()
        }.joined(separator: "\n")
    }
}
