import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing

@testable import Dashboard

struct ListNarrowingTests {
    @Test func typingFiltersAtOnceAndEnterKeepsIt() {
        var state = Keyboard.holding()
        let total = state.operations.count
        Keyboard.press("/lamp", &state)
        #expect(Self.shown(state) == ["op_lamp"])
        #expect(ViewText.of(state).contains("/lamp ⨯ 1 of \(total)"))
        Keyboard.press(Key(.enter), &state)
        #expect(state.overlays.dialogs.isEmpty)
        Keyboard.press("23", &state)
        #expect(Self.shown(state) == ["op_lamp"])
        #expect(ViewText.of(state).contains("/lamp ⨯ 1 of \(total)"))
        #expect(state.lists[.model].list.count == state.lists[.model].list.items.count)
    }

    @Test func eachPaneHasItsOwnFilter() {
        var state = Keyboard.holding()
        Keyboard.press("3/sextant", &state)
        Keyboard.press(Key(.enter), &state)
        Keyboard.press("1/knight", &state)
        Keyboard.press(Key(.enter), &state)
        #expect(Self.shown(state) == ["op_knight"])
        #expect((0..<state.lists[.model].list.count).map { state.lists[.model].list.item(at: $0).name } == ["Sextant"])
        // The server has more Models than were examined.
        #expect(ViewText.of(state).contains("/sextant 1/20+"))
        #expect(state.lists[.world].list.count == state.lists[.world].list.items.count)
    }

    @Test func escapeWhileTypingGoesBackToWhatWasKept() {
        var state = Keyboard.holding()
        Keyboard.press("jjj", &state)
        let selected = state.operationCursor.selected
        Keyboard.press("/knight", &state)
        #expect(state.operationCursor.selected?.rawValue == "op_knight")
        Keyboard.press(Key(.escape), &state)
        #expect(state.operationCursor.selected == selected)
        #expect(state.operations.standing.filter.isEmpty)
        Keyboard.press("/lamp", &state)
        Keyboard.press(Key(.enter), &state)
        Keyboard.press("/zzz", &state)
        #expect(state.operations.count == 0)
        Keyboard.press(Key(.escape), &state)
        #expect(Self.shown(state) == ["op_lamp"])
    }

    @Test func escapeClearsOutwardOneStepAtATime() {
        var state = Keyboard.holding()
        let total = state.operations.count
        Keyboard.press("fff", &state)
        Keyboard.press(Key(.enter), &state)
        Keyboard.press("/a", &state)
        Keyboard.press(Key(.enter), &state)
        Keyboard.press(" ", &state)
        #expect(state.operations.standing.facet == .review)
        Keyboard.press(Key(.escape), &state)
        #expect(state.marks.isEmpty && !state.operations.standing.filter.isEmpty)
        Keyboard.press(Key(.escape), &state)
        #expect(state.operations.standing.filter.isEmpty && state.operations.standing.facet == .review)
        Keyboard.press(Key(.escape), &state)
        #expect(!state.operations.standing.isNarrowed && state.operations.count == total)
    }

    @Test func aWrongExpressionSaysSoAndKeepsTheLastGoodRows() throws {
        var state = Keyboard.holding()
        Keyboard.press("/~lamp", &state)
        #expect(Self.shown(state) == ["op_lamp"])
        Keyboard.press("(", &state)
        #expect(Self.shown(state) == ["op_lamp"])
        let complaint = try #require(state.filterLine?.complaint).string
        #expect(ViewText.of(state).contains(complaint.prefix(20)))
        Keyboard.press(Key(.enter), &state)
        #expect(state.filterLine?.editor.text == "~lamp(")
        Keyboard.press(Key(.backspace), &state)
        #expect(state.filterLine?.complaint == nil)
        Keyboard.press(Key(.enter), &state)
        #expect(state.overlays.dialogs.isEmpty && Self.shown(state) == ["op_lamp"])
    }

    @Test func anExpressionThatIsTooSlowSaysSoAndKeepsTheLastGoodRows() throws {
        var state = Keyboard.holding()
        Keyboard.press("/~lamp", &state)
        Keyboard.press("|(.+)+(?<!.)", &state)
        #expect(try #require(state.filterLine?.complaint).string.contains("too slow"))
        #expect(state.operations.standing.filter.text == "~lamp|(.+)+")
        Keyboard.press(Key(.escape), &state)
        #expect(state.operations.standing.filter.isEmpty)
    }

    @Test func theSelectionStaysOnItsRowAndElseGoesToWhatFitsBest() {
        var state = Keyboard.holding()
        Keyboard.press("jjj", &state)
        let selected = state.operationCursor.selected
        Keyboard.press("/a", &state)
        #expect(state.operationCursor.selected == selected)
        Keyboard.press("strolabe", &state)
        #expect(state.operationCursor.selected?.rawValue == "op_astrolabe")
        for _ in 0..<8 { Keyboard.press(Key(.backspace), &state) }
        #expect(state.operationCursor.selected == selected)
    }

    @Test func theArrowsGoThroughTheRowsWithoutLeavingTheLine() {
        var state = Keyboard.holding()
        Keyboard.press("/a", &state)
        let first = state.operations.id(at: 0)
        Keyboard.press(Key(.up), &state)
        Keyboard.press(Key(.up), &state)
        Keyboard.press(Key(.up), &state)
        #expect(state.operationCursor.selected == first)
        Keyboard.press(Key(.down), &state)
        #expect(state.operationCursor.selected == state.operations.id(at: 1))
        #expect(state.filterLine != nil)
    }

    @Test func newRowsThatMatchComeInAndOthersDoNot() {
        var state = Keyboard.holding()
        Keyboard.press("/lamp", &state)
        Keyboard.press(Key(.enter), &state)
        Keyboard.send(
            [
                Sample.operation("op_new", .running, "Another lamp"),
                Sample.operation("op_none", .running, "Something else"),
            ], &state)
        #expect(Set(Self.shown(state)) == ["op_lamp", "op_new"])
        #expect(state.operations[id: Sample.operationID("op_none")] != nil)
        Keyboard.send([], removed: [Sample.operationID("op_new")], &state)
        #expect(Self.shown(state) == ["op_lamp"])
    }

    @Test func aRowThatPassesNoMoreStaysUntilTheCursorLeavesIt() {
        var state = Keyboard.holding()
        Keyboard.press("/status:running", &state)
        Keyboard.press(Key(.enter), &state)
        Keyboard.press("g", &state)
        guard let selected = state.operationCursor.selected else {
            Issue.record("nothing selected")
            return
        }
        Keyboard.send([Sample.operation(selected.rawValue, .succeeded, "Done")], &state, after: 10)
        #expect(state.operationCursor.selected == selected)
        #expect(state.operations.isOutside(selected))
        Keyboard.press("k", &state)
        #expect(state.operationCursor.selected != selected)
        Keyboard.send([], &state, after: 10)
        #expect(state.operations.position(of: selected) == nil)
    }

    @Test func whatIsMarkedAndHiddenIsCountedBeforeAnythingIsDone() throws {
        var state = Keyboard.holding()
        Keyboard.press("/op_lamp", &state)
        Keyboard.press(Key(.enter), &state)
        Keyboard.press(" ", &state)
        Keyboard.press("/", &state)
        for _ in 0..<"op_lamp".count { Keyboard.press(Key(.backspace), &state) }
        Keyboard.press("op_greenhouse", &state)
        Keyboard.press(Key(.enter), &state)
        Keyboard.press(" ", &state)
        #expect(state.marks.count == 2)
        #expect(ViewText.of(state).contains("2 marked · 1 hidden"))
        #expect(Keyboard.press("x", &state).isEmpty)
        guard case .bulk(let bulk)? = state.overlays.dialogs.last else {
            Issue.record("it did not ask")
            return
        }
        #expect(bulk.ids.count == 2 && bulk.hidden == 1)
        #expect(ViewText.of(state).contains("1 of these is hidden by /op_greenhouse."))
    }

    @Test func onlyWhatIsSeenIsMarked() {
        var state = Keyboard.holding()
        Keyboard.press("/status:running", &state)
        Keyboard.press(Key(.enter), &state)
        let seen = Set(Self.shown(state))
        Keyboard.press("*", &state)
        #expect(Set(state.marks.ids.map(\.rawValue)) == seen && !seen.isEmpty)
    }

    @Test func theMenuOfStatusesCountsAndShowsAtOnce() {
        var state = Keyboard.holding()
        Keyboard.press("f", &state)
        #expect(ViewText.of(state).contains("failed") && ViewText.of(state).contains("unfinished"))
        while state.operations.standing.facet != .failed { Keyboard.press("f", &state) }
        #expect(Self.shown(state) == ["op_knight"])
        #expect(state.operations.count(of: .failed) == 1)
        Keyboard.press(Key(.escape), &state)
        #expect(!state.operations.standing.isNarrowed)
    }

    @Test func anEmptyResultSaysWhatHidesHowMuchAndWhichKeyHelps() {
        var state = Keyboard.holding()
        let total = state.operations.count
        Keyboard.press("/zzz", &state)
        Keyboard.press(Key(.enter), &state)
        let text = ViewText.of(state)
        #expect(text.contains("Nothing matches /zzz: all \(total) hidden."))
        #expect(text.contains("Esc   clears the filter"))
        Keyboard.press(Key(.escape), &state)
        #expect(state.operations.count == total)
    }

    @Test func theNextReviewBehindAFilterIsNamedAndNotJumpedTo() throws {
        var state = Keyboard.holding()
        Keyboard.press("/knight", &state)
        Keyboard.press(Key(.enter), &state)
        Keyboard.press("n", &state)
        #expect(state.operationCursor.selected?.rawValue == "op_knight")
        #expect(try #require(state.overlays.notice?.text.string).contains("hidden by /knight"))
    }

    @Test func aTypedCommandGoesToThePaneAndFiltersIt() throws {
        var state = Keyboard.holding()
        Keyboard.press("3:ops status=failed knight", &state)
        Keyboard.press(Key(.enter), &state)
        #expect(state.focus == .operations && Self.shown(state) == ["op_knight"])
        Keyboard.press(":worlds", &state)
        Keyboard.press(Key(.enter), &state)
        #expect(state.focus == .worlds && !state.lists[.world].list.standing.isNarrowed)
        Keyboard.press(":ops ~(", &state)
        Keyboard.press(Key(.enter), &state)
        guard case .palette(let palette)? = state.overlays.dialogs.last else {
            Issue.record("it was taken")
            return
        }
        #expect(palette.complaint != nil)
        #expect(Self.shown(state) == ["op_knight"])
    }

    @Test func rowsThatChangeUnderAFilterAreThoseASearchFinds() throws {
        var random = SeededRandom(state: 9)
        let words = ["lamp", "castle", "fox", "glass", "storm"]
        let statuses: [OperationStatus] = [.queued, .running, .previewReady, .succeeded, .failed]
        var list = OperationList()
        let filters = ["lamp", "!fox", "status:failed", "~cas|gl", "lamp storm", ""]
        for step in 0..<1500 {
            let id = "op_\(Int.random(in: 0..<150, using: &random))"
            if step % 7 == 0 {
                list.apply(upserted: [], removed: [Sample.operationID(id)])
            } else {
                let prompt = (0..<3).compactMap { _ in words.randomElement(using: &random) }.joined(separator: " ")
                let row = Sample.operation(
                    id, statuses.randomElement(using: &random) ?? .queued, prompt,
                    began: Double.random(in: 1...9000, using: &random))
                list.apply(upserted: [row], removed: [])
            }
            if step % 50 == 0, let text = filters.randomElement(using: &random) {
                _ = try list.take(.filter(ListFilter(text, fields: ListColumn.fields(of: .operations))))
                _ = try list.take(.facet([nil, .unfinished, .failed].randomElement(using: &random) ?? nil))
            }
            if step % 31 == 0 { list.holdOrder() }
            if step % 31 == 9 { list.releaseOrder() }
        }
        list.releaseOrder()
        let standing = list.standing
        var fresh = OperationList()
        fresh.apply(upserted: list.ids.compactMap { list[id: $0] }, removed: [])
        _ = try fresh.take(.filter(standing.filter))
        _ = try fresh.take(.facet(standing.facet))
        #expect((0..<list.count).map { list.id(at: $0) } == (0..<fresh.count).map { fresh.id(at: $0) })
        #expect(standing.total == fresh.standing.total && standing.inFacet == fresh.standing.inFacet)
        for position in 0..<list.count { #expect(list.position(of: list.id(at: position)) == position) }
    }

    private static func shown(_ state: State) -> [String] {
        (0..<state.operations.count).map { state.operations.id(at: $0).rawValue }
    }
}
