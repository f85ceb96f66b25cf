import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing
import Theming

struct ProfileTests {
    let size = Size(columns: 120, rows: 40)

    @Test func aProfileThatStartsReadOnlyRefusesUntilItIsArmed() {
        var state = Sample.fullState(size: size, profile: 1)
        #expect(state.isReadOnly)
        #expect(ViewText.of(state).contains("LIVE studio  ⊠ read-only"))
        for letter in "arxuCOTX" {
            #expect(Sample.type(String(letter), &state).isEmpty)
            #expect(state.overlays.dialogs.isEmpty)
        }
        #expect(state.overlays.notice?.text.string == "Read-only until :arm.")
        #expect(Sample.run("arm", &state).isEmpty)
        let text = ViewText.of(state)
        #expect(text.contains("Allow changes on studio?") && text.contains("https://api.mint.gg"))
        #expect(Sample.type("y", &state) == [.setArmed(true)])
        #expect(!state.isReadOnly)
        Sample.run("next-review", &state)
        #expect(Sample.type("x", &state).count == 1)
        #expect(Sample.run("disarm", &state) == [.setArmed(false)])
        #expect(state.isReadOnly)
    }

    @Test(arguments: [Key(.enter), Key(.escape), .character("n"), .character("q")])
    func theSafeAnswerLeavesItReadOnly(_ key: Key) {
        var state = Sample.fullState(size: size, profile: 1)
        Sample.run("arm", &state)
        #expect(Sample.press(key, &state).isEmpty)
        #expect(state.isReadOnly && state.overlays.dialogs.isEmpty)
    }

    @Test func whatIsReadOnlyForGoodIsNotArmed() {
        var state = Sample.fullState(size: size, profile: 2)
        #expect(Sample.run("arm", &state).isEmpty)
        #expect(ViewText.of(state).contains("cannot be armed"))
        #expect(state.isReadOnly)
    }

    @Test func aMessageOfAnotherTimeIsNotSentFromAReadOnlyScreen() {
        var state = Sample.fullState(size: size, profile: 1)
        hold(&state, .held(until: nil, because: "It was held."))
        #expect(!ViewText.of(state).contains("send now"))
        #expect(Sample.type("s", &state).isEmpty)
        #expect(!state.overlays.dialogs.isEmpty)
    }

    @Test(arguments: [
        (Character("k"), [Effect.keepHeld, .switchProfile("studio")]),
        (Character("d"), [Effect.dropHeld, .switchProfile("studio")]), (Character("s"), [Effect.sendHeldAndFinish]),
    ])
    func switchingWithAHeldDecisionAsks(_ answer: Character, _ effects: [Effect]) {
        var state = Sample.fullState(size: size)
        hold(&state, .held(until: Sample.now.addingTimeInterval(4)))
        #expect(Sample.run("profile studio", &state).isEmpty)
        #expect(ViewText.of(state).contains("Go on with studio"))
        #expect(Sample.type(String(answer), &state) == effects)
        guard answer == "s" else { return }
        #expect(update(&state, .readyToQuit, now: Sample.now) == [.switchProfile("studio")])
    }

    @Test(arguments: [(120, 40), (80, 24), (60, 20)])
    func theNameAndTheLockAreInTheFrameAtEverySize(_ columns: Int, _ rows: Int) throws {
        let state = Sample.fullState(size: Size(columns: columns, rows: rows), profile: 1)
        let first = try #require(ViewText.of(state).split(separator: "\n").first)
        #expect(first.contains(" LIVE studio  ⊠ read-only "))
    }

    @Test func theSameProfileIsNotSwitchedTo() {
        var state = Sample.fullState(size: size)
        #expect(Sample.run("profile LOCAL", &state).isEmpty)
        #expect(state.overlays.notice?.text.string == "This is local already.")
    }

    @Test(arguments: [
        (Color.palette(1), Color.palette(7)), (.palette(3), .palette(0)), (.rgb(255, 136, 0), .rgb(0, 0, 8)),
        (.rgb(90, 0, 90), .rgb(255, 255, 255)), (.palette(226), .palette(16)), (.palette(54), .palette(231)),
    ])
    func theBadgeHasTheProfilesColorAndCanBeRead(_ color: Color, _ text: Color) {
        let badge = Badge(name: "studio", isLocal: false, origin: "", color: color)
        let canvas = view(State(badge: badge, size: size, now: Sample.now), Appearance(theme: .builtIn)).canvas
        let column = "  mintop ".count
        #expect(canvas[column, 0].style.background == color)
        #expect(canvas[column, 0].style.foreground == text)
    }

    @Test(arguments: [("studio", "LIVE http studio"), ("live", "LIVE http")])
    func theBadgeSaysThatTheKeyIsSentUnencrypted(_ name: String, _ text: SafeText) {
        let badge = Badge(name: name, isLocal: false, origin: "http://mint.test", isInsecure: true)
        #expect(badge.text == text)
        #expect(ViewText.of(State(badge: badge, size: size, now: Sample.now)).contains(" \(text) "))
    }

    @Test func aDialogRepeatsTheBadge() {
        var state = Sample.fullState(size: size, profile: 1)
        Sample.run("arm", &state)
        let lines = ViewText.of(state).split(separator: "\n")
        #expect(lines.count { $0.contains("LIVE studio") } == 2)
    }

    private func hold(_ state: inout State, _ phase: OutboxState) {
        guard let key = IdempotencyKey("key-1") else { preconditionFailure("a key") }
        let item = OutboxItem(id: key, mutation: .approve(Sample.operationID("op_astrolabe")), state: phase)
        _ = update(&state, .outboxChanged(item), now: Sample.now)
    }
}
