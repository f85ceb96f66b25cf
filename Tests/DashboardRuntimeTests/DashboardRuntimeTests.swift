import Dashboard
import DashboardRuntime
import Foundation
import MintDomain
import Synchronization
import TerminalCore
import TestClock
import Testing
import Theming

@Suite(.timeLimit(.minutes(5))) struct DashboardRuntimeTests {
    @Test func aKeyLeadsToAFrameAndItsEffectIsPerformed() async {
        let stage = Stage()
        async let end = stage.run()
        await stage.waitForFrames(1)
        stage.mailbox.send(.terminal(.key(.character("R"))))
        await stage.waitForEffect(.refreshAll(.mint))
        stage.mailbox.send(.terminal(.key(.character("?"))))
        await stage.waitForFrames(2)
        // On the help page it would be search text.
        stage.mailbox.send(.terminal(.key(Key(.escape))))
        stage.mailbox.send(.terminal(.key(.character("Q"))))
        #expect(await end == .quit(status: 0))
    }

    @Test func goingOnWithAnotherProfileEndsTheLoop() async {
        let stage = Stage()
        async let end = stage.run()
        await stage.waitForFrames(1)
        for character in ":profile studio" { stage.mailbox.send(.terminal(.key(.character(character)))) }
        stage.mailbox.send(.terminal(.key(Key(.enter))))
        #expect(await end == .switchProfile("studio"))
    }

    @Test func theResultOfAnEffectHappens() async {
        let stage = Stage(answers: [
            .loadUsage: [.usageLoaded(Usage(availableCredits: 77_777, usedCredits: 1, subscription: nil))]
        ])
        async let end = stage.run(first: [.loadUsage])
        await stage.waitForFrame { $0.contains("77,777") }
        stage.mailbox.send(.terminal(.endRequested(.terminate)))
        #expect(await end == .quit(status: 143))
    }

    @Test func itReportsEachBatchAndItsEndBeforeItWaitsForAnything() async {
        let stage = Stage()
        async let end = stage.run()
        await stage.waitForFrames(1)
        stage.mailbox.send(.terminal(.key(.character("?"))))
        await stage.waitForFrames(2)
        #expect(!stage.progress.contains(.ends(.quit(status: 0))))
        stage.mailbox.send(.terminal(.endRequested(.terminate)))
        #expect(await end == .quit(status: 143))
        #expect(stage.progress == [.handledActions, .ends(.quit(status: 143))])
    }

    @Test func aFrameThatIsTheSameIsNotShownAgain() async {
        let stage = Stage()
        async let end = stage.run()
        await stage.waitForFrames(1)
        for _ in 0..<50 { stage.mailbox.send(.timePassed) }
        stage.mailbox.send(.terminal(.key(.character("Q"))))
        #expect(await end == .quit(status: 0))
        #expect(stage.frameCount == 1)
    }

    @Test func aClickMeansTheFrameThatIsOnTheScreenUntilTheNextOneIs() async {
        let stage = Stage()
        async let end = stage.run()
        for (count, key) in [(1, Key.character("?")), (2, Key(.escape)), (3, .character("Q"))] {
            await stage.waitForFrames(count)
            stage.mailbox.send(.terminal(.key(key)))
        }
        #expect(await end == .quit(status: 0))
        // Requested while each frame is being written: the hit map is that of the previous frame.
        let targets = stage.hitsWhilePresenting.map { $0.target(at: Point(column: 60, row: 10)) }
        #expect(targets.count == 3)
        #expect(targets[0] == nil)
        #expect(targets[1] == .pane(.operations))
        #expect(targets[2] != nil && targets[2] != .pane(.operations))
    }

    @Test func withNothingThatChangesNothingIsSleptOn() async {
        let stage = Stage()
        async let end = stage.run()
        await stage.waitForFrames(1)
        stage.mailbox.send(.terminal(.key(.character("?"))))
        await stage.waitForFrames(2)
        #expect(stage.clock.totalSleepCount == 0)
        stage.mailbox.send(.terminal(.key(Key(.escape))))
        stage.mailbox.send(.terminal(.key(.character("Q"))))
        _ = await end
    }

    @Test func aRunningOperationIsDrawnAnewWhenItsTimeReadsDifferently() async throws {
        let stage = Stage()
        async let end = stage.run()
        let id = try #require(OperationID("op_1"))
        var row = TrackedOperation(id: id, trackedAt: Stage.begin)
        row.operation = Operation(id: id, kind: .modelGeneration, status: .running)
        row.operation?.createdAt = Stage.begin.addingTimeInterval(-10)
        stage.mailbox.send(.trackingChanged(.mint, TrackingNews(upserted: [row], link: .live(since: Stage.begin))))
        await stage.waitForFrame { $0.contains(" 10s") }
        try await stage.clock.waitForSleepers(1)
        stage.advance(seconds: 1.01)
        await stage.waitForFrame { $0.contains(" 11s") }
        stage.mailbox.send(.terminal(.key(.character("Q"))))
        _ = await end
    }

    @Test func cancelingTheTaskEndsTheLoopAndItsEffects() async {
        let stage = Stage(neverAnswers: [.loadUsage])
        let task = Task { await stage.run(first: [.loadUsage]) }
        await stage.waitForEffect(.loadUsage)
        task.cancel()
        #expect(await task.value == .quit(status: 0))
    }

    @Test func aViewerThatRestsIsDrawnWellAndThenNothingIsSleptOn() async throws {
        let stage = Stage()
        async let end = stage.run()
        let id = try #require(ResourceID("model_1"))
        var model = Resource(kind: .model, id: id)
        model.assets = [Asset(name: "glb", url: "http://127.0.0.1:1/model.glb")]
        stage.mailbox.send(.pageLoaded(.model, cursor: nil, ResourcePage(items: [model], nextCursor: nil)))
        for key in "3Vl" { stage.mailbox.send(.terminal(.key(.character(key)))) }
        await stage.waitForEffects { $0.drawn.last?.quality == .turning }
        try await stage.clock.waitForSleepers(1)
        stage.advance(seconds: 0.31)
        await stage.waitForEffects { $0.drawn.last?.quality == .rest }
        let count = stage.clock.totalSleepCount
        stage.mailbox.send(.timePassed)
        stage.mailbox.send(.terminal(.key(.character("?"))))
        await stage.waitForFrame { $0.contains("Look at a file") }
        #expect(stage.clock.totalSleepCount == count)
        stage.mailbox.send(.terminal(.endRequested(.terminate)))
        _ = await end
    }

    @Test(arguments: [(true, "◆1 ◐2 mintop LOCAL"), (false, "review 1 running 2 mintop LOCAL")])
    func theTitleCountsAndIsSetOnlyWhenItIsAnother(isUnicode: Bool, text: String) async throws {
        let stage = Stage(isUnicode: isUnicode)
        async let end = stage.run()
        await stage.waitForTitles(1)
        var rows: [TrackedOperation] = []
        for (index, status) in [OperationStatus.running, .previewReady, .running, .succeeded].enumerated() {
            var row = TrackedOperation(id: try #require(OperationID("op_\(index)")), trackedAt: Stage.begin)
            row.operation = Operation(id: row.id, kind: .modelGeneration, status: status)
            rows.append(row)
        }
        stage.mailbox.send(.trackingChanged(.mint, TrackingNews(upserted: rows, link: .live(since: Stage.begin))))
        await stage.waitForTitles(2)
        stage.mailbox.send(.terminal(.key(.character("?"))))
        await stage.waitForFrame { $0.contains("Keys") }
        stage.mailbox.send(.terminal(.endRequested(.terminate)))
        _ = await end
        #expect(stage.titlesShown == ["mintop LOCAL", text])
    }

    @Test func aStormOfNewsIsAFewFramesAndTheLastOneIsNotLost() async throws {
        let stage = Stage()
        async let end = stage.run()
        await stage.waitForFrames(1)
        for count in 1...20 {
            var row = TrackedOperation(id: try #require(OperationID("op_\(count)")), trackedAt: Stage.begin)
            row.operation = Operation(id: row.id, kind: .modelGeneration, status: .succeeded)
            stage.mailbox.send(.trackingChanged(.mint, TrackingNews(upserted: [row], link: .live(since: Stage.begin))))
            // Separate batches: the poller learned that the row is visible.
            await stage.waitForEffects { effects in
                effects.contains {
                    if case .lookAt(.mint, _, let visible) = $0 { visible.contains(row.id) } else { false }
                }
            }
        }
        try await stage.clock.waitForSleepers(1)
        stage.advance(seconds: 0.11)
        await stage.waitForFrame { $0.contains("✔ 20") }
        #expect(stage.frameCount <= 5)
        stage.mailbox.send(.terminal(.key(.character("Q"))))
        _ = await end
    }

    @Test func manyActionsAtOnceAreOneFrame() async {
        let stage = Stage()
        stage.mailbox.send(contentsOf: (0..<500).map { _ in .terminal(.key(.character("?"))) })
        stage.mailbox.send(.terminal(.key(.character("?"))))
        async let end = stage.run()
        await stage.waitForFrame { $0.contains("Keys") }
        #expect(stage.frameCount <= 2)
        stage.mailbox.send(.terminal(.endRequested(.hangUp)))
        #expect(await end == .quit(status: 129))
    }
}

/// The loop with a scripted environment.
private final class Stage: Sendable {
    static let begin = Date(timeIntervalSince1970: 1_795_262_400)

    let clock = ManualClock()
    let mailbox = Mailbox<Action>()
    private let answers: [Effect: [Action]]
    private let neverAnswers: Set<Effect>
    private let seconds = Mutex(0.0)
    private let shown = Mutex<(frames: [String], effects: [Effect])>(([], []))
    private let titles = Mutex<[String]>([])
    private let isUnicode: Bool
    private let pointer = ShownFrame()
    private let hits = Mutex<[HitMap]>([])
    private let steps = Mutex<[LoopProgress]>([])
    private let (changes, change) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    init(answers: [Effect: [Action]] = [:], neverAnswers: Set<Effect> = [], isUnicode: Bool = true) {
        self.isUnicode = isUnicode
        self.answers = answers
        self.neverAnswers = neverAnswers
    }

    var hitsWhilePresenting: [HitMap] { hits.withLock { $0 } }

    var progress: [LoopProgress] { steps.withLock { $0 } }

    var frameCount: Int { shown.withLock { $0.frames.count } }

    func advance(seconds step: Double) {
        seconds.withLock { $0 += step }
        clock.advance(by: .seconds(step))
    }

    func run(first effects: [Effect] = []) async -> DashboardEnd {
        let runtime = DashboardRuntime(
            clock: clock, now: { [self] in Self.begin.addingTimeInterval(seconds.withLock { $0 }) },
            appearance: { Appearance(theme: .builtIn) }, present: { [self] canvas, _ in note(canvas) },
            perform: { [self] in await perform($0) },
            titleBar: TitleBar(isUnicode: isUnicode) { [self] title in
                titles.withLock { $0.append(title.string) }
                change.yield()
            },
            shown: pointer, progress: { [self] progress in steps.withLock { $0.append(progress) } })
        let badge = Badge(name: "local", isLocal: true, origin: "")
        let other = ProfileEntry(badge: Badge(name: "studio", isLocal: false, origin: "https://api.mint.gg"))
        let state = State(
            badge: badge, size: Size(columns: 120, rows: 40), now: Self.begin,
            profiles: [ProfileEntry(badge: badge), other])
        return await runtime.run(state, first: effects, mailbox: mailbox)
    }

    func waitForFrames(_ count: Int) async { await wait { $0.frames.count >= count } }

    func waitForFrame(_ condition: (String) -> Bool) async { await wait { $0.frames.last.map(condition) ?? false } }

    func waitForEffect(_ effect: Effect) async { await wait { $0.effects.contains(effect) } }

    func waitForEffects(_ condition: ([Effect]) -> Bool) async { await wait { condition($0.effects) } }

    var titlesShown: [String] { titles.withLock { $0 } }

    func waitForTitles(_ count: Int) async {
        if titlesShown.count >= count { return }
        for await _ in changes where titlesShown.count >= count { return }
    }

    private func wait(_ condition: ((frames: [String], effects: [Effect])) -> Bool) async {
        if shown.withLock({ condition($0) }) { return }
        for await _ in changes where shown.withLock({ condition($0) }) { return }
    }

    private func note(_ canvas: Canvas) {
        let event = TerminalEvent.mouse(MouseEvent(.press, at: Point(column: 0, row: 0)))
        if case .pointed(_, let map) = pointer.action(of: event) { hits.withLock { $0.append(map) } }
        let text = (0..<canvas.size.rows).map { row in
            (0..<canvas.size.columns).map { canvas[$0, row].glyph.text }.joined()
        }
        shown.withLock { $0.frames.append(text.joined(separator: "\n")) }
        change.yield()
    }

    private func perform(_ effect: Effect) async -> [Action] {
        shown.withLock { $0.effects.append(effect) }
        change.yield()
        if neverAnswers.contains(effect) {
            let (silence, _) = AsyncStream.makeStream(of: Void.self)
            for await _ in silence {}
        }
        if case .draw(let frame) = effect { return [.viewerDrawn(frame, Canvas(size: frame.size), ViewerFacts())] }
        return answers[effect] ?? []
    }
}

extension [Effect] {
    fileprivate var drawn: [ViewerFrame] {
        compactMap { if case .draw(let frame) = $0 { frame } else { nil } }
    }
}
