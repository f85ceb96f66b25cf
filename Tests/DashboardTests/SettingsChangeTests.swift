import DashboardSamples
import MintDomain
import TerminalCore
import Testing

@testable import Dashboard

/// The effects of a saved settings file on a running dashboard.
struct SettingsChangeTests {
    private func settings(_ state: State) -> DashboardSettings {
        DashboardSettings(
            keys: state.setup.keyMap, columns: state.setup.shownColumns, usesMouse: nil, profiles: state.setup.profiles,
            themes: state.setup.themes, problem: nil)
    }

    private func state() -> State { Sample.fullState(size: Size(columns: 120, rows: 40)) }

    @Test func otherKeysAreInForceAtOnceAndInTheFooter() {
        var state = state()
        var changed = settings(state)
        let wish = KeyWish(
            preset: nil, changes: [.init(.init("generation.create", line: 1), keys: [.init("K", line: 1)])])
        changed.keys = KeyMap.inForce(wish) { _, _ in nil }.map
        _ = update(&state, .settingsChanged(changed), now: Sample.now)
        #expect(ViewText.of(state).contains("K create"))
        _ = update(&state, .terminal(.key(.character("C"))), now: Sample.now)
        #expect(state.overlays.dialogs.isEmpty)
        _ = update(&state, .terminal(.key(.character("K"))), now: Sample.now)
        guard case .creation? = state.overlays.dialogs.last else {
            Issue.record("the new key does nothing")
            return
        }
    }

    @Test func theMouseThatWasSwitchedByHandStaysAsItIs() {
        var state = state()
        _ = update(&state, .terminal(.key(.character("%"))), now: Sample.now)
        let usesMouse = state.setup.usesMouse
        _ = update(&state, .settingsChanged(settings(state)), now: Sample.now)
        #expect(state.setup.usesMouse == usesMouse)
        var changed = settings(state)
        changed.usesMouse = !usesMouse
        let effects = update(&state, .settingsChanged(changed), now: Sample.now)
        #expect(effects.contains(.setMouse(!usesMouse)))
    }

    @Test func aMistakeIsSaidInOneLineAndOtherwiseThatItWasRead() {
        var state = state()
        _ = update(&state, .settingsChanged(settings(state)), now: Sample.now)
        #expect(state.overlays.notice?.kind == .success)
        var wrong = settings(state)
        wrong.problem = "config.yaml:3: “hodl” is not a setting; did you mean “hold”?"
        _ = update(&state, .settingsChanged(wrong), now: Sample.now)
        #expect(state.overlays.notice?.kind == .error && state.overlays.notice?.text == wrong.problem)
    }
}
