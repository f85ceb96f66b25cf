package import Dashboard
package import FoundationEssentials
package import TerminalCore

/// The main loop: passes actions to `update`, draws the state, runs the effects and passes their results back as
/// actions.
///
/// It owns no terminal, clock or network; tests inject their own.
package struct DashboardRuntime<Time: Clock>: Sendable where Time.Duration == Duration {
    private let clock: Time
    private let now: @Sendable () -> Date
    private let appearance: @Sendable () -> Appearance
    private let present: @Sendable (Canvas, Point?) async -> Void
    private let perform: @Sendable (Effect) async -> [Action]
    private let titleBar: TitleBar?
    private let shown: ShownFrame
    private let progress: @Sendable (LoopProgress) -> Void

    /// - Parameters:
    ///   - clock: The clock for the wait until the next change of the screen.
    ///   - now: The wall clock, for ages and durations.
    ///   - appearance: The appearance of the next frame.
    ///   - present: Shows a frame; called only if it differs from the previous one.
    ///   - perform: Runs an effect and returns its results. Effects run concurrently; each is canceled when the loop
    ///     ends. Never called with `quit` or `switchProfile`.
    ///   - titleBar: Sets the window title after a frame; nil for none.
    ///   - shown: Stores the hit map of the frame on the screen, for mouse events.
    ///   - progress: Called after each batch of actions, and once before the loop ends.
    package init(
        clock: Time, now: @escaping @Sendable () -> Date, appearance: @escaping @Sendable () -> Appearance,
        present: @escaping @Sendable (Canvas, Point?) async -> Void,
        perform: @escaping @Sendable (Effect) async -> [Action], titleBar: TitleBar? = nil,
        shown: ShownFrame = ShownFrame(), progress: @escaping @Sendable (LoopProgress) -> Void = { _ in }
    ) {
        self.clock = clock
        self.now = now
        self.appearance = appearance
        self.present = present
        self.perform = perform
        self.titleBar = titleBar
        self.shown = shown
        self.progress = progress
    }

    /// Runs until the state requests the end or another profile, or the task is canceled.
    package func run(_ initial: State, first effects: [Effect], mailbox: Mailbox<Action>) async -> DashboardEnd {
        var state = initial
        var screen = Screen()
        return await withDiscardingTaskGroup(returning: DashboardEnd.self) { group in
            await draw(state, &screen, mailbox, &group)
            start(effects, mailbox, &group)
            while let batch = await mailbox.next() {
                var effects: [Effect] = []
                for action in batch {
                    // An older timer may fire before the newest one.
                    if case .timePassed = action, let wakeUp = screen.wakeUp, wakeUp <= now() { screen.wakeUp = nil }
                    effects += update(&state, action, now: now())
                }
                for (index, effect) in effects.enumerated() {
                    guard let end = effect.end else { continue }
                    progress(.ends(end))
                    // Effects before the end complete first.
                    for effect in effects[..<index] { _ = await perform(effect) }
                    group.cancelAll()
                    return end
                }
                if batch.allSatisfy(\.isNews), let moment = screen.pace.wait(at: now()) {
                    // The frame at that time also shows everything that arrives until then.
                    wake(at: moment, &screen, mailbox, &group)
                } else {
                    await draw(state, &screen, mailbox, &group)
                }
                start(effects, mailbox, &group)
                progress(.handledActions)
            }
            group.cancelAll()
            return .quit(status: 0)
        }
    }

    private func start(_ effects: [Effect], _ mailbox: Mailbox<Action>, _ group: inout DiscardingTaskGroup) {
        for effect in effects {
            group.addTask { [perform] in mailbox.send(contentsOf: await perform(effect)) }
        }
    }

    private func draw(
        _ state: State, _ screen: inout Screen, _ mailbox: Mailbox<Action>, _ group: inout DiscardingTaskGroup
    ) async {
        let frame = view(state, appearance())
        if frame.canvas != screen.canvas || frame.cursor != screen.cursor {
            (screen.canvas, screen.cursor) = (frame.canvas, frame.cursor)
            await present(frame.canvas, frame.cursor)
        }
        // Only now, because earlier clicks refer to the previous frame.
        shown.take(frame.hits)
        await titleBar?.show(state, instead: &screen.title)
        if let change = frame.nextChange { wake(at: change, &screen, mailbox, &group) }
    }

    /// Schedules a `.timePassed` action at `change`, or keeps an earlier one.
    private func wake(
        at change: Date, _ screen: inout Screen, _ mailbox: Mailbox<Action>, _ group: inout DiscardingTaskGroup
    ) {
        guard screen.wakeUp.map({ change < $0 }) ?? true else { return }
        screen.wakeUp = change
        // Slightly late, because an early frame would not show the change.
        let wait = Duration.seconds(max(0, change.timeIntervalSince(now()))) + .milliseconds(2)
        group.addTask { [clock] in
            do {
                try await clock.sleep(for: wait)
                mailbox.send(.timePassed)
            } catch {
                // Canceled: the loop has ended.
            }
        }
    }

    /// The last frame, and the next scheduled time.
    private struct Screen {
        var canvas: Canvas?
        var cursor: Point?
        var title: SafeText?
        var wakeUp: Date?
        var pace = FramePace()
    }
}

extension Effect {
    /// The end of the loop; nil for other effects.
    fileprivate var end: DashboardEnd? {
        switch self {
        case .quit(let status): .quit(status: status)
        case .switchProfile(let name): .switchProfile(name)
        default: nil
        }
    }
}
