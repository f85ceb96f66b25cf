import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing

/// Decisions about several operations: exactly those shown, each on its own, undone together.
struct BulkTests {
    @Test func theMarkedOnesThatAllowItAreHeldAndTheOthersAreNamed() {
        var state = Keyboard.holding()
        Keyboard.press("g    ", &state)
        let effects = Keyboard.press("a", &state)
        let acted = Keyboard.actedOn(effects) { .approve($0) }
        #expect(acted == ["op_astrolabe", "op_teapot"].map(Sample.operationID))
        #expect(
            state.overlays.notice?.text.string
                == "2 to be approved; left alone: op_castle (billing), op_lamp (running).")
        #expect(state.marks.ids == Set(["op_castle", "op_lamp"].map(Sample.operationID)))
    }

    @Test func withoutAnyThatAllowsItNothingHappens() {
        var state = Keyboard.holding()
        Keyboard.press("g ", &state)
        #expect(Keyboard.press("a", &state).isEmpty)
        #expect(state.overlays.dialogs.isEmpty)
        #expect(state.overlays.notice?.text.string == "Nothing marked can be approved: op_castle (billing).")
        #expect(state.marks.count == 1)
    }

    @Test func inTheDetailTheShownOperationIsActedOnAndNotTheMarkedOnes() {
        var state = Keyboard.holding()
        Keyboard.press("j ", &state)
        Keyboard.press(Key(.enter), &state)
        #expect(Keyboard.press("a", &state) == [state.approval(of: Sample.operationID("op_teapot"))])
        #expect(state.marks.count == 1)
    }

    @Test func failedOnesAreTriedAgainTogetherAndEachResultOnce() {
        var state = Keyboard.holding()
        let made = ["op_f1": "model_5", "op_f2": "model_6", "op_f3": "model_5"]
        let failed = made.sorted { $0.key < $1.key }.map { name, model in
            var row = Sample.operation(name, .failed, name, changed: 1)
            row.operation?.resource = ResourceReference(type: "model", id: Sample.resourceID(model))
            return row
        }
        var models = Sample.resources(.model)
        for index in models.items.indices { models.items[index].status = "failed" }
        _ = update(&state, .pageLoaded(.model, cursor: nil, models), now: state.now)
        Keyboard.send(failed, &state)
        let effects = Keyboard.press("*X", &state)
        let expected = ["model_5", "model_6"].map { Effect.perform(.retry(.model, Sample.resourceID($0))) }
        #expect(effects == expected)
        #expect(state.marks.contains(Sample.operationID("op_f3")))
        #expect(state.overlays.notice?.text.string.hasPrefix("2 to be tried again; left alone: ") == true)
        Keyboard.press(Key(.escape), &state)
        select("op_f3", &state)
        Keyboard.press(" X", &state)
        #expect(state.overlays.notice?.text.string == "Nothing marked can be tried again: op_f3 (retry on its way).")
    }

    @Test func severalAreNotRevised() {
        var state = Keyboard.holding()
        #expect(Keyboard.press("j  r", &state).isEmpty)
        #expect(state.overlays.dialogs.isEmpty)
        #expect(state.overlays.notice?.kind == .warning)
    }

    @Test func withoutAHoldAFewAreAskedAboutAndTheSafeButtonHasTheFocus() throws {
        var state = Keyboard.holding(rules: DecisionRules())
        Keyboard.press("j  a", &state)
        #expect(try #require(top(state)).asksForCount == false)
        #expect(Keyboard.press(Key(.enter), &state).isEmpty)
        #expect(state.overlays.dialogs.isEmpty)
        #expect(Keyboard.press("ay", &state).count == 2)
    }

    @Test(arguments: [DecisionRules(holds: true), DecisionRules(holds: false)])
    func moreThanFiveAreAskedForTheirNumber(_ rules: DecisionRules) {
        var state = Keyboard.holding(rules: rules)
        #expect(Keyboard.press("*xy", &state).isEmpty)
        #expect(ViewText.of(state).contains("Type 8 to confirm"))
        #expect(Keyboard.press(Key(.enter), &state).isEmpty)
        #expect(state.overlays.dialogs.isEmpty)
        Keyboard.press("x7", &state)
        #expect(Keyboard.press(Key(.enter), &state).isEmpty)
        #expect(ViewText.of(state).contains("it would be 8, not 7"))
        Keyboard.press("8", &state)
        #expect(Keyboard.actedOn(Keyboard.press(Key(.enter), &state)) { .cancel($0) }?.count == 8)
        #expect(state.overlays.dialogs.isEmpty)
    }

    @Test func aPasteNeverTypesTheNumber() {
        var state = Keyboard.holding()
        Keyboard.press("*x", &state)
        _ = update(&state, .terminal(.paste("8\n")), now: Sample.now)
        #expect(top(state)?.typed == "")
    }

    @Test func whatChangedMeanwhileIsDroppedAndItsNumberDoesNotCount() {
        var state = Keyboard.holding()
        Keyboard.press("*x8", &state)
        let done = Sample.operation("op_lamp", .succeeded, "Ceramic lamp", changed: 0)
        Keyboard.send([done], removed: [Sample.operationID("op_odd")], &state)
        let text = ViewText.of(state)
        #expect(text.contains("Type 6 to confirm"))
        #expect(text.contains("Dropped just now: op_lamp (done), op_odd (gone)."))
        #expect(Keyboard.press(Key(.enter), &state).isEmpty)
        Keyboard.press("6", &state)
        let acted = Keyboard.actedOn(Keyboard.press(Key(.enter), &state)) { .cancel($0) }
        #expect(acted?.count == 6)
        #expect(acted?.contains(Sample.operationID("op_lamp")) == false)
    }

    @Test func whatWasDroppedDoesNotComeBack() {
        var state = Keyboard.holding()
        Keyboard.press("*x", &state)
        Keyboard.send([Sample.operation("op_lamp", .succeeded, "x", changed: 0)], &state)
        Keyboard.send([Sample.operation("op_lamp", .running, "x", changed: 0)], &state)
        #expect(top(state)?.ids.count == 7)
    }

    @Test func aReadOnlyScreenRefuses() {
        var state = Keyboard.holding(rules: DecisionRules(holds: true, readOnly: .on))
        #expect(Keyboard.press("*axuXOT", &state).isEmpty)
        #expect(state.overlays.dialogs.isEmpty)
        #expect(!ViewText.of(state).contains("approve"))
    }

    @Test func undoTakesBackAllOfThemAlsoWhatIsNotYetKnownToBeHeld() throws {
        var state = Keyboard.holding()
        let effects = Keyboard.press("j  a", &state)
        let ids = try #require(Keyboard.actedOn(effects) { .approve($0) })
        hold(ids[0], &state)
        #expect(Keyboard.press("z", &state) == [.withdrawNewest])
        hold(ids[1], &state)
        #expect(ViewText.of(state).contains("held: approve 2 operations"))
        #expect(Keyboard.press("z", &state) == [.withdraw(ids.map(key))])
    }

    @Test func whatBecomesHeldAfterTheStrokeWasTakenBackIsTakenBackToo() throws {
        var state = Keyboard.holding()
        Keyboard.press("*x8", &state)
        let ids = try #require(Keyboard.actedOn(Keyboard.press(Key(.enter), &state)) { .cancel($0) })
        for id in ids.prefix(2) { hold(id, &state) }
        #expect(Keyboard.press("z", &state) == [.withdraw(ids.prefix(2).map(key))])
        #expect(hold(ids[2], &state) == [.withdraw([key(ids[2])])])
        for id in ids.prefix(3) {
            _ = update(&state, .outboxSettled(key(id)), now: Sample.now)
            _ = update(&state, .mutationWithdrawn(state.decisions.inFlight[id] ?? .cancel(id)), now: Sample.now)
        }
        #expect(state.overlays.notice?.text.string == "Undone: cancel 3 operations. Nothing was sent.")
    }

    @Test func aDecisionOnItsOwnIsTakenBackOnItsOwn() {
        var state = Keyboard.holding()
        for id in Keyboard.actedOn(Keyboard.press("j  a", &state), { .approve($0) }) ?? [] { hold(id, &state) }
        Keyboard.press("G", &state)
        Keyboard.press(Key(.escape), &state)
        let alone = Sample.operationID("op_greenhouse")
        select(alone.rawValue, &state)
        #expect(Keyboard.press("x", &state) == [state.cancellation(of: alone)])
        hold(alone, &state)
        #expect(Keyboard.press("z", &state) == [.withdrawNewest])
    }

    /// 1,000 rounds of reorders, inserts, deletes and marks: a bulk decision applies to exactly the rows shown as
    /// marked.
    @Test func theActedOnOperationsAreAlwaysTheShownOnes() throws {
        var random = SeededRandom(state: 11)
        var state = Keyboard.holding(Size(columns: 79, rows: 100))
        var names = (0..<40).map { "op_r\($0)" }
        var acted = 0
        for round in 0..<1000 {
            change(&names, &state, &random)
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                Keyboard.press(String("jjkk   vgG*".randomElement(using: &random) ?? "j"), &state)
            }
            guard round.isMultiple(of: 3), !state.marks.isEmpty else { continue }
            let shown = markedOnScreen(state)
            #expect(shown.isSubset(of: state.marks.ids))
            #expect(state.marks.count == state.marks.ids.count)
            var effects = Keyboard.press("x", &state)
            if let dialog = top(state) {
                change(&names, &state, &random)
                let left = top(state)?.ids ?? []
                #expect(Set(left).isSubset(of: dialog.ids))
                #expect(left.allSatisfy { state.operations[id: $0]?.operation?.status.isFinal == false })
                #expect(ViewText.of(state).contains("Type \(left.count) to confirm"))
                Keyboard.press(String(left.count), &state)
                effects = Keyboard.press(Key(.enter), &state)
                #expect(Keyboard.actedOn(effects) { .cancel($0) } == left)
            } else {
                let ids = try #require(Keyboard.actedOn(effects) { .cancel($0) })
                #expect(Set(ids).count == ids.count)
                // All rows fit on this screen, so all marks are visible.
                #expect(Set(ids).isSubset(of: shown))
                let spared = shown.subtracting(ids)
                #expect(spared.allSatisfy { state.operations[id: $0]?.operation?.status.isFinal != false })
            }
            acted += effects.count
            for effect in effects {
                guard case .perform(let mutation) = effect else { continue }
                _ = update(&state, .mutationFinished(mutation, .refused("No.")), now: state.now)
            }
        }
        #expect(acted > 500)
    }

    private func change(_ names: inout [String], _ state: inout State, _ random: inout SeededRandom) {
        let statuses: [OperationStatus] = [.queued, .running, .previewReady, .succeeded, .failed]
        var rows: [TrackedOperation] = []
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            guard let name = names.randomElement(using: &random) else { return }
            let status = statuses.randomElement(using: &random) ?? .queued
            rows.append(Sample.operation(name, status, name, began: Double.random(in: 1...5000, using: &random)))
        }
        var removed: [OperationID] = []
        if Int.random(in: 0..<4, using: &random) == 0, let index = names.indices.randomElement(using: &random) {
            let name = names[index]
            removed.append(Sample.operationID(name))
            rows.removeAll { $0.id.rawValue == name }
            names[index] = "op_n\(Int.random(in: 0..<100_000, using: &random))"
        }
        Keyboard.send(rows, removed: removed, &state, after: Double.random(in: 0...2, using: &random))
    }

    /// The operations whose row on the screen has the mark.
    private func markedOnScreen(_ state: State) -> Set<OperationID> {
        let lines = ViewText.of(state).split(separator: "\n", omittingEmptySubsequences: false)
        var ids: Set<OperationID> = []
        for (index, line) in lines.dropFirst(2).enumerated() {
            let position = state.operationCursor.offset + index
            guard position < state.operations.count, line.dropFirst(1).first == "•" else { continue }
            ids.insert(state.operations.id(at: position))
        }
        return ids
    }

    private func select(_ id: String, _ state: inout State) {
        Keyboard.press("g", &state)
        for _ in 0..<state.operations.count where state.operationCursor.selected?.rawValue != id {
            Keyboard.press("j", &state)
        }
        #expect(state.operationCursor.selected?.rawValue == id)
    }

    private func key(_ id: OperationID) -> IdempotencyKey {
        guard let key = IdempotencyKey("key-\(id.rawValue)") else { preconditionFailure("a key") }
        return key
    }

    @discardableResult
    private func hold(_ id: OperationID, _ state: inout State) -> [Effect] {
        let mutation = state.decisions.inFlight[id] ?? .approve(id)
        let phase = OutboxState.held(until: state.now.addingTimeInterval(4))
        return update(&state, .outboxChanged(OutboxItem(id: key(id), mutation: mutation, state: phase)), now: state.now)
    }

    private func top(_ state: State) -> BulkConfirmation? {
        if case .bulk(let bulk)? = state.overlays.dialogs.last { bulk } else { nil }
    }
}
