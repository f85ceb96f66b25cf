import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing

/// Optimizing, converting and retrying the selected World or Model.
struct ModelChangeTests {
    private let model = Sample.resourceID("model_0")

    @Test func aModelIsOptimizedAtTheChosenLevel() {
        var state = Keyboard.holding()
        #expect(Keyboard.press("3O", &state).isEmpty)
        Keyboard.press("l", &state)
        #expect(Keyboard.press(Key(.enter), &state).isEmpty)
        #expect(Keyboard.press(Key(.enter), &state) == [.perform(.optimize(model, level: .aggressive))])
        #expect(state.overlays.dialogs.isEmpty)
        #expect(ViewText.of(state).contains("optimizing"))
    }

    @Test func aModelIsConvertedToThePickedFormats() {
        var state = Keyboard.holding()
        Keyboard.press("3T", &state)
        #expect(Keyboard.press(.control("d"), &state).isEmpty)
        #expect(ViewText.of(state).contains("needs at least one of"))
        Keyboard.press("l l l l ", &state)
        Keyboard.press("h ", &state)
        let expected = Mutation.convert(model, formats: [.obj, .stl, .fbx])
        #expect(Keyboard.press(.control("d"), &state) == [.perform(expected)])
    }

    @Test func escapeLeavesTheFormAndNothingIsAskedFor() {
        var state = Keyboard.holding()
        for key in [Key(.escape), .character("q")] {
            Keyboard.press("3O", &state)
            #expect(Keyboard.press(key, &state).isEmpty)
            #expect(state.overlays.dialogs.isEmpty)
        }
        Keyboard.press("O", &state)
        Keyboard.press(Key(.backTab), &state)
        #expect(Keyboard.press(Key(.enter), &state).isEmpty)
        #expect(state.overlays.dialogs.isEmpty)
    }

    @Test func theFormBelongsToTheModelThatWasSelectedWhenItOpened() {
        var state = Keyboard.holding()
        Keyboard.press("3T ", &state)
        let newer = ResourcePage(items: [Sample.resource(.model, 99, "Newer", age: 0)], nextCursor: nil)
        _ = update(&state, .pageLoaded(.model, cursor: nil, newer), now: Sample.now)
        let convert = Effect.perform(.convert(model, formats: [.glb]))
        #expect(Keyboard.press(.control("d"), &state) == [convert])
    }

    @Test func aFinishedOperationLeadsToItsModel() {
        var state = Keyboard.holding()
        var done = Sample.operation("op_done", .succeeded, "Done", changed: 0)
        done.operation?.resource = ResourceReference(type: "model", id: Sample.resourceID("model_3"))
        Keyboard.send([done], &state)
        select("op_done", &state)
        Keyboard.press("O", &state)
        let effect = Effect.perform(.optimize(Sample.resourceID("model_3"), level: .moderate))
        #expect(Keyboard.press(.control("d"), &state) == [effect])
    }

    @Test func aFailedGenerationIsTriedAgainWhateverItWasToMake() {
        var state = Keyboard.holding()
        for kind in ResourceKind.allCases {
            let id = Sample.resourceID("\(kind.rawValue)_900")
            var failed = Sample.operation("op_bad", .failed, "Bad", changed: 0)
            failed.operation?.kind = kind == .world ? .worldGeneration : .modelGeneration
            failed.operation?.resource = ResourceReference(type: kind.rawValue, id: id)
            Keyboard.send([failed], &state, after: 10)
            select("op_bad", &state)
            #expect(Keyboard.press("X", &state) == [.perform(.retry(kind, id))])
        }
    }

    @Test func withoutAHoldATryIsAskedAboutFirst() {
        var state = Keyboard.holding(rules: DecisionRules())
        failFirstModel(&state)
        #expect(Keyboard.press("3X", &state).isEmpty)
        #expect(ViewText.of(state).contains("Start a new try of model_0?"))
        #expect(Keyboard.press("y", &state) == [.perform(.retry(.model, model))])
    }

    @Test(arguments: [
        ("2O", "Only a model can be optimized; this is a world."),
        ("3X", "Only what failed is tried again; model_0 is done."),
        ("gX", "Only what failed is tried again; this is billing."),
        ("gT", "Only a finished model can be converted; this is billing."),
        ("g O", "This works on one row; Esc clears the marks."),
    ])
    func whatDoesNotFitIsRefusedWithAReason(_ keys: String, _ sentence: String) {
        var state = Keyboard.holding()
        #expect(Keyboard.press(keys, &state).isEmpty)
        #expect(state.overlays.dialogs.isEmpty)
        #expect(state.overlays.notice?.text.string == sentence)
    }

    @Test func aModelThatIsOptimizedOrNotFinishedIsNotOptimized() {
        var state = Keyboard.holding()
        var first = Sample.resource(.model, 0, "First", age: 1)
        first.assets.append(Asset(name: "optimizedGlb", url: "http://a/b"))
        load(first, &state)
        Keyboard.press("3O", &state)
        #expect(state.overlays.notice?.text.string == "model_0 is optimized already: its file is among the others.")
        (first.assets, first.status, first.stage) = ([], "running", nil)
        load(first, &state)
        Keyboard.press("O", &state)
        #expect(state.overlays.notice?.text.string.hasPrefix("Only a finished model can be optimized") == true)
        (first.status, first.stage) = (nil, nil)
        load(first, &state)
        Keyboard.press("O", &state)
        #expect(!state.overlays.dialogs.isEmpty)
    }

    @Test func oneChangeOfAModelAtATimeIsOnItsWay() throws {
        var state = Keyboard.holding()
        Keyboard.press("3O", &state)
        Keyboard.press(.control("d"), &state)
        Keyboard.press("T", &state)
        #expect(state.overlays.dialogs.isEmpty)
        #expect(state.overlays.notice?.text.string == "optimize of model_0 is on its way.")
        let key = try #require(IdempotencyKey("key-1"))
        let held = OutboxItem(
            id: key, mutation: .optimize(model, level: .moderate), state: .held(until: state.now.addingTimeInterval(4)))
        _ = update(&state, .outboxChanged(held), now: state.now.addingTimeInterval(9))
        _ = update(&state, .outboxChanged(held), now: Sample.now)
        #expect(ViewText.of(state).contains("held 4s"))
        #expect(Keyboard.press("z", &state) == [.withdrawNewest])
        _ = update(&state, .outboxSettled(key), now: Sample.now)
        _ = update(&state, .mutationWithdrawn(held.mutation), now: Sample.now)
        #expect(state.overlays.notice?.text.string == "Undone: optimize \"Brass astrolabe\". Nothing was sent.")
        Keyboard.press("T", &state)
        #expect(!state.overlays.dialogs.isEmpty)
    }

    @Test func whatTheServerDidWithItIsToldAndTheListReadAgain() {
        var state = Keyboard.holding()
        let mutation = Mutation.optimize(model, level: .light)
        let accepted = Action.mutationFinished(mutation, .accepted(Sample.operationID("op_9")))
        #expect(update(&state, accepted, now: Sample.now).contains(.loadUsage))
        #expect(state.overlays.notice?.text.string == "Optimizing model_0 as op_9.")
        let refused = Action.mutationFinished(mutation, .refused("It is optimized already."))
        #expect(update(&state, refused, now: Sample.now).contains(.loadPage(.model, cursor: nil)))
    }

    private func failFirstModel(_ state: inout State) {
        var failed = Sample.resource(.model, 0, "First", age: 1)
        (failed.status, failed.stage) = ("failed", nil)
        load(failed, &state)
    }

    private func load(_ resource: Resource, _ state: inout State) {
        let page = ResourcePage(items: [resource], nextCursor: nil)
        _ = update(&state, .pageLoaded(.model, cursor: nil, page), now: Sample.now)
    }

    private func select(_ id: String, _ state: inout State) {
        Keyboard.press("1g", &state)
        for _ in 0..<state.operations.count where state.operationCursor.selected?.rawValue != id {
            Keyboard.press("j", &state)
        }
        #expect(state.operationCursor.selected?.rawValue == id)
    }
}
