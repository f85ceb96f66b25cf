import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing
import Theming

/// Random events in any order.
struct RandomTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func nothingTrapsAndNoRuleIsBroken(_ seed: UInt64) {
        var random = Steps(state: seed)
        var state = Sample.pictureState(size: Size(columns: 120, rows: 40))
        var now = Sample.now
        var waiting: [Effect] = []
        for step in 0..<700 {
            now.addTimeInterval(Double(random.next(8)) / 10)
            let before = state
            let action = action(&random, &waiting)
            let effects = update(&state, action, now: now)
            check(effects, action, before)
            waiting += effects
            if waiting.count > 60 { waiting.removeFirst(30) }
            if step.isMultiple(of: 4) {
                let frame = view(state, Appearance(theme: .builtIn))
                #expect(frame.canvas.size == state.size)
                #expect(frame.nextChange.map { $0 > now } ?? true)
            }
            // Otherwise most of the time would be spent in the question before quitting.
            if step.isMultiple(of: 40) { _ = update(&state, .terminal(.key(Key(.escape))), now: now) }
        }
        #expect(state.pictures.count <= PictureShelf.limit + 40)
        #expect(state.pictures.cellCount <= PictureShelf.cellLimit)
    }

    private func check(_ effects: [Effect], _ action: Action, _ before: State) {
        for effect in effects {
            switch effect {
            case .perform(let decision) where decision.verb == .approve:
                guard let id = decision.operationID else { continue }
                #expect(before.operations[id: id]?.operation?.status == .previewReady)
                #expect(before.decisions.inFlight[id] == nil)
                if case .terminal(.key) = action {} else { Issue.record("approved without a key") }
            case .draw(let frame):
                // At most one is in progress: the previous one arrived, or its viewer was closed.
                let flying = before.overlays.viewer?.inFlight
                let isAnswer: Bool =
                    switch action {
                    case .viewerDrawn(let drawn, _, _), .viewerFailed(let drawn, _): drawn == flying
                    default: false
                    }
                #expect(flying == nil || isAnswer)
                #expect(frame.size.columns > 0 && frame.size.rows > 0)
            case .loadPicture(let request): #expect(request.key.size.columns > 0 && request.key.size.rows > 0)
            default: break
            }
        }
    }

    private static let keys: [Key] =
        Array("jjjkkhlppnnarxzeco[] ]tVVdDsw+-L0t123uXC?:qyZR*v").map { .character($0) } + [
            Key(.enter), Key(.escape), Key(.escape), Key(.tab), Key(.backTab), Key(.left, .shift), .control("d"),
        ]

    private static let sizes = [(160, 45), (120, 40), (80, 24), (60, 20), (41, 9), (30, 5), (1, 1), (0, 0)]

    private func action(_ random: inout Steps, _ waiting: inout [Effect]) -> Action {
        switch random.next(20) {
        case 0:
            let (columns, rows) = Self.sizes[random.next(Self.sizes.count)]
            return .terminal(.resize(Size(columns: columns, rows: rows)))
        case 1: return .timePassed
        case 2, 3: return news(&random)
        case 4, 5, 6, 7:
            if !waiting.isEmpty, let answer = answer(to: waiting.remove(at: random.next(waiting.count)), &random) {
                return answer
            }
            return .timePassed
        default: return .terminal(.key(Self.keys[random.next(Self.keys.count)]))
        }
    }

    private func news(_ random: inout Steps) -> Action {
        var row = Sample.operations[random.next(Sample.operations.count)]
        let link = LinkState.live(since: Sample.now)
        if random.next(6) == 0 {
            return .trackingChanged(.mint, TrackingNews(upserted: [], removed: [row.id], link: link))
        }
        let statuses: [OperationStatus] = [.previewReady, .previewReady, .running, .succeeded, .billingRequired]
        row.operation?.status = statuses[random.next(statuses.count)]
        row.operation?.updatedAt = Sample.now.addingTimeInterval(Double(random.next(5)))
        return .trackingChanged(.mint, TrackingNews(upserted: [row], link: link))
    }

    private func answer(to effect: Effect, _ random: inout Steps) -> Action? {
        let isGood = random.next(4) > 0
        switch effect {
        case .loadPicture(let request):
            return isGood
                ? .pictureLoaded(request.key, Canvas(size: request.key.size)) : .pictureFailed(request.key, "404")
        case .loadReviewHistory(let id): return .reviewHistoryLoaded(id, isGood ? Sample.earlier : [])
        case .draw(let frame):
            return isGood
                ? .viewerDrawn(frame, Canvas(size: frame.size), Sample.facts) : .viewerFailed(frame, "truncated")
        case .download(let files):
            guard let file = files.first else { return nil }
            let all: [DownloadNews] = [
                .progress(received: random.next(900), total: isGood ? 1000 : nil), .paused, .failed("no space"),
                .done(path: "a"), .exists(path: "b"), .canceled,
            ]
            return .downloadChanged(file, all[random.next(all.count)])
        case .showInEditor: return .screenReturned
        case .editText(let draft): return .edited(draft.purpose, "Softer\n")
        case .perform(let mutation):
            guard isGood, let key = IdempotencyKey("k\(random.next(1000))") else {
                return .mutationFinished(mutation, .refused("409"))
            }
            return .outboxChanged(
                OutboxItem(id: key, mutation: mutation, state: .held(until: Sample.now.addingTimeInterval(5))))
        case .withdraw, .withdrawNewest: return .mutationWithdrawn(.approve(Sample.operationID("op_teapot")))
        default: return nil
        }
    }
}

/// Numbers that are the same at each run (xorshift).
private struct Steps {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(max(1, bound)))
    }
}
