package import Dashboard
package import FoundationEssentials
package import TerminalCore

/// The loop: what happened goes through `update`, the state is drawn, the effects are run, and their results happen.
///
/// It owns no terminal, no clock and no network: they are handed in, so that a test scripts them.
package struct DashboardRuntime<Time: Clock>: Sendable where Time.Duration == Duration {
    private let clock: Time
    private let now: @Sendable () -> Date
    private let appearance: @Sendable () -> Appearance
    private let present: @Sendable (Canvas, Point?) async -> Void
    private let perform: @Sendable (Effect) async -> [Action]
    private let titleBar: TitleBar?
    private let shown: ShownFrame

    /// - Parameters:
    ///   - clock: What is slept on until the next change of the screen.
    ///   - now: The wall clock, for ages and durations.
    ///   - appearance: How the next frame is drawn.
    ///   - present: Shows a frame; called only when it differs from the one before.
    ///   - perform: Carries out an effect and gives its results. Effects run side by side; each is canceled when
    ///     the loop ends. It is never asked to quit or to switch the profile.
    ///   - titleBar: What shows the counts in the window's title, after the frame; nil where nothing does.
    ///   - shown: Keeps what the cells on the screen belong to, for who reads the mouse.
    package init(
        clock: Time, now: @escaping @Sendable () -> Date, appearance: @escaping @Sendable () -> Appearance,
        present: @escaping @Sendable (Canvas, Point?) async -> Void,
        perform: @escaping @Sendable (Effect) async -> [Action], titleBar: TitleBar? = nil,
        shown: ShownFrame = ShownFrame()
    ) {
        self.clock = clock
        self.now = now
        self.appearance = appearance
        self.present = present
        self.perform = perform
        self.titleBar = titleBar
        self.shown = shown
    }

    /// Runs until the state asks to quit or to go on with another profile, or the task is canceled.
    ///
    /// - Parameters:
    ///   - initial: The state to start with.
    ///   - effects: What to do first.
    ///   - mailbox: Where everything that happens arrives.
    /// - Returns: What the state asked for; to quit with 0 when the task was canceled.
    package func run(_ initial: State, first effects: [Effect], mailbox: Mailbox<Action>) async -> DashboardEnd {
        var state = initial
        var screen = Screen()
        return await withDiscardingTaskGroup(returning: DashboardEnd.self) { group in
            await draw(state, &screen, mailbox, &group)
            start(effects, mailbox, &group)
            while let batch = await mailbox.next() {
                var effects: [Effect] = []
                for action in batch {
                    // An older alarm may come while the newest is still to come.
                    if case .timePassed = action, let wakeUp = screen.wakeUp, wakeUp <= now() { screen.wakeUp = nil }
                    effects += update(&state, action, now: now())
                }
                for (index, effect) in effects.enumerated() {
                    guard let end = effect.end else { continue }
                    // What was asked for before the end is done before it.
                    for effect in effects[..<index] { _ = await perform(effect) }
                    group.cancelAll()
                    return end
                }
                if batch.allSatisfy(\.isNews), let moment = screen.pace.wait(at: now()) {
                    // A frame at that moment shows it with all that comes until then.
                    wake(at: moment, &screen, mailbox, &group)
                } else {
                    await draw(state, &screen, mailbox, &group)
                }
                start(effects, mailbox, &group)
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
        // Only now: who clicked until here saw the frame before.
        shown.take(frame.hits)
        await titleBar?.show(state, instead: &screen.title)
        if let change = frame.nextChange { wake(at: change, &screen, mailbox, &group) }
    }

    /// Sees to it that time passes at that moment, unless it does before.
    private func wake(
        at change: Date, _ screen: inout Screen, _ mailbox: Mailbox<Action>, _ group: inout DiscardingTaskGroup
    ) {
        guard screen.wakeUp.map({ change < $0 }) ?? true else { return }
        screen.wakeUp = change
        // A little late rather than a little early: early, the text would still read the same.
        let wait = Duration.seconds(max(0, change.timeIntervalSince(now()))) + .milliseconds(2)
        group.addTask { [clock] in
            do {
                try await clock.sleep(for: wait)
                mailbox.send(.timePassed)
            } catch {
                // Canceled: the loop has ended and nobody waits for this moment.
            }
        }
    }

    /// What was last shown, and for when the loop has set its alarm.
    private struct Screen {
        var canvas: Canvas?
        var cursor: Point?
        var title: SafeText?
        var wakeUp: Date?
        var pace = FramePace()
    }
}

extension Effect {
    /// How it ends the loop; nil for one that does not.
    fileprivate var end: DashboardEnd? {
        switch self {
        case .quit(let status): .quit(status: status)
        case .switchProfile(let name): .switchProfile(name)
        default: nil
        }
    }
}
