import Dashboard
import DashboardSamples
import LineDashboard
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing

struct LineSessionTests {
    private let astrolabe = Sample.operationID("op_astrolabe")

    /// A session that has printed its first list.
    private func started(_ rules: DecisionRules = DecisionRules(holds: true)) -> LineSession {
        var session = LineSession(
            badge: Badge(name: "local", isLocal: true, origin: "http://127.0.0.1:1"), now: Sample.now, rules: rules,
            hasJobs: false, timeZone: .gmt)
        _ = news(Sample.operations, &session)
        return session
    }

    @discardableResult
    private func type(_ line: String, _ session: inout LineSession) -> LineStep {
        session.receive(.line(line), now: Sample.now)
    }

    private func texts(_ step: LineStep) -> [String] { step.lines.map(\.string) }

    @discardableResult
    private func news(_ rows: [TrackedOperation], _ session: inout LineSession, removed: [OperationID] = []) -> LineStep
    {
        session.receive(
            .action(
                .trackingChanged(.mint, TrackingNews(upserted: rows, removed: removed, link: .live(since: Sample.now)))),
            now: Sample.now)
    }

    /// The number of the row in the last list.
    private func place(of id: OperationID, _ step: LineStep) -> Int? {
        texts(step).first { $0.contains(". \(id):") }.flatMap { $0.split(separator: ".").first }.flatMap { Int($0) }
    }

    private func changed(_ id: OperationID, to status: OperationStatus, _ session: LineSession) -> TrackedOperation {
        guard var row = session.state[id: id] else { preconditionFailure("no \(id)") }
        row.transitions.append(Transition(from: row.operation?.status, to: status, at: Sample.now))
        row.operation?.status = status
        row.operation?.updatedAt = Sample.now
        return row
    }

    // MARK: Lists

    @Test func theFirstNewsAreTheListInWords() throws {
        var session = LineSession(
            badge: Badge(name: "local", isLocal: true, origin: "x"), now: Sample.now, rules: DecisionRules(holds: true),
            hasJobs: false, timeZone: .gmt)
        #expect(!session.isReady)
        let lines = texts(news(Sample.operations, &session))
        #expect(session.isReady)
        #expect(lines.first?.hasPrefix("LOCAL: \(Sample.operations.count) operations; ") == true)
        let row = try #require(lines.first { $0.contains("op_astrolabe") })
        #expect(row.contains("op_astrolabe: review, model, waiting for you for "))
        for line in lines { #expect(!line.contains("◆") && !line.contains("✖")) }
    }

    @Test func aFilterNumbersOnlyWhatFits() {
        var session = started()
        let step = type("list status:failed", &session)
        #expect(texts(step).dropFirst().allSatisfy { $0.contains(": failed") })
        #expect(texts(step)[0].hasSuffix("fit."))
        #expect(texts(type("list zzzz", &session))[0].hasPrefix("None of "))
        #expect(texts(type("list hue:red", &session))[0].hasPrefix("There is no field “hue”"))
    }

    @Test func aLongListIsPrintedInPartsWhoseNumbersGoOn() {
        var session = started()
        news((0..<120).map { Sample.operation("op_many\($0)", .running, "Many \($0)") }, &session)
        let first = texts(type("list many", &session))
        #expect(first.count == 52)
        #expect(first.last == "70 more; type more.")
        #expect(texts(type("more", &session)).first?.hasPrefix("51. ") == true)
        #expect(texts(type("more", &session)).count == 20)
        #expect(texts(type("more", &session)) == ["That was all of the list."])
        #expect(texts(type("show 120", &session)).first?.hasPrefix("op_many") == true)
        #expect(texts(type("show 121", &session)) == ["The last list ends with 120; list shows all."])
    }

    @Test func nothingFromOutsideIsObeyed() {
        var session = started()
        let step = news(
            [Sample.operation("op_evil", .running, "a\u{1B}]0;x\u{7}\nb\u{202E}c\u{9B}2J")], &session)
        let all = step.lines + type("list", &session).lines + type("show op_evil", &session).lines
        #expect(all.contains { $0.string.contains("op_evil") })
        for line in all {
            #expect(
                !line.string.unicodeScalars.contains {
                    $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}"
                })
        }
    }

    // MARK: Targets

    @Test func aNumberMeansWhatTheListShowedUnderIt() throws {
        var session = started()
        let number = try #require(place(of: astrolabe, type("list", &session)))
        // The order changes, but the number stays with its id.
        news([Sample.operation("op_new", .previewReady, "New", changed: 5000)], &session)
        #expect(type("approve \(number)", &session).effects == [session.state.approval(of: astrolabe)])
    }

    @Test func aNumberOfSomethingThatChangedDecidesNothing() throws {
        var session = started()
        let number = try #require(place(of: astrolabe, type("list", &session)))
        news([changed(astrolabe, to: .running, session)], &session)
        news([changed(astrolabe, to: .previewReady, session)], &session)
        let step = type("approve \(number)", &session)
        #expect(step.effects.isEmpty)
        #expect(texts(step)[0].hasPrefix("Number \(number) was op_astrolabe before it changed; it is review now."))
        // The id refers to the last printed state.
        #expect(type("approve op_astrolabe", &session).effects == [session.state.approval(of: astrolabe)])
    }

    @Test func aPreviewThatWasReplacedWithoutAWordIsNotApproved() throws {
        var session = started()
        let number = try #require(place(of: astrolabe, type("list", &session)))
        var row = try #require(session.state[id: astrolabe])
        // The status is the same; only the preview is another one.
        row.operation?.updatedAt = Sample.now
        row.operation?.assets = [Asset(name: "previewImage", url: "https://cdn.example/other.png")]
        news([row], &session)
        for target in ["\(number)", "op_astrolabe"] {
            let step = type("approve \(target)", &session)
            #expect(step.effects.isEmpty)
            #expect(step.lines.count == 1)
        }
        type("show op_astrolabe", &session)
        let later = session.receive(.line("approve op_astrolabe"), now: Sample.now.addingTimeInterval(1))
        #expect(later.effects == [session.state.approval(of: astrolabe)])
    }

    @Test func whatIsGoneOrUnknownIsNamed() throws {
        var session = started()
        let unknown = "op_nobody is not known here; list, worlds and models show what is."
        #expect(texts(type("show op_nobody", &session)) == [unknown])
        let number = try #require(place(of: astrolabe, type("list", &session)))
        news([], &session, removed: [astrolabe])
        #expect(
            texts(type("approve \(number)", &session)) == [
                "Number \(number) was op_astrolabe, which is not tracked any more."
            ])
    }

    @Test func aNumberThatIsAlsoAnIdIsAmbiguous() {
        var session = started()
        news([Sample.operation("2", .previewReady, "Two")], &session)
        type("list", &session)
        #expect(texts(type("approve 2", &session))[0].hasPrefix("2 may be the id or a number of the list"))
        #expect(type("show #2", &session).lines.count > 1)
    }

    // MARK: Decisions

    @Test func aDecisionIsHeldAndTakenBack() throws {
        var session = started()
        #expect(type("approve op_astrolabe", &session).effects == [session.state.approval(of: astrolabe)])
        let held = hold(.approve(astrolabe), &session)
        #expect(
            texts(held) == ["Held: approve of op_astrolabe. It leaves in 5 s; undo takes it back, send sends it now."])
        let name = "\"Brass astrolabe on a walnut stand, muse…\""
        #expect(texts(type("approve op_astrolabe", &session)) == ["approve of \(name) is held."])
        #expect(type("undo", &session).effects == [.withdrawNewest])
        _ = session.receive(.action(.outboxSettled(key)), now: Sample.now)
        let back = session.receive(.action(.mutationWithdrawn(.approve(astrolabe))), now: Sample.now)
        #expect(texts(back) == ["Undone: approve \(name). Nothing was sent."])
        #expect(texts(type("undo", &session)) == ["Note: No decision is held."])
    }

    @Test func withoutAHoldItIsAskedFirst() {
        var session = started(DecisionRules(holds: false))
        let step = type("approve op_astrolabe", &session)
        #expect(step.effects.isEmpty)
        #expect(texts(step)[0].hasPrefix("Approve the preview of op_astrolabe? (review, "))
        #expect(texts(step)[0].hasSuffix("Answer yes or no; nothing is sent before."))
        #expect(type("yes", &session).effects == [session.state.approval(of: astrolabe)])
        #expect(texts(type("yes", &session)) == ["Nothing was asked."])
    }

    @Test(arguments: ["no", "n", "nonsense", "list", "approve op_nobody"])
    func anythingButYesIsNo(_ line: String) {
        var session = started(DecisionRules(holds: false))
        type("cancel op_astrolabe", &session)
        let step = type(line, &session)
        #expect(step.effects.isEmpty)
        #expect(texts(step)[0].hasPrefix("Not done"))
        #expect(texts(type("yes", &session)) == ["Nothing was asked."])
    }

    @Test func whatChangedBeforeTheAnswerIsNotSent() {
        var session = started(DecisionRules(holds: false))
        type("approve op_astrolabe", &session)
        news([changed(astrolabe, to: .canceled, session)], &session)
        let step = type("yes", &session)
        #expect(step.effects.isEmpty)
        #expect(!step.lines.isEmpty)
    }

    @Test func readOnlyRefusesWhatChangesAnything() {
        var session = started(DecisionRules(holds: true, readOnly: .on))
        for line in ["approve op_astrolabe", "cancel op_astrolabe", "generate model a key"] {
            let step = type(line, &session)
            #expect(step.effects.isEmpty)
            #expect(texts(step) == ["This is read-only: nothing can be changed from here."])
        }
        #expect(type("watch op_astrolabe", &session).effects == [.setWatched([astrolabe], true)])
        #expect(texts(type("arm", &session)) == ["This is read-only for the whole session, and cannot be armed."])
    }

    @Test func armingIsAskedAbout() {
        var session = started(DecisionRules(holds: true, readOnly: .untilArmed))
        #expect(texts(type("approve op_astrolabe", &session)) == ["Read-only until you type arm."])
        #expect(type("arm", &session).effects.isEmpty)
        #expect(type("yes", &session).effects == [.setArmed(true)])
        #expect(type("approve op_astrolabe", &session).effects == [session.state.approval(of: astrolabe)])
    }

    @Test func aGenerationStopsAtItsPreview() {
        var session = started()
        let request = GenerationRequest(kind: .world, prompt: "a bay at dusk", mode: .review)
        #expect(type("generate world a bay at dusk", &session).effects == [.perform(.generate(request))])
        let long = type("generate model " + String(repeating: "x", count: 5000), &session)
        #expect(long.effects.isEmpty)
        #expect(texts(long)[0].contains("the limit is 4000"))
        #expect(texts(type("job write docs", &session)) == ["Jobs need a Mintlify key, or the local service."])
    }

    @Test(arguments: [
        ("send", [Effect.sendHeldAndFinish]), ("keep", [.keepHeld, .quit(status: 0)]),
        ("drop", [.dropHeld, .quit(status: 0)]), ("no", []),
    ])
    func quittingWithAHeldDecisionAsks(answer: String, effects: [Effect]) {
        var session = started()
        hold(.approve(astrolabe), &session)
        let step = type("quit", &session)
        #expect(step.effects.isEmpty)
        #expect(texts(step)[0].hasPrefix("Held and not sent: approve of op_astrolabe."))
        #expect(type(answer, &session).effects == effects)
    }

    @Test func whatAnEarlierRunLeftIsOffered() {
        var session = started()
        let item = OutboxItem(id: key, mutation: .approve(astrolabe), state: .held(until: nil, because: "It was held."))
        let step = session.receive(.action(.outboxChanged(item)), now: Sample.now)
        #expect(
            texts(step) == ["Left over and not sent: approve of op_astrolabe. It was held. Type send, keep or drop."])
        #expect(type("send", &session).effects == [.sendHeld])
    }

    // MARK: Updates

    @Test func eachTransitionIsOneLineWithItsTime() {
        var session = started()
        let row = changed(astrolabe, to: .running, session)
        let step = news([row], &session)
        #expect(texts(step).count == 1)
        #expect(texts(step)[0].hasPrefix("12:00:00 op_astrolabe is running, was review: "))
        // The same snapshot again prints nothing.
        #expect(news([row], &session).lines.isEmpty)
    }

    @Test func creditsAreToldToWhoeverAsksAndToNobodyElse() {
        var session = started()
        let news = LineInput.action(.usageLoaded(Usage(availableCredits: 12.9, usedCredits: 1, subscription: nil)))
        #expect(session.receive(news, now: Sample.now).lines.isEmpty)
        #expect(type("usage", &session).effects == [.loadUsage])
        #expect(texts(session.receive(news, now: Sample.now)) == ["12 Credits are left."])
        #expect(session.receive(news, now: Sample.now).lines.isEmpty)
    }

    @Test func manyFirstSightsAreToldAsANumber() {
        var session = started()
        let one = news([Sample.operation("op_one", .queued, "One")], &session)
        #expect(one.lines.contains { $0.string.contains("op_one is queued, read for the first time") })
        let many = news((0..<8).map { Sample.operation("op_first\($0)", .queued, "First") }, &session)
        #expect(texts(many).contains("8 were read for the first time; list shows them."))
    }

    @Test func aServerThatDoesNotAnswerIsToldOnce() {
        var session = started()
        func link(_ link: LinkState) -> [String] {
            texts(
                session.receive(
                    .action(.trackingChanged(.mint, TrackingNews(upserted: [], link: link))), now: Sample.now))
        }
        let down = LinkState.retrying(problem: .unreachable("No answer."), retryAt: Sample.now, lastAnswer: nil)
        #expect(link(down).first?.hasPrefix("The server does not answer: No answer.") == true)
        #expect(link(down).isEmpty)
        #expect(link(.live(since: Sample.now)) == ["The server answers again."])
    }

    @Test func everyCommandOfTheHelpIsOne() throws {
        for row in LineCommand.table {
            for part in row.usage.string.split(separator: ", ") where !part.contains("|") {
                let line = part.replacing("[FILTER]", with: "").replacing("[NAME]", with: "").replacing(
                    "ID…", with: "op_1"
                ).replacing("FORMAT…", with: "obj stl")
                #expect(try LineCommand(String(line)) != nil, "\(line)")
            }
        }
    }

    private var key: IdempotencyKey {
        guard let key = IdempotencyKey("k-1") else { preconditionFailure("no key") }
        return key
    }

    @discardableResult
    private func hold(_ mutation: Mutation, _ session: inout LineSession) -> LineStep {
        let item = OutboxItem(id: key, mutation: mutation, state: .held(until: Sample.now.addingTimeInterval(5)))
        return session.receive(.action(.outboxChanged(item)), now: Sample.now)
    }
}
