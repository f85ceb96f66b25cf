package import Dashboard
package import FoundationEssentials
package import TerminalCore

/// Something that arrives at the loop of lines.
package enum LineEvent: Sendable {
    /// A line was typed.
    case line(String)
    /// Nothing more will be typed.
    case endOfInput
    /// The program is to end with that status.
    case endRequested(status: Int32)
    /// Anything else that a dashboard is told of.
    case action(Action)
    /// What a line asked for was done, with these results; only the loop itself sends it.
    case answered([Action])
}

/// What was typed and not read.
package struct UnreadLines: Sendable, Hashable {
    package var lines: [String] = []
    /// Whether the input ended after them.
    package var isEnded = false

    /// Those among some events, in their order.
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

/// What comes after the loop of lines.
package enum LineEnd: Sendable, Hashable {
    /// A person ended it.
    case quit(status: Int32)
    /// A person goes on with the profile of that name; what was typed after that is for it.
    case switchProfile(String, unread: UnreadLines)
    /// Nobody can be asked any more; what has not left is to be kept.
    case cutOff(status: Int32)
}

/// The loop where the screen is only lines: lines and news in, lines out, effects run.
///
/// Lines are answered one after the other: the next one is read when what the last one asked for was done. News are told as
/// they come. With nothing that happens nothing wakes up.
package struct LineRuntime: Sendable {
    private let now: @Sendable () -> Date
    private let write: @Sendable ([SafeText]) async -> Void
    private let perform: @Sendable (Effect) async -> [Action]

    /// - Parameters:
    ///   - now: The time of day.
    ///   - write: Prints lines.
    ///   - perform: Carries out an effect and gives its results; never asked to quit or to switch the profile.
    package init(
        now: @escaping @Sendable () -> Date, write: @escaping @Sendable ([SafeText]) async -> Void,
        perform: @escaping @Sendable (Effect) async -> [Action]
    ) {
        (self.now, self.write, self.perform) = (now, write, perform)
    }

    /// Runs until a person ends it, the input ends, or the task is canceled.
    ///
    /// - Parameters:
    ///   - initial: The session to start with.
    ///   - mailbox: Where everything that happens arrives.
    /// - Returns: How it ended; cut off with 0 when the task was canceled.
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

    /// Carries out what came of news, side by side.
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

    /// Carries out what a line asked for, one after the other.
    private func answer(
        _ step: LineStep, _ mailbox: Mailbox<LineEvent>, _ group: inout DiscardingTaskGroup
    ) async -> LineEnd? {
        if !step.lines.isEmpty { await write(step.lines) }
        if let end = step.end {
            // What was asked for before the end is done before it.
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
    /// The same, with what is still to be read.
    fileprivate func leaving(_ unread: [LineEvent]) -> LineEnd {
        if case .switchProfile(let name, _) = self { .switchProfile(name, unread: UnreadLines(unread)) } else { self }
    }
}

extension LineStep {
    fileprivate var end: LineEnd? { effects.lazy.compactMap(\.end).first }
}

extension Effect {
    /// How it ends the loop; nil for one that does not.
    fileprivate var end: LineEnd? {
        switch self {
        case .quit(let status): .quit(status: status)
        case .switchProfile(let name): .switchProfile(name, unread: UnreadLines())
        default: nil
        }
    }
}
