import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing
import Theming

struct JobTests {
    let size = Size(columns: 120, rows: 40)

    @Test func withoutAServiceThereIsNoPaneAndItsKeySaysWhy() {
        var state = Sample.fullState(size: size, hasJobs: false)
        #expect(state.jobs == nil)
        #expect(!ViewText.of(state).contains("4 Jobs"))
        Sample.type("4", &state)
        #expect(state.focus == .operations)
        #expect(state.overlays.notice?.text.string == "Jobs need a Mintlify key, or the local service.")
        _ = update(
            &state, .trackingChanged(.agent, TrackingNews(upserted: Sample.jobs, link: .connecting)), now: Sample.now)
        #expect(state.jobs == nil)
    }

    @Test func everyStatusIsShownInTheServicesWord() {
        let state = Sample.fullState(size: size, keys: [.character("4")])
        let text = ViewText.of(state)
        for word in ["active", "completed", "failed", "archived", "thinking"] { #expect(text.contains(word)) }
        #expect(text.contains("4 Jobs"))
    }

    @Test func theSelectedJobStaysSelectedHoweverTheOrderMoves() throws {
        var state = Sample.fullState(size: size, keys: [.character("4"), .character("j"), .character("j")])
        let selected = try #require(state.selectedOperation?.id)
        for (index, row) in Sample.jobs.enumerated() {
            var woken = row
            woken.operation?.status = .running
            woken.operation?.createdAt = Sample.now.addingTimeInterval(Double(index))
            _ = update(
                &state, .trackingChanged(.agent, TrackingNews(upserted: [woken], link: .connecting)), now: Sample.now)
            #expect(state.selectedOperation?.id == selected)
        }
        let later = Sample.now.addingTimeInterval(10)
        _ = update(
            &state, .trackingChanged(.agent, TrackingNews(upserted: [], removed: [selected], link: .connecting)),
            now: later)
        #expect(state.jobs?.count == Sample.jobs.count - 1)
        #expect(state.selectedOperation != nil)
    }

    @Test func aMessageGoesToTheSelectedJobAsItWasWritten() throws {
        var state = Sample.fullState(size: size, keys: [.character("4")])
        let id = try #require(state.selectedOperation?.id)
        Sample.type("mTwo", &state)
        Sample.press(Key(.enter), &state)
        Sample.type("lines", &state)
        #expect(Sample.press(.control("d"), &state) == [.perform(.message(id, text: "Two\nlines"))])
        #expect(state.decisions.inFlight[id] == .message(id, text: "Two\nlines"))
        #expect(Sample.type("m", &state).isEmpty)
        #expect(state.overlays.notice?.text.string.hasSuffix(" is being sent.") == true)
    }

    @Test func anEmptyMessageIsRefusedAndAnUnsentOneIsKept() throws {
        var state = Sample.fullState(size: size, keys: [.character("4"), .character("m")])
        let id = try #require(state.selectedOperation?.id)
        #expect(Sample.press(.control("d"), &state).isEmpty)
        guard case .text(let form)? = state.overlays.dialogs.last else {
            Issue.record("the editor closed")
            return
        }
        #expect(form.complaint != nil)
        Sample.type("keep", &state)
        Sample.press(Key(.escape), &state)
        #expect(state.decisions.feedbackDrafts[id] == "keep")
        Sample.type("m", &state)
        let sent = Sample.press(.control("d"), &state)
        #expect(sent == [.perform(.message(id, text: "keep"))])
        let refused = Action.mutationFinished(.message(id, text: "keep"), .refused("No."))
        #expect(update(&state, refused, now: Sample.now).contains(.refresh(.agent, id)))
        #expect(state.decisions.feedbackDrafts[id] == "keep")
    }

    @Test func whatMayHaveArrivedIsNotOfferedAgain() throws {
        var state = Sample.fullState(size: size, keys: [.character("4")])
        let id = try #require(state.selectedOperation?.id)
        Sample.type("mx", &state)
        Sample.press(.control("d"), &state)
        let lost = Action.mutationFinished(.message(id, text: "x"), .uncertain("It is not known."))
        #expect(update(&state, lost, now: Sample.now).contains(.refresh(.agent, id)))
        #expect(state.decisions.inFlight.isEmpty && state.decisions.feedbackDrafts[id] == nil)
        #expect(state.overlays.notice?.text.string == "It is not known.")
    }

    @Test func markedJobsGetTheSameMessageAndAreTakenBackTogether() {
        var state = Sample.fullState(size: size, keys: Array("4g  mgo").map { .character($0) })
        let effects = Sample.press(.control("d"), &state)
        let ids = (0..<2).compactMap { state.jobs?.id(at: $0) }
        #expect(effects == ids.map { .perform(.message($0, text: "go")) })
        #expect(state.lists[.agent]?.marks.isEmpty == true && state.marks.isEmpty)
        for id in ids {
            guard let key = IdempotencyKey("key-\(id)") else { continue }
            let held = OutboxState.held(until: Sample.now.addingTimeInterval(4))
            let item = OutboxItem(id: key, mutation: .message(id, text: "go"), state: held)
            _ = update(&state, .outboxChanged(item), now: Sample.now)
        }
        #expect(Sample.type("z", &state) == [.withdraw(ids.compactMap { IdempotencyKey("key-\($0)") })])
    }

    @Test func aHeldMessageIsTakenBackByItsOwnKey() throws {
        var state = Sample.fullState(size: size, keys: [.character("4")])
        let id = try #require(state.selectedOperation?.id)
        let key = try #require(IdempotencyKey("k1"))
        let held = OutboxState.held(until: Sample.now.addingTimeInterval(4))
        let mutation = Mutation.message(id, text: "Take it back")
        _ = update(&state, .outboxChanged(OutboxItem(id: key, mutation: mutation, state: held)), now: Sample.now)
        #expect(Sample.type("z", &state) == [.withdraw([key])])
        _ = update(&state, .outboxSettled(key), now: Sample.now)
        _ = update(&state, .mutationWithdrawn(mutation), now: Sample.now)
        #expect(state.decisions.feedbackDrafts[id] == "Take it back" && state.decisions.inFlight.isEmpty)
    }

    @Test func aJobThatMayHaveBeenStartedIsOfferedAgainAndNotRepeated() {
        var state = Sample.fullState(size: size, keys: [.character("4"), .character("C")])
        Sample.type("Write", &state)
        Sample.press(.control("d"), &state)
        let effects = update(
            &state, .mutationFinished(.createJob(prompt: "Write"), .uncertain("It is not known.")), now: Sample.now)
        #expect(!effects.contains(.perform(.createJob(prompt: "Write"))))
        #expect(state.decisions.startsInFlight == 0 && state.decisions.jobDrafts == ["Write"])
    }

    @Test func aNewJobIsSelectedWhenItIsListed() {
        var state = Sample.fullState(size: size, keys: [.character("4"), .character("C")])
        #expect(ViewText.of(state).contains("A lost answer is not repeated"))
        Sample.type("Write", &state)
        #expect(Sample.press(.control("d"), &state) == [.perform(.createJob(prompt: "Write"))])
        let id = Sample.operationID("job_new")
        _ = update(&state, .mutationFinished(.createJob(prompt: "Write"), .accepted(id)), now: Sample.now)
        let row = Sample.job("job_new", "active", "Write", age: 0)
        _ = update(&state, .trackingChanged(.agent, TrackingNews(upserted: [row], link: .connecting)), now: Sample.now)
        #expect(state.selectedOperation?.id == id)
        #expect(state.decisions.startsInFlight == 0)
    }

    @Test func decisionsOfOperationsAreRefusedForAJob() {
        var state = Sample.fullState(size: size, keys: [.character("4")])
        for letter in "arxuOTX" {
            #expect(Sample.type(String(letter), &state).isEmpty)
            #expect(state.overlays.dialogs.isEmpty)
            #expect(state.overlays.notice?.kind == .warning)
        }
    }

    @Test func theSameIdOfTheOtherServiceIsNeverActedOn() throws {
        var state = Sample.fullState(size: size, keys: [.character("4"), .character("*")])
        Sample.type("1g", &state)
        let operation = try #require(state.selectedOperation?.id)
        #expect(Sample.run("cancel", &state) == [state.cancellation(of: operation)])
        #expect(state.marks.isEmpty && state.lists[.agent]?.marks.count == Sample.jobs.count)
    }

    @Test func thePullRequestIsOpenedAndItsAbsenceIsSaid() throws {
        var state = Sample.fullState(size: size, keys: [.character("4")])
        for _ in 0..<Sample.jobs.count {
            let job = try #require(state.selectedOperation?.operation?.job)
            let expected = job.pullRequestURL.map { [Effect.openLink(url: $0, of: .agent)] } ?? []
            #expect(Sample.type("o", &state) == expected)
            #expect(state.overlays.dialogs.isEmpty)
            Sample.type("j", &state)
        }
        #expect(state.overlays.notice != nil)
    }

    @Test func theConversationIsReadOnceAndAgainWhenItChanged() throws {
        var state = Sample.fullState(size: size, keys: [.character("4")])
        let id = try #require(state.selectedOperation?.id)
        func keys(_ key: Key) -> [Effect] { update(&state, .terminal(.key(key)), now: Sample.now) }
        #expect(keys(.character("]")).contains(.loadConversation(id)))
        #expect(!keys(.control("l")).contains(.loadConversation(id)))
        guard let key = IdempotencyKey("k9") else { preconditionFailure("a key") }
        let item = OutboxItem(id: key, mutation: .message(id, text: "x"), state: .sending)
        #expect(update(&state, .outboxChanged(item), now: Sample.now).contains(.loadConversation(id)))
        #expect(update(&state, .outboxSettled(key), now: Sample.now).contains(.loadConversation(id)))
        #expect(!keys(.character("]")).contains(.loadConversation(id)))
    }

    @Test func theConversationTellsWhatBecameOfEachMessage() {
        let state = Sample.fullState(size: size, keys: [.character("4"), .character("]")])
        let text = ViewText.of(state)
        for words in ["✔ sent", "✖ refused", "whether it arrived is not known", "held 4s"] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test func whileItIsPausedJobsWaitOutsideAndAreCounted() {
        var state = Sample.fullState(size: size, keys: [.character("Z")])
        let row = Sample.job("job_new", "active", "Write", age: 0)
        _ = update(&state, .trackingChanged(.agent, TrackingNews(upserted: [row], link: .connecting)), now: Sample.now)
        #expect(state.jobs?.count == Sample.jobs.count)
        #expect(state.paused?.count == 1)
        Sample.type("Z", &state)
        #expect(state.jobs?.count == Sample.jobs.count + 1)
    }

    @Test func thePollerOfTheJobsIsToldWhatIsLookedAt() {
        var state = Sample.fullState(size: size, keys: [.character("4")])
        let effects = update(&state, .terminal(.key(.character("j"))), now: Sample.now)
        let told = effects.contains { effect in
            if case .lookAt(.agent, let selected, let visible) = effect {
                selected == state.selectedOperation?.id && visible.count == Sample.jobs.count
            } else {
                false
            }
        }
        #expect(told)
        #expect(Sample.type("R", &state).contains(.refreshAll(.agent)))
    }
}
