package import Dashboard
package import DashboardRuntime
package import FoundationEssentials
package import TerminalCore

package enum LineEvent: Sendable {
    case line(String)
    case endOfInput
    /// The program should end with that status.
    case endRequested(status: Int32)
    case action(Action)
    /// The results of a line's effects; sent only by the loop itself.
    case answered([Action])
}

/// The typed lines that were not read.
package struct UnreadLines: Sendable, Hashable {
    package var lines: [String] = []
    /// Whether the input ended after these lines.
    package var isEnded = false

    /// The lines among some events, in order.
    package init(_ events: [LineEvent] = []) {
        for event in events {
            switch event {
            case .line(let line): lines.append(line)
            case .endOfInput: isEnded = true
            default: break
            }
        }
    }
}

/// The reason why the line loop ended.
package enum LineEnd: Sendable, Hashable {
    case quit(status: Int32)
    /// The user switched to the profile of that name; unread lines belong to it.
    case switchProfile(String, unread: UnreadLines)
    /// The input ended; unsent decisions are kept.
    case cutOff(status: Int32)
}

/// The loop for a screen that only shows lines.
///
/// Lines are handled one after the other: the next one is read when the effects of the last one are done. Updates are
/// printed on arrival. An idle loop does not wake up.
package struct LineRuntime: Sendable {
    private let now: @Sendable () -> Date
    private let write: @Sendable ([SafeText]) async -> Void
    private let perform: @Sendable (Effect) async -> [Action]

    /// Creates a loop. `perform` runs an effect and returns its results; it is never called with `quit` or
    /// `switchProfile`.
    package init(
        now: @escaping @Sendable () -> Date, write: @escaping @Sendable ([SafeText]) async -> Void,
        perform: @escaping @Sendable (Effect) async -> [Action]
    ) {
        (self.now, self.write, self.perform) = (now, write, perform)
    }

    /// Runs until the user quits, the input ends, or the task is canceled, which returns `cutOff` with 0.
    package func run(_ initial: LineSession, mailbox: Mailbox<LineEvent>) async -> LineEnd {
        var session = initial
        var waiting: [LineEvent] = []
        var isBusy = false
        return await withDiscardingTaskGroup(returning: LineEnd.self) { group in
            await write(session.greeting)
            defer { group.cancelAll() }
            while let batch = await mailbox.next() {
                for event in batch {
                    var actions: [Action] = []
                    switch event {
                    case .line, .endOfInput: waiting.append(event)
                    case .endRequested(let status):
                        await write(session.cutOff())
                        return .cutOff(status: status)
                    case .action(let action): actions = [action]
                    case .answered(let answers):
                        isBusy = false
                        actions = answers
                    }
                    for action in actions {
                        let step = session.receive(.action(action), now: now())
                        if let end = await carryOut(step, mailbox, &group) { return end.leaving(waiting) }
                    }
                }
                while session.isReady, !isBusy, !waiting.isEmpty {
                    guard case .line(let line) = waiting.removeFirst() else {
                        await write(session.cutOff())
                        return .cutOff(status: 0)
                    }
                    let step = session.receive(.line(line), now: now())
                    if let end = await answer(step, mailbox, &group) { return end.leaving(waiting) }
                    isBusy = !step.effects.isEmpty
                }
            }
            return .cutOff(status: 0)
        }
    }

    /// Runs the effects of an update concurrently.
    private func carryOut(
        _ step: LineStep, _ mailbox: Mailbox<LineEvent>, _ group: inout DiscardingTaskGroup
    ) async -> LineEnd? {
        if !step.lines.isEmpty { await write(step.lines) }
        if let end = step.end { return end }
        for effect in step.effects {
            group.addTask { [perform] in mailbox.send(contentsOf: await perform(effect).map { .action($0) }) }
        }
        return nil
    }

    /// Runs the effects of a line one after the other.
    private func answer(
        _ step: LineStep, _ mailbox: Mailbox<LineEvent>, _ group: inout DiscardingTaskGroup
    ) async -> LineEnd? {
        if !step.lines.isEmpty { await write(step.lines) }
        if let end = step.end {
            // Effects before the end complete first.
            for effect in step.effects where effect.end == nil { _ = await perform(effect) }
            return end
        }
        guard !step.effects.isEmpty else { return nil }
        group.addTask { [perform] in
            var actions: [Action] = []
            for effect in step.effects { actions += await perform(effect) }
            mailbox.send(.answered(actions))
        }
        return nil
    }
}

extension LineEnd {
    /// The same end with the unread lines.
    fileprivate func leaving(_ unread: [LineEvent]) -> LineEnd {
        if case .switchProfile(let name, _) = self { .switchProfile(name, unread: UnreadLines(unread)) } else { self }
    }
}

extension LineStep {
    fileprivate var end: LineEnd? { effects.lazy.compactMap(\.end).first }
}

extension Effect {
    /// The end of the loop; nil for other effects.
    fileprivate var end: LineEnd? {
        switch self {
        case .quit(let status): .quit(status: status)
        case .switchProfile(let name): .switchProfile(name, unread: UnreadLines())
        default: nil
        }
    }
}
