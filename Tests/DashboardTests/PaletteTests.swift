import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing
import Theming

struct PaletteTests {
    let size = Size(columns: 120, rows: 40)

    @Test func everyNameOfTheTableMeansOneCommand() {
        let names = KeyBinding.standard.flatMap { $0.words + [$0.id] }
        #expect(Set(names).count == names.count)
        for binding in KeyBinding.standard {
            for name in binding.words { #expect(Command.named(name) == binding.command) }
            #expect(Command.named(binding.id.uppercased()) == binding.command)
        }
    }

    @Test func aTypedCommandDoesWhatItsKeyDoes() {
        var state = Sample.fullState(size: size)
        Sample.run("worlds", &state)
        #expect(state.focus == .worlds)
        Sample.run("view.help", &state)
        guard case .help? = state.overlays.dialogs.last else {
            Issue.record("no help")
            return
        }
        Sample.press(Key(.escape), &state)
        #expect(Sample.run("  :q ", &state) == [.quit(status: 0)])
    }

    @Test func aTypedDecisionIsAboutTheSelectedOperation() {
        var state = Sample.fullState(size: size)
        Sample.run("ops", &state)
        Sample.type("g", &state)
        let selected = state.operationCursor.selected
        #expect(Sample.run("cancel", &state) == selected.map { [state.cancellation(of: $0)] })
    }

    @Test(arguments: [
        ("frobnicate", "no command “frobnicate”"), ("profile", "needs the name of a profile: local, studio, archive"),
        ("profile moon", "no profile “moon”"), ("pause maybe", "takes on or off"), ("quit now", "takes no arguments"),
        ("track", "needs the id"), ("track op_1 file:///etc/passwd", "is not an id"), ("theme Neon", "no theme “Neon”"),
        ("undo", "No decision is held"), ("message", "Select a job first"), ("arm", "allowed already"),
        ("next-page", "Pages are for"),
    ])
    func whatCannotBeDoneIsSaidInPlaceAndTheTextIsKept(_ line: String, _ sentence: String) throws {
        var state = Sample.fullState(size: size)
        #expect(Sample.run(line, &state).isEmpty)
        let palette = try #require(top(state))
        #expect(palette.editor.text == line)
        let complaint = try #require(palette.complaint).string
        #expect(complaint.contains(sentence), "\(complaint)")
        #expect(ViewText.of(state).contains(sentence))
        Sample.type("x", &state)
        #expect(top(state)?.complaint == nil)
    }

    @Test func tabGoesThroughTheCompletionsOfWhatWasTyped() throws {
        var state = Sample.fullState(size: size)
        Sample.type(":re", &state)
        let found = state.completions(of: "re").map(\.text)
        #expect(found.count > 3)
        for text in found.prefix(3) {
            Sample.press(Key(.tab), &state)
            #expect(top(state)?.editor.text == text)
        }
        Sample.press(Key(.backTab), &state)
        #expect(top(state)?.editor.text == found[1])
    }

    @Test func anArgumentIsCompletedAfterItsCommand() {
        var state = Sample.fullState(size: size)
        Sample.type(":profile st", &state)
        Sample.press(Key(.tab), &state)
        #expect(top(state)?.editor.text == "profile studio")
        #expect(Sample.press(Key(.enter), &state) == [.switchProfile("studio")])
    }

    @Test func namesAreTakenInAnyCaseAndGivenAsTheyAreWritten() {
        var state = Sample.fullState(size: size)
        #expect(Sample.run("THEME solarized LIGHT", &state) == [.useTheme("Solarized light", turn: 2)])
        #expect(
            Sample.run("track op_9 https://api.mint.gg/v1/operations/op_8", &state)
                == [.track(["op_9", "https://api.mint.gg/v1/operations/op_8"])])
        Sample.run("pause on", &state)
        Sample.run("pause on", &state)
        #expect(state.paused != nil)
        Sample.run("pause off", &state)
        #expect(state.paused == nil)
    }

    @Test func theHistoryIsWalkedAndWhatWasTypedComesBack() {
        var state = Sample.fullState(size: size)
        for line in ["worlds", "nonsense"] { Sample.run(line, &state) }
        Sample.press(Key(.escape), &state)
        Sample.type(":mo", &state)
        let steps: [(Key, String)] = [
            (Key(.up), "nonsense"), (Key(.up), "worlds"), (Key(.up), "worlds"), (Key(.down), "nonsense"),
            (Key(.down), "mo"), (Key(.down), "mo"),
        ]
        for (key, text) in steps {
            Sample.press(key, &state)
            #expect(top(state)?.editor.text == text)
        }
    }

    @Test func aThemeIsShownWhileItIsChosenAndEscapeGoesBack() {
        var state = Sample.fullState(size: size)
        Sample.type(":theme ", &state)
        #expect(Sample.press(Key(.tab), &state) == [.tryTheme("Gruvbox dark", turn: 1)])
        #expect(Sample.press(Key(.tab), &state) == [.tryTheme("Nord", turn: 2)])
        #expect(Sample.press(Key(.backTab), &state) == [.tryTheme("Gruvbox dark", turn: 3)])
        #expect(Sample.press(Key(.escape), &state) == [.tryTheme(nil, turn: 4)])
        Sample.type(":theme no", &state)
        #expect(Sample.press(Key(.tab), &state) == [.tryTheme("Nord", turn: 5)])
        #expect(Sample.press(Key(.backspace), &state) == [.tryTheme(nil, turn: 6)])
        #expect(Sample.press(.character("d"), &state) == [.tryTheme("Nord", turn: 7)])
        #expect(Sample.press(Key(.enter), &state) == [.useTheme("Nord", turn: 8)])
        #expect(state.overlays.dialogs.isEmpty)
        // An unknown name previews no theme.
        Sample.type(":profile st", &state)
        #expect(Sample.press(Key(.tab), &state) == [])
        #expect(Sample.press(Key(.escape), &state) == [])
    }

    @Test func aPasteStaysOneLineAndRunsNothing() {
        var state = Sample.fullState(size: size)
        Sample.type(":", &state)
        #expect(update(&state, .terminal(.paste("quit\nquit\u{1B}[2J\n")), now: Sample.now).isEmpty)
        #expect(top(state)?.editor.text == "quit quit ")
    }

    @Test func whatIsImpossibleNowIsListedWithItsReason() throws {
        let state = Sample.fullState(size: size, profile: 2)
        let approve = try #require(state.completions(of: "approve").first)
        #expect(!approve.isPossible)
        #expect(approve.note.string.contains("read-only"))
        #expect(approve.keys.string == "a")
    }

    @Test func aCommandWithoutAKeyThatNeedsMoreOpensThePaletteWithItsName() {
        var state = Sample.fullState(size: size)
        Sample.run("ops", &state)
        Sample.type(":", &state)
        #expect(top(state)?.editor.text.isEmpty == true)
        Sample.press(Key(.backspace), &state)
        #expect(state.overlays.dialogs.isEmpty)
    }

    @Test func reviewGoesToTheNextThatWaitsRoundAndRound() {
        var state = Sample.fullState(size: size)
        Sample.run("worlds", &state)
        var seen: [String] = []
        for _ in 0..<4 {
            Sample.run("next-review", &state)
            seen.append(state.operationCursor.selected?.rawValue ?? "")
        }
        #expect(Set(seen.prefix(3)) == ["op_astrolabe", "op_teapot", "op_castle"])
        #expect(seen[3] == seen[0])
        #expect(state.focus == .operations)
    }

    private func top(_ state: State) -> Palette? {
        if case .palette(let palette)? = state.overlays.dialogs.last { palette } else { nil }
    }
}
