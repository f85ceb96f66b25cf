import DashboardSamples
import LineDashboard
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing

@testable import Dashboard

/// Worlds, Models, files and profiles in line mode.
struct LineFilesTests {
    private func started(_ rules: DecisionRules = DecisionRules(holds: true)) -> LineSession {
        let names = ["local", "studio", "guarded"]
        var session = LineSession(
            badge: Badge(name: "local", isLocal: true, origin: "http://127.0.0.1:8787"), now: Sample.now, rules: rules,
            hasJobs: false,
            profiles: names.map { ProfileEntry(badge: Badge(name: $0, isLocal: $0 == "local", origin: "")) },
            timeZone: .gmt)
        let news = TrackingNews(upserted: Sample.operations, link: .live(since: Sample.now))
        _ = session.receive(.action(.trackingChanged(.mint, news)), now: Sample.now)
        return session
    }

    private func type(_ line: String, _ session: inout LineSession) -> LineStep {
        session.receive(.line(line), now: Sample.now)
    }

    private func happens(_ action: Action, _ session: inout LineSession) -> [String] {
        session.receive(.action(action), now: Sample.now).lines.map(\.string)
    }

    private func texts(_ step: LineStep) -> [String] { step.lines.map(\.string) }

    /// A session that has listed the Models.
    private func listed(_ rules: DecisionRules = DecisionRules(holds: true)) -> LineSession {
        var session = started(rules)
        _ = type("models", &session)
        _ = happens(.pageLoaded(.model, cursor: nil, Sample.resources(.model)), &session)
        return session
    }

    // MARK: Copies

    @Test func whatIsToBeCopiedIsNamedOrListed() {
        var session = started()
        let id = Sample.operations[0].id
        let names = texts(type("copy \(id)", &session))
        #expect(names.count == 1 && names[0].hasPrefix("Of \(id) there is: id, "))
        #expect(names[0].contains("prompt") && names[0].contains("curl"))
        #expect(type("copy \(id) ID", &session).effects == [.copy([SafeText(id.rawValue)], what: "the id")])
        let curl = type("copy \(id) curl", &session).effects
        guard case .copy(let lines, "the curl line")? = curl.first else {
            Issue.record("\(curl)")
            return
        }
        #expect(lines.first?.string.contains("$MINT_API_KEY") == true)
        #expect(texts(type("copy \(id) glitter", &session)) == names)
    }

    @Test func whatNothingTakesIsPrinted() {
        var session = started()
        let refused = Action.copyRefused(
            ["one", "two"], what: "the prompt", reason: "select it here: this terminal takes no clipboard")
        #expect(
            happens(refused, &session) == [
                "Not copied (select it here: this terminal takes no clipboard); the prompt:", "one", "two",
            ])
    }

    // MARK: Lists

    @Test func modelsAreAskedForAndNumberedWhenTheyCome() {
        var session = started()
        let step = type("models", &session)
        #expect(step.effects == [.loadPage(.model, cursor: nil)] && step.lines.isEmpty)
        let lines = happens(.pageLoaded(.model, cursor: nil, Sample.resources(.model)), &session)
        #expect(lines[0] == "Models: 20 and more at the server.")
        #expect(lines[1] == "1. model_0: done, now: Brass astrolabe")
        #expect(lines.count == 21)
    }

    @Test func moreAsksForTheNextPageAndTheNumbersGoOn() {
        var session = listed()
        #expect(type("more", &session).effects == [.loadPage(.model, cursor: "c1")])
        let page = ResourcePage(items: [Sample.resource(.model, 77, "Late lamp", age: 9)], nextCursor: nil)
        let lines = happens(.pageLoaded(.model, cursor: "c1", page), &session)
        #expect(lines == ["Models: 1.", "21. model_77: done, now: Late lamp"])
        #expect(texts(type("more", &session)) == ["That was all of the list."])
    }

    @Test func aFilterOfModelsIsReadBeforeAnybodyIsAsked() {
        var session = started()
        let refused = type("models hue:red", &session)
        #expect(refused.effects.isEmpty && texts(refused)[0].hasPrefix("There is no field “hue”"))
        #expect(type("models name:lamp", &session).effects == [.loadPage(.model, cursor: nil)])
        let lines = happens(.pageLoaded(.model, cursor: nil, Sample.resources(.model)), &session)
        #expect(lines == ["Models: 1 of 20 and more at the server fit.", "1. model_1: done, 2h: Ceramic lamp"])
    }

    @Test func aPageThatCannotBeReadIsToldOnce() {
        var session = started()
        _ = type("worlds", &session)
        #expect(happens(.pageFailed(.world, cursor: nil, .unreachable("No answer.")), &session).count == 1)
        #expect(happens(.pageFailed(.world, cursor: nil, .unreachable("No answer.")), &session).isEmpty)
    }

    @Test func anotherListGivesTheNumbersAnotherMeaning() {
        var session = listed()
        #expect(texts(type("show 1", &session))[0].hasPrefix("model_0: done"))
        _ = type("list", &session)
        #expect(!texts(type("show 1", &session))[0].hasPrefix("model_0"))
        #expect(texts(type("show model_0", &session))[0].hasPrefix("model_0: done"))
    }

    @Test func whatIsForOperationsIsNotDoneToAModel() {
        var session = listed()
        let step = type("cancel 1", &session)
        #expect(step.effects.isEmpty)
        #expect(texts(step) == ["model_0 is a model; that is for operations and jobs."])
    }

    // MARK: Changes of Models

    @Test func aModelIsOptimizedAndConvertedByNumberIDOrOperation() {
        var session = listed()
        let model = Sample.resourceID("model_0")
        #expect(type("optimize 1 light", &session).effects == [.perform(.optimize(model, level: .light))])
        #expect(texts(type("convert model_0 obj", &session)) == ["optimize of model_0 is on its way."])
        let other = Sample.resourceID("model_2")
        #expect(type("convert #3 obj stl", &session).effects == [.perform(.convert(other, formats: [.obj, .stl]))])
        #expect(session.state.decisions.startsInFlight == 0)
        #expect(texts(type("retry 4", &session)) == ["Only what failed is tried again; model_3 is done."])
        #expect(texts(type("optimize op_boat light", &session)).first?.hasPrefix("Only a finished model") == true)
    }

    @Test func withoutHoldingItIsAskedAbout() {
        var session = listed(DecisionRules(holds: false))
        let step = type("optimize 1 light", &session)
        #expect(
            step.effects.isEmpty
                && texts(step) == ["Optimize model_0? Answer yes or no; nothing is sent before."])
        let effect = Effect.perform(.optimize(Sample.resourceID("model_0"), level: .light))
        #expect(type("yes", &session).effects == [effect])
    }

    @Test func readOnlyHoldsForModelsToo() {
        var session = listed(DecisionRules(holds: true, readOnly: .on))
        let step = type("optimize 1 light", &session)
        #expect(step.effects.isEmpty && texts(step) == ["This is read-only: nothing can be changed from here."])
    }

    // MARK: Files

    private var glb: AssetRef {
        let assets = Sample.resource(.model, 0, "", age: 0).assets
        return AssetRef(subject: .resource(.model, Sample.resourceID("model_0")), asset: assets[1])
    }

    @Test func aFileIsDownloadedByItsNameAndToldWhenItIsThere() {
        var session = listed()
        #expect(
            texts(type("download 1", &session)) == [
                "model_0 has: previewImage, glb. Say download model_0 and a name, or all."
            ])
        let step = type("download 1 GLB", &session)
        #expect(step.effects == [.download([glb])] && texts(step) == ["Downloading glb."])
        #expect(texts(type("download 1 glb", &session)) == ["glb is being downloaded; stop ends that."])
        #expect(happens(.downloadChanged(glb, .progress(received: 5, total: 9)), &session).isEmpty)
        #expect(happens(.downloadChanged(glb, .done(path: "/tmp/a.glb")), &session) == ["Downloaded /tmp/a.glb"])
        #expect(type("download 1 all", &session).effects.count == 1)
    }

    @Test func whatBecomesOfAnotherFileIsSaidInTheLine() {
        var session = listed()
        _ = type("download 1 glb", &session)
        let line =
            "Another file is at /tmp/a.glb: say download model_0 glb overwrite, or download model_0 glb both to keep both."
        #expect(happens(.downloadChanged(glb, .exists(path: "/tmp/a.glb")), &session) == [line])
        #expect(texts(type("download 1 glb", &session)) == [line])
        #expect(type("download model_0 glb both", &session).effects == [.answerExisting(glb, .keepBoth)])
        #expect(type("download model_0 glb both", &session).effects.isEmpty)
    }

    @Test func aDownloadIsStopped() {
        var session = listed()
        #expect(texts(type("stop 1", &session)) == ["Nothing of model_0 is being downloaded."])
        _ = type("download 1 glb", &session)
        #expect(type("stop 1", &session).effects == [.cancelDownload([glb])])
    }

    @Test func aModelIsOpenedByTheNameOfAFileOrAsAPage() {
        var session = listed()
        #expect(texts(type("open 1", &session))[0].hasPrefix("model_0 has: previewImage, glb, "))
        #expect(type("open 1 page", &session).effects.count == 1)
    }

    // MARK: Profiles

    @Test func anotherProfileIsGoneOnWith() {
        var session = started()
        #expect(texts(type("profile", &session)) == ["This is local. There are local, studio, guarded."])
        #expect(texts(type("profile nobody", &session))[0].hasPrefix("There is no profile “nobody”"))
        #expect(texts(type("profile local", &session)) == ["This is local already."])
        #expect(type("profile studio", &session).effects == [.switchProfile("studio")])
    }

    @Test func whatIsHeldIsAskedAboutBeforeThat() throws {
        var session = started()
        let key = try #require(IdempotencyKey("k-1"))
        let mutation = Mutation.approve(Sample.operationID("op_astrolabe"))
        _ = happens(
            .outboxChanged(OutboxItem(id: key, mutation: mutation, state: .held(until: Sample.now + 5))), &session)
        #expect(type("profile studio", &session).effects.isEmpty)
        var kept = session
        #expect(type("keep", &kept).effects == [.keepHeld, .switchProfile("studio")])
        #expect(type("send", &session).effects == [.sendHeldAndFinish])
        let step = session.receive(.action(.readyToQuit), now: Sample.now)
        #expect(step.effects == [.switchProfile("studio")])
    }
}
