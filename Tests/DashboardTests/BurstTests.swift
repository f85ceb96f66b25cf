import DashboardSamples
import MintDomain
import TerminalCore
import Testing

@testable import Dashboard

/// Keys that arrive together, as in a paste without markers.
struct BurstTests {
    private let size = Size(columns: 120, rows: 40)
    private let hint = "Ignored pasted text. To enter text, press C, r, / or : first."

    private func type(_ text: String, _ state: inout State) -> [Effect] {
        let keys = text.map { $0 == "\r" ? Key(.enter) : $0 == "\t" ? Key(.tab) : Key.character($0) }
        return update(&state, .terminal(.keys(keys)), now: Sample.now)
    }

    private func decides(_ effects: [Effect]) -> Bool {
        effects.contains { effect in
            switch effect {
            case .perform, .quit, .withdrawNewest, .openLink: true
            default: effect.lendsScreen
            }
        }
    }

    @Test(arguments: [
        "fix: axis x, review a\r", "xa axis approve\r", "a\rx\r", "ja", "ay", "qQ", "eo", "C tin robot", "/lamp\r",
        ":quit\r",
        "?q", "Zz", "dD", "w m", " a", "X\rO\rT\r",
    ])
    func nothingIsDecidedOrOpened(text: String) {
        var state = Sample.state(size: size, keys: [.character("j")])
        let marks = state.lists.operations.marks
        #expect(!decides(type(text, &state)))
        #expect(state.overlays.dialogs.isEmpty && state.overlays.desk == nil && state.overlays.viewer == nil)
        #expect(state.decisions.inFlight.isEmpty)
        #expect(state.lists.operations.marks == marks)
        #expect(state.overlays.notice?.text.string == hint)
    }

    @Test func movementActs() {
        var state = Sample.state(size: size)
        let first = state.operationCursor.selected
        #expect(!decides(type("jk3", &state)))
        #expect(state.operationCursor.selected == first)
        #expect(state.focus == .models)
        #expect(state.overlays.notice == nil)
        _ = type("1ja", &state)
        #expect(state.focus == .operations)
        #expect(state.operationCursor.selected != first)
        #expect(state.overlays.notice?.text.string == hint)
    }

    @Test func aDialogIsNotAnswered() {
        var state = Sample.state(size: size, keys: [.character("j"), .character("a")])
        #expect(state.overlays.dialogs.count == 1)
        #expect(!decides(type("hy\r", &state)))
        #expect(state.overlays.dialogs.count == 1)
        #expect(state.overlays.notice?.text.string == hint)
    }

    @Test func aTextFieldTakesEverything() {
        var state = Sample.state(size: size, keys: [.character("j"), .character("r")])
        #expect(!decides(type("axis x\rquit", &state)))
        guard case .text(let form)? = state.overlays.dialogs.last else {
            Issue.record("the editor closed")
            return
        }
        #expect(form.editor.text == "axis x\nquit")
        #expect(state.overlays.notice == nil)
    }

    @Test func whatFollowsATextFieldThatCloses() {
        var state = Sample.state(size: size, keys: [.character("/")])
        #expect(!decides(type("a\ra\rx", &state)))
        #expect(state.overlays.dialogs.isEmpty)
        #expect(state.overlays.notice?.text.string == hint)
    }

    @Test func chordsThatMoveAct() throws {
        let wish = KeyWish(
            changes: [("move.first", "g g"), ("quit", "g q")].map {
                KeyWish.Change(KeyWish.Text($0.0), keys: [KeyWish.Text($0.1)])
            })
        var state = Sample.fullState(size: size, keyMap: KeyMap.inForce(wish) { _, _ in nil }.0)
        Sample.run("ops", &state)
        _ = type("jjgg", &state)
        #expect(state.lists.operations.cursor.selected == state.operations.id(at: 0))
        #expect(state.overlays.notice == nil)
        #expect(!decides(type("jgq", &state)))
        #expect(state.overlays.pendingKeys == nil)
        #expect(state.overlays.notice != nil)
    }

    @Test func aMarkedPasteThatHasNowhereToGoGivesTheSameHint() {
        var state = Sample.state(size: size, keys: [.character("j"), .character("a")])
        #expect(update(&state, .terminal(.paste("y\n")), now: Sample.now).isEmpty)
        #expect(state.overlays.dialogs.count == 1)
        #expect(state.overlays.notice?.text.string == hint)
    }
}
