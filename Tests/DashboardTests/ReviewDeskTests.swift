import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import TestScreen
import Testing
import Theming

struct ReviewDeskTests {
    let size = Size(columns: 120, rows: 40)
    let castle = Sample.operationID("op_castle")
    let astrolabe = Sample.operationID("op_astrolabe")
    let teapot = Sample.operationID("op_teapot")

    private func desk(_ keys: String = "p", holds: Bool = true, profile: Int = 0) -> State {
        Sample.pictureState(size: size, profile: profile, holds: holds, keys: Sample.keys(keys))
    }

    private func news(_ rows: [TrackedOperation], _ state: inout State, after seconds: Double = 0) -> [Effect] {
        let now = Sample.now.addingTimeInterval(seconds)
        return update(&state, .trackingChanged(.mint, TrackingNews(upserted: rows, link: .live(since: now))), now: now)
    }

    /// The astrolabe with another preview than the one of the sample.
    private var revised: TrackedOperation {
        var row = Sample.operation("op_astrolabe", .previewReady, "Brass astrolabe", changed: 3)
        row.operation?.assets = [Asset(name: "previewImage", url: "http://127.0.0.1:8787/files/1/preview-2.png")]
        row.transitions.append(Transition(from: .running, to: .previewReady, at: Sample.now.addingTimeInterval(-3)))
        return row
    }

    // MARK: The queue

    @Test(arguments: [":review\n", "p"]) func itOpensWithTheLongestWaiting(_ keys: String) {
        var state = Sample.pictureState(size: size, keys: Sample.keys("2"))
        for character in keys { Sample.strike(character == "\n" ? Key(.enter) : .character(character), &state) }
        #expect(state.overlays.desk?.current == castle)
        #expect(state.reviewQueue == [castle, astrolabe, teapot])
    }

    @Test func itOpensWithTheSelectedOneWhereThatWaits() {
        #expect(desk("jp").overlays.desk?.current == astrolabe)
        #expect(desk("jjjjp").overlays.desk?.current == castle)
    }

    @Test func enterOnTheCounterOpensIt() {
        var state = Sample.pictureState(size: size)
        Sample.strike(Key(.backTab), &state)
        #expect(state.selection.isCounterFocused)
        #expect(state.focus == .operations)
        Sample.strike(Key(.enter), &state)
        #expect(state.overlays.desk?.current == castle)
        #expect(!state.selection.isCounterFocused)
    }

    @Test func tabGoesOnFromTheCounterToTheOtherSide() {
        var state = Sample.pictureState(size: size)
        Sample.strike(Key(.backTab), &state)
        Sample.strike(Key(.backTab), &state)
        #expect(state.focus == .detail)
        Sample.strike(Key(.tab), &state)
        Sample.strike(Key(.tab), &state)
        #expect(state.focus == .operations)
        #expect(!state.selection.isCounterFocused)
    }

    @Test func nextAndPreviousGoRound() {
        var state = desk()
        let seen = Sample.keys("nnnpp").map { key in
            Sample.strike(key, &state)
            return state.overlays.desk?.current
        }
        #expect(seen == [astrolabe, teapot, castle, teapot, astrolabe])
    }

    @Test func closingGoesBackToWhereOneWasAndSelectsWhatWasReviewed() {
        var state = Sample.pictureState(size: size, keys: Sample.keys("3pn"))
        Sample.strike(.character("q"), &state)
        #expect(state.overlays.desk == nil)
        #expect(state.focus == .models)
        #expect(state.operationCursor.selected == astrolabe)
    }

    // MARK: Decisions

    @Test func approvingGoesThroughTheOneWayAndMovesOn() {
        var state = desk("jp")
        let effects = Sample.strike(.character("a"), &state)
        #expect(effects.contains(state.approval(of: astrolabe)))
        #expect(state.decisions.inFlight[astrolabe]?.verb == .approve)
        #expect(state.overlays.desk?.current == teapot)
        #expect(state.reviewQueue == [castle, teapot])
    }

    @Test func withoutAHoldItIsAskedAboutFirst() {
        var state = desk("jp", holds: false)
        #expect(Sample.strike(.character("a"), &state).isEmpty)
        #expect(state.overlays.desk?.current == astrolabe)
        #expect(Sample.strike(.character("y"), &state).contains(state.approval(of: astrolabe)))
        #expect(state.overlays.desk?.current == teapot)
    }

    @Test func marksInTheListAreNotActedOn() {
        var state = desk("jjjj p")
        #expect(!state.marks.isEmpty)
        let effects = Sample.strike(.character("x"), &state)
        #expect(effects.contains(state.cancellation(of: castle)))
        #expect(state.decisions.inFlight.count == 1)
    }

    @Test func revisingSendsTheFeedbackForWhatIsShownAndMovesOn() {
        var state = desk("jpr")
        for key in Sample.keys("softer") { Sample.strike(key, &state) }
        let effects = Sample.strike(.control("d"), &state)
        #expect(effects.contains(state.revision(of: astrolabe, "softer")))
        #expect(state.overlays.desk?.current == teapot)
    }

    @Test func theLastDecisionLeavesTheEmptyDesk() {
        var state = desk("p")
        for _ in 0..<3 { Sample.strike(.character("x"), &state) }
        #expect(state.overlays.desk?.current == nil)
        #expect(state.reviewQueue.isEmpty)
        #expect(glyphs(state).contains { $0.contains("No operation needs a decision.") })
    }

    @Test func takingADecisionBackReturnsToIt() throws {
        var state = desk("jpa")
        let key = try #require(IdempotencyKey("k1"))
        let held = OutboxItem(
            id: key, mutation: .approve(astrolabe), state: .held(until: Sample.now.addingTimeInterval(5)))
        _ = update(&state, .outboxChanged(held), now: Sample.now)
        #expect(Sample.strike(.character("z"), &state) == [.withdrawNewest])
        _ = update(&state, .outboxSettled(key), now: Sample.now)
        _ = update(&state, .mutationWithdrawn(.approve(astrolabe)), now: Sample.now)
        #expect(state.overlays.desk?.current == astrolabe)
        #expect(state.reviewQueue == [castle, astrolabe, teapot])
    }

    @Test(arguments: Sample.keys("arxue")) func nothingIsDecidedWhereThatIsReadOnly(_ key: Key) {
        var state = desk("jp", profile: 2)
        #expect(Sample.strike(key, &state).isEmpty)
        #expect(state.overlays.dialogs.isEmpty)
        #expect(state.overlays.desk?.current == astrolabe)
        #expect(state.overlays.notice?.kind == .warning)
    }

    // MARK: While it is open

    @Test func whatIsShownStaysWhereverTheQueueMoves() {
        var state = desk("jp")
        let older = Sample.operation("op_older", .previewReady, "Older", began: 9000, changed: 8000)
        _ = news([older], &state)
        #expect(state.overlays.desk?.current == astrolabe)
        #expect(state.reviewQueue.first == older.id)
        _ = update(
            &state,
            .trackingChanged(
                .mint, TrackingNews(upserted: [], removed: [castle, older.id], link: .live(since: Sample.now))),
            now: Sample.now)
        #expect(state.overlays.desk?.current == astrolabe)
        #expect(state.reviewQueue == [astrolabe, teapot])
    }

    @Test func whatWasDecidedElsewhereStaysAndIsNotActedOn() {
        var state = desk("jp")
        _ = news([Sample.operation("op_astrolabe", .running, "Brass astrolabe", changed: 0)], &state)
        #expect(state.overlays.desk?.current == astrolabe)
        #expect(Sample.strike(.character("a"), &state).isEmpty)
        #expect(state.decisions.inFlight.isEmpty)
        Sample.strike(.character("n"), &state)
        #expect(state.overlays.desk?.current == teapot)
    }

    @Test func whatWasForgottenLeavesTheDeskAtTheNextKey() {
        var state = desk("jp")
        _ = update(
            &state,
            .trackingChanged(.mint, TrackingNews(upserted: [], removed: [astrolabe], link: .live(since: Sample.now))),
            now: Sample.now)
        #expect(Sample.strike(.character("a"), &state).isEmpty)
        Sample.strike(.character("n"), &state)
        #expect(state.overlays.desk?.current == teapot)
    }

    @Test func whatComesToAnEmptyDeskIsNotDecidedByAKeyThatWasOnItsWay() {
        let running = Sample.operations.filter { $0.operation?.awaitsPerson != true }
        var state = Sample.pictureState(size: size, operations: running, keys: Sample.keys("p"))
        #expect(state.overlays.desk != nil && state.overlays.desk?.current == nil)
        _ = news([Sample.operation("op_new", .previewReady, "New", changed: 0)], &state, after: 1)
        #expect(state.overlays.desk?.current?.rawValue == "op_new")
        #expect(Sample.strike(.character("a"), &state, after: 1.1).isEmpty)
        #expect(state.decisions.inFlight.isEmpty)
        #expect(Sample.strike(.character("a"), &state, after: 2).contains { $0 == state.approval(of: running.newID) })
    }

    // MARK: Another preview

    @Test func aPreviewThatChangedWhileItWasLookedAtIsNotApprovedByTheFirstKey() {
        var state = desk("jp")
        _ = news([revised], &state)
        #expect(glyphs(state).contains { $0.contains("The preview changed while you looked.") })
        #expect(Sample.strike(.character("a"), &state).isEmpty)
        #expect(state.decisions.inFlight.isEmpty)
        #expect(state.overlays.notice?.text.string.contains("the preview changed") == true)
        // A second key at once was still meant for the first preview.
        #expect(Sample.strike(.character("a"), &state, after: 0.2).isEmpty)
        #expect(Sample.strike(.character("a"), &state, after: 1).contains(state.approval(of: astrolabe)))
    }

    @Test func inTheListAKeyThatWasOnItsWayDoesNotApproveAnotherPreview() {
        var state = Sample.pictureState(size: size, keys: Sample.keys("j"))
        _ = news([revised], &state)
        #expect(Sample.strike(.character("a"), &state, after: 0.1).isEmpty)
        #expect(state.decisions.inFlight.isEmpty)
        #expect(Sample.strike(.character("a"), &state, after: 0.6).contains(state.approval(of: astrolabe)))
    }

    @Test func aPreviewThatChangedBehindAPauseIsNotApproved() {
        var state = desk("Zjp")
        _ = news([revised], &state)
        #expect(Sample.strike(.character("a"), &state, after: 9).isEmpty)
        #expect(state.overlays.notice?.text.string.contains("paused") == true)
        Sample.strike(.character("Z"), &state, after: 10)
        #expect(Sample.strike(.character("a"), &state, after: 12).isEmpty)
        #expect(Sample.strike(.character("a"), &state, after: 13).contains(state.approval(of: astrolabe)))
    }

    @Test func whatRunsOnIsNotCanceledByAKeyForThePreview() {
        var state = desk("jp")
        _ = news([Sample.operation("op_astrolabe", .running, "Brass astrolabe", changed: 0)], &state)
        #expect(Sample.strike(.character("x"), &state).isEmpty)
        #expect(state.decisions.inFlight.isEmpty)
    }

    @Test func aPreviewThatChangedUnderTheQuestionIsNotApproved() {
        var state = Sample.pictureState(size: size, holds: false, keys: Sample.keys("ja"))
        _ = news([revised], &state)
        #expect(glyphs(state).contains { $0.contains("another preview now") })
        #expect(Sample.strike(.character("y"), &state).allSatisfy { if case .perform = $0 { false } else { true } })
        #expect(state.decisions.inFlight.isEmpty)
    }

    @Test func aPreviewThatChangedUnderABulkQuestionIsLeftOut() {
        var state = Sample.pictureState(size: size, holds: false, keys: Sample.keys("j  a"))
        _ = news([revised], &state)
        let effects = Sample.strike(.character("y"), &state)
        #expect(effects.contains(state.approval(of: teapot)))
        #expect(!effects.contains(state.approval(of: astrolabe)))
    }

    @Test func aHeldApprovalIsTakenBackWhereAnotherPreviewComes() throws {
        var state = desk("jpa")
        let key = try #require(IdempotencyKey("k1"))
        let held = OutboxItem(
            id: key, mutation: try #require(state.decisions.inFlight[astrolabe]),
            state: .held(until: Sample.now.addingTimeInterval(5)))
        _ = update(&state, .outboxChanged(held), now: Sample.now)
        #expect(news([revised], &state).contains(.withdraw([key])))
    }

    @Test func aHeldApprovalOfTheSamePreviewStays() throws {
        var state = desk("jpa")
        let key = try #require(IdempotencyKey("k1"))
        let held = OutboxItem(
            id: key, mutation: try #require(state.decisions.inFlight[astrolabe]),
            state: .held(until: Sample.now.addingTimeInterval(5)))
        _ = update(&state, .outboxChanged(held), now: Sample.now)
        var same = Sample.operations[0]
        let url = "http://127.0.0.1:8787/files/1/preview.png?expires=1795262999&signature=b"
        same.operation?.assets[0].url = url
        same.confirmedAt = Sample.now
        #expect(!news([same], &state).contains(.withdraw([key])))
    }

    @Test func feedbackForAPreviewThatChangedIsSentOnlyWhenItIsSaidAgain() {
        var state = desk("jpr")
        for key in Sample.keys("softer") { Sample.strike(key, &state) }
        _ = news([revised], &state)
        #expect(Sample.strike(.control("d"), &state).isEmpty)
        #expect(Sample.strike(.control("d"), &state).contains(state.revision(of: astrolabe, "softer")))
    }

    @Test func anEarlierPreviewIsLookedAtButNotApproved() {
        var state = desk("jp[")
        #expect(state.overlays.desk?.earlier == 1)
        #expect(Sample.strike(.character("a"), &state).isEmpty)
        #expect(state.decisions.inFlight.isEmpty)
        Sample.strike(.character("["), &state)
        #expect(state.overlays.desk?.earlier == 0)
        Sample.strike(.character("]"), &state)
        Sample.strike(.character("]"), &state)
        #expect(state.overlays.desk?.earlier == nil)
        #expect(Sample.strike(.character("a"), &state).contains(state.approval(of: astrolabe)))
    }

    @Test func spaceFlicksBetweenThePresentOneAndTheOneLookedAtLast() {
        var state = desk("jp[[")
        let shown = Sample.keys("   ").map { key in
            Sample.strike(key, &state)
            return state.overlays.desk?.earlier
        }
        #expect(shown == [nil, 0, nil])
    }

    @Test func whatIsComparedStandsBesideThePresentOneWhichCanBeApproved() {
        var state = desk("jpc[")
        #expect(state.overlays.desk?.isComparing == true)
        #expect(state.overlays.desk?.earlier == 0)
        #expect(glyphs(state).contains { $0.contains("1 of 3, earlier") && $0.contains("3 of 3, the present one") })
        var other = state
        #expect(Sample.strike(.character("a"), &other).contains(state.approval(of: astrolabe)))
        Sample.strike(Key(.escape), &state)
        #expect(state.overlays.desk?.earlier == nil)
        Sample.strike(.character(" "), &state)
        #expect(state.overlays.desk?.earlier == 0)
    }

    @Test func aFirstPreviewHasNothingToCompareWith() {
        var state = desk("jpn")
        #expect(state.overlays.desk?.current == teapot)
        for key in Sample.keys("c [") { Sample.strike(key, &state) }
        #expect(state.overlays.desk?.isComparing == false)
        #expect(state.overlays.desk?.earlier == nil)
        #expect(state.overlays.notice?.text.string.contains("no earlier preview") == true)
    }

    @Test func aLateHistoryNeverLandsOnAnotherOperation() {
        var state = desk("p")
        Sample.strike(.character("n"), &state)
        Sample.strike(.character("n"), &state)
        #expect(state.overlays.desk?.current == teapot)
        _ = update(&state, .reviewHistoryLoaded(astrolabe, Sample.earlier), now: Sample.now)
        #expect(state.earlierPreviews.isEmpty)
    }

    @Test func theHistoryIsAskedForOnceForEachPreview() {
        var state = Sample.pictureState(size: size, keys: Sample.keys("j"))
        #expect(Sample.strike(.character("p"), &state).contains(.loadReviewHistory(astrolabe)))
        #expect(!news([Sample.operations[0]], &state).contains(.loadReviewHistory(astrolabe)))
        #expect(news([revised], &state).contains(.loadReviewHistory(astrolabe)))
    }

    @Test func thePollerIsToldWhatIsReviewed() {
        var state = Sample.pictureState(size: size, keys: Sample.keys("j"))
        let effects = update(&state, .terminal(.key(.character("p"))), now: Sample.now)
        #expect(effects.contains(.lookAt(.mint, selected: astrolabe, visible: [castle, astrolabe, teapot])))
    }

    // MARK: The user's editor

    @Test func theEditorGetsTheDraftAndItsTextIsNotSentUnread() {
        var state = desk("jp")
        let draft = TextDraft(purpose: .revision(astrolabe), text: "")
        #expect(Sample.strike(.character("e"), &state) == [.editText(draft)])
        let effects = update(&state, .edited(.revision(astrolabe), "Softer\n"), now: Sample.now)
        #expect(!effects.contains { if case .perform = $0 { true } else { false } })
        guard case .text(let form)? = state.overlays.dialogs.last else {
            Issue.record("no form")
            return
        }
        #expect(form.editor.text == "Softer")
        #expect(Sample.strike(.control("d"), &state).contains(state.revision(of: astrolabe, "Softer")))
    }

    @Test func theEditorShowsTheJSONOfWhatIsSelectedAndNothingComesBack() throws {
        var state = Sample.pictureState(size: size, keys: Sample.keys("j"))
        let id = try #require(state.selectedOperation?.id.rawValue)
        let effects = Sample.strike(.character("e"), &state)
        guard case .showInEditor(let lines, name: id)? = effects.first, effects.count == 1 else {
            Issue.record("\(effects)")
            return
        }
        #expect(lines.first == "{" && lines.last == "}" && lines.contains { $0.string.contains(id) })
        var empty = State(badge: state.badge, size: size, now: Sample.now)
        #expect(Sample.strike(.character("e"), &empty) == [])
        #expect(empty.overlays.notice?.text.string == "No JSON yet.")
    }

    @Test func whatIsTypedForTheEditorBeforeItHasTheScreenDoesNothingHere() throws {
        var state = Sample.pictureState(size: size, keys: Sample.keys("j"))
        #expect(Sample.strike(.character("e"), &state).count == 1)
        for key in "e:q\rxa" { #expect(Sample.strike(.character(key), &state) == []) }
        #expect(update(&state, .terminal(.paste("x")), now: Sample.now) == [])
        #expect(state.overlays.dialogs.isEmpty)
        // Events other than keys still have an effect.
        _ = update(&state, .terminal(.resize(Size(columns: 90, rows: 30))), now: Sample.now)
        #expect(state.size.columns == 90)
        #expect(update(&state, .terminal(.endRequested(.terminate)), now: Sample.now).contains(.quit(status: 143)))
        _ = update(&state, .screenReturned, now: Sample.now)
        Sample.strike(.character(":"), &state)
        #expect(state.overlays.dialogs.count == 1)
    }

    @Test func aTextThatComesBackLaterIsKeptForWhatItWasWrittenFor() {
        var state = desk("jp")
        Sample.strike(.character("e"), &state)
        _ = update(&state, .screenReturned, now: Sample.now)
        Sample.strike(.character("n"), &state)
        _ = update(&state, .edited(.revision(astrolabe), "Softer"), now: Sample.now)
        #expect(state.overlays.dialogs.isEmpty)
        #expect(state.decisions.feedbackDrafts[astrolabe] == "Softer")
        #expect(state.decisions.feedbackDrafts[teapot] == nil)
    }

    @Test func aFormHandsItsTextOutAndTakesItBack() {
        var state = Sample.pictureState(size: size, keys: Sample.keys("CA boat"))
        let effects = Sample.strike(.control("o"), &state)
        #expect(effects == [.editText(TextDraft(purpose: .creation, text: "A boat"))])
        _ = update(&state, .edited(.creation, "A red boat\u{1B}[2J"), now: Sample.now)
        guard case .creation(let form)? = state.overlays.dialogs.last else {
            Issue.record("no form")
            return
        }
        #expect(form.editor.text == "A red boat")
    }

    private func glyphs(_ state: State) -> [String] {
        ScreenText.glyphs(of: view(state, Appearance(theme: .builtIn)).canvas)
    }
}

extension [TrackedOperation] {
    fileprivate var newID: OperationID { Sample.operationID("op_new") }
}
