import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing
import Theming

struct UpdateTests {
    let size = Size(columns: 120, rows: 40)

    @Test func approvingAsksFirstAndTheSafeButtonHasTheFocus() throws {
        var state = Sample.state(size: size, keys: [.character("j")])
        let effects = press(.character("a"), &state)
        #expect(effects.isEmpty)
        let confirmation = try #require(top(state))
        #expect(confirmation.mutation.operationID?.rawValue == "op_astrolabe")
        #expect(!confirmation.isConfirmFocused)
        #expect(press(Key(.enter), &state).isEmpty)
        #expect(state.overlays.dialogs.isEmpty)
    }

    @Test func aConfirmedApprovalIsSentOnceForTheShownOperation() {
        var state = Sample.state(size: size, keys: [.character("j"), .character("a")])
        let id = Sample.operationID("op_astrolabe")
        #expect(press(.character("y"), &state) == [state.approval(of: id)])
        #expect(state.decisions.inFlight[id] == .approve(id, preview: state.preview(of: id)))
        #expect(press(.character("a"), &state).isEmpty)
        #expect(state.overlays.dialogs.isEmpty)
        #expect(state.overlays.notice?.kind == .warning)
    }

    @Test func anOperationThatMovedOnUnderTheDialogIsNotApproved() {
        var state = Sample.state(size: size, keys: [.character("j"), .character("a")])
        let moved = Sample.operation("op_astrolabe", .running, "Brass astrolabe", changed: 0)
        send(TrackingNews(upserted: [moved], link: .live(since: Sample.now)), &state)
        #expect(press(.character("y"), &state).isEmpty)
        #expect(state.decisions.inFlight.isEmpty)
        #expect(state.overlays.notice?.kind == .warning)
    }

    @Test(arguments: [
        (Verb.approve, "op_tide"), (Verb.revise, "op_lamp"), (Verb.cancel, "op_boat"),
        (Verb.resume, "op_lamp"), (Verb.approve, "op_auto"),
    ])
    func whatDoesNotFitTheStatusIsRefusedWithAReason(_ verb: Verb, _ id: String) throws {
        let state = Sample.state(size: size)
        let row = try #require(state.operations[id: Sample.operationID(id)])
        #expect(state.refusal(of: verb, row) != nil)
    }

    @Test func emptyFeedbackIsRefusedAndNamesTheLimit() throws {
        var state = Sample.state(size: size, keys: [.character("j"), .character("r")])
        #expect(press(.control("d"), &state).isEmpty)
        guard case .text(let form)? = state.overlays.dialogs.last else {
            Issue.record("the editor closed")
            return
        }
        #expect(form.complaint?.string.contains("2000") == true)
    }

    @Test func feedbackOverTheLimitIsRefusedAndKept() throws {
        var state = Sample.state(size: size, keys: [.character("j"), .character("r")])
        _ = update(&state, .terminal(.paste(String(repeating: "x", count: 2001))), now: Sample.now)
        #expect(press(.control("d"), &state).isEmpty)
        guard case .text(let form)? = state.overlays.dialogs.last else {
            Issue.record("the editor closed")
            return
        }
        #expect(form.editor.length == 2001)
        #expect(form.complaint?.string.contains("2001") == true)
    }

    @Test func aPromptOverTheLimitIsRefusedBeforeItIsSent() {
        var state = Sample.state(size: size, keys: [.character("C")])
        _ = update(&state, .terminal(.paste(String(repeating: "x", count: 4001))), now: Sample.now)
        #expect(press(.control("d"), &state).isEmpty)
        #expect(state.decisions.startsInFlight == 0)
        #expect(!state.overlays.dialogs.isEmpty)
    }

    @Test func revisingSendsTheWrittenFeedbackForTheShownOperation() {
        var state = Sample.state(size: size, keys: [.character("j"), .character("r")])
        for character in "warmer" { _ = press(.character(character), &state) }
        _ = press(Key(.tab), &state)
        let effects = press(Key(.enter), &state)
        #expect(effects == [state.revision(of: Sample.operationID("op_astrolabe"), "warmer")])
    }

    @Test func writtenFeedbackSurvivesEscapeAndARefusal() {
        var state = Sample.state(size: size, keys: [.character("j"), .character("r")] + "keep".map { .character($0) })
        _ = press(Key(.escape), &state)
        let id = Sample.operationID("op_astrolabe")
        #expect(state.decisions.feedbackDrafts[id] == "keep")
        _ = press(.character("r"), &state)
        #expect(press(.control("d"), &state) == [state.revision(of: id, "keep")])
        let refused = Action.mutationFinished(.revise(id, feedback: "keep"), .refused("No."))
        #expect(update(&state, refused, now: Sample.now).contains(.refresh(.mint, id)))
        #expect(state.decisions.feedbackDrafts[id] == "keep")
    }

    @Test func aNewGenerationIsSelectedWhenItIsListed() throws {
        var state = Sample.state(size: size, keys: [.character("C")] + "A tin robot".map { .character($0) })
        let request = GenerationRequest(kind: .model, prompt: "A tin robot", mode: .review, preset: .standard)
        #expect(press(.control("d"), &state) == [.perform(.generate(request))])
        let id = Sample.operationID("op_new")
        _ = update(&state, .mutationFinished(.generate(request), .accepted(id)), now: Sample.now)
        send(
            TrackingNews(upserted: [Sample.operation("op_new", .queued, "A tin robot", began: 0)], link: .connecting),
            &state)
        #expect(state.operationCursor.selected == id)
    }

    @Test func aPasteOutsideATextFieldDoesNothing() {
        var state = Sample.state(size: size, keys: [.character("j")])
        #expect(update(&state, .terminal(.paste("ay\nxy\nq")), now: Sample.now).isEmpty)
        #expect(state.overlays.dialogs.isEmpty)
    }

    @Test func theActedOnOperationIsAlwaysTheShownOne() throws {
        var random = SeededRandom(state: 7)
        var state = Sample.state(size: size)
        var known = (0..<60).map { "op_r\($0)" }
        for _ in 0..<1000 {
            let selected = state.operationCursor.selected
            var upserted: [TrackedOperation] = []
            var removed: [OperationID] = []
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                let id = known.randomElement(using: &random) ?? "op_r0"
                let statuses: [OperationStatus] = [.queued, .running, .previewReady, .succeeded, .failed]
                let status = statuses.randomElement(using: &random) ?? .queued
                upserted.append(Sample.operation(id, status, id, began: Double.random(in: 1...5000, using: &random)))
            }
            if Int.random(in: 0..<4, using: &random) == 0, let id = known.randomElement(using: &random) {
                removed.append(Sample.operationID(id))
                upserted.removeAll { $0.id.rawValue == id }
                known.append("op_r\(known.count)")
            }
            send(TrackingNews(upserted: upserted, removed: removed, link: .live(since: Sample.now)), &state)
            if let selected, !removed.contains(selected) { #expect(state.operationCursor.selected == selected) }
            if Bool.random(using: &random) { _ = press(.character(Bool.random(using: &random) ? "j" : "k"), &state) }
            let shown = try #require(state.selectedOperation?.id)
            let isReview = state.selectedOperation?.operation?.status == .previewReady
            _ = press(.character("a"), &state)
            guard isReview, let confirmation = top(state) else { continue }
            #expect(confirmation.mutation.operationID == shown)
            #expect(confirmation.mutation == .approve(shown, preview: state.preview(of: shown)))
            _ = press(Key(.escape), &state)
        }
    }

    @Test func reachingTheEndOfAListLoadsTheNextPageOnce() {
        var state = Sample.state(size: size, keys: [.character("2")])
        #expect(press(.character("G"), &state) == [.loadPage(.world, cursor: "c1")])
        #expect(press(.character("G"), &state).isEmpty)
        let more = (110..<114).map { Sample.resource(.world, $0, "World \($0)", age: 90_000) }
        let page = ResourcePage(items: more, nextCursor: nil)
        _ = update(&state, .pageLoaded(.world, cursor: "c1", page), now: Sample.now)
        #expect(state.lists[.world].list.count == 23)
        #expect(press(.character("G"), &state).isEmpty)
        #expect(!state.lists[.world].list.hasMore)
    }

    @Test func aTallPaneIsFilledPageByPage() {
        var state = State(
            badge: Badge(name: "local", isLocal: true, origin: ""), size: Size(columns: 160, rows: 90), now: Sample.now)
        let first = (0..<20).map { Sample.resource(.world, $0, "World \($0)", age: 90_000) }
        let loaded = Action.pageLoaded(.world, cursor: nil, ResourcePage(items: first, nextCursor: "c1"))
        #expect(update(&state, loaded, now: Sample.now).contains(.loadPage(.world, cursor: "c1")))
        let nothing = Action.pageLoaded(.world, cursor: "c1", ResourcePage(items: [], nextCursor: "c2"))
        #expect(!update(&state, nothing, now: Sample.now).contains(.loadPage(.world, cursor: "c2")))
    }

    @Test func commaGoesBackToThePageBefore() {
        var state = Sample.state(size: size, keys: [.character("3")])
        let more = (120..<125).map { Sample.resource(.model, $0, "Model \($0)", age: 90_000) }
        #expect(press(.character("."), &state) == [.loadPage(.model, cursor: "c1")])
        _ = update(
            &state, .pageLoaded(.model, cursor: "c1", ResourcePage(items: more, nextCursor: "c2")), now: Sample.now)
        _ = press(.character("."), &state)
        #expect(state.lists[.model].cursor.selected?.rawValue == "model_120")
        _ = press(.character(","), &state)
        #expect(state.lists[.model].cursor.selected?.rawValue == "model_0")
    }

    @Test func onlyHttpLinksAreOpened() {
        #expect(linkIsOpened("https://cdn.mint.gg/a.glb"))
        #expect(linkIsOpened("HTTP://127.0.0.1:1/x"))
        for bad in ["file:///etc/passwd", "javascript:alert(1)", "--help", "", "https://a b", "https://a\u{7}"] {
            #expect(!linkIsOpened(bad), "\(bad)")
        }
    }

    @Test func quittingAndSignalsEndTheProgram() {
        var state = Sample.state(size: size)
        #expect(press(.character("q"), &state) == [.quit(status: 0)])
        #expect(update(&state, .terminal(.endRequested(.terminate)), now: Sample.now) == [.quit(status: 143)])
        _ = press(Key(.enter), &state)
        #expect(press(.character("q"), &state).isEmpty)
        #expect(press(.character("Q"), &state) == [.quit(status: 0)])
    }

    @Test func aFinishedOperationReloadsTheListOfWhatItMade() {
        var state = Sample.state(size: size)
        var done = Sample.operation("op_lamp", .succeeded, "Ceramic lamp", changed: 0)
        done.operation?.resource = ResourceReference(type: "model", id: Sample.resourceID("model_77"))
        let effects = update(
            &state, .trackingChanged(.mint, TrackingNews(upserted: [done], link: .live(since: Sample.now))),
            now: Sample.now)
        #expect(effects.contains(.loadPage(.model, cursor: nil)))
        #expect(!effects.contains(.loadPage(.world, cursor: nil)))
    }

    @Test func randomKeysAndSizesNeverTrap() {
        var random = SeededRandom(state: 42)
        let codes: [KeyCode] = [
            .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp,
            .pageDown,
        ]
        var state = Sample.fullState(size: size)
        for _ in 0..<4000 {
            let key: Key
            if Bool.random(using: &random) {
                key = Key(codes.randomElement(using: &random) ?? .enter)
            } else {
                let letters = Array("jkgGhl01234[]:mparxuoC?R.,ynXOTv* 58z@Züあ \u{301}🧑‍🚀")
                key = .character(letters.randomElement(using: &random) ?? "j")
            }
            if Int.random(in: 0..<20, using: &random) == 0 {
                let size = Size(
                    columns: Int.random(in: 0...200, using: &random), rows: Int.random(in: 0...60, using: &random))
                _ = update(&state, .terminal(.resize(size)), now: Sample.now)
            }
            _ = press(key, &state)
            _ = view(state, Appearance(theme: .builtIn))
        }
    }

    private func press(_ key: Key, _ state: inout State) -> [Effect] {
        // These tests ignore the reports of the visible rows to the poller.
        update(&state, .terminal(.key(key)), now: Sample.now).filter { effect in
            if case .lookAt = effect { false } else { true }
        }
    }

    private func send(_ news: TrackingNews, _ state: inout State) {
        _ = update(&state, .trackingChanged(.mint, news), now: Sample.now)
    }

    private func top(_ state: State) -> Dashboard.Confirmation? {
        if case .confirmation(let confirmation)? = state.overlays.dialogs.last { confirmation } else { nil }
    }

    private func linkIsOpened(_ url: String) -> Bool {
        var row = Sample.operation("op_astrolabe", .previewReady, "x", changed: 999_999)
        row.operation?.assets = [Asset(name: "glb", url: url)]
        var state = Sample.state(size: size)
        send(TrackingNews(upserted: [row], link: .live(since: Sample.now)), &state)
        _ = press(.character("g"), &state)
        return press(.character("o"), &state) == [.openLink(url: url, of: .mint)]
    }
}

/// SplitMix64, so that a failing run can be repeated.
struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
