import Dashboard
import FoundationEssentials
import MintDomain
import TerminalCore

extension LineSession {
    /// The maximum number of rows printed individually when they are read for the first time.
    private static let firstSightLimit = 5

    /// Applies an action and prints the changes that concern the user.
    mutating func take(_ action: Action, now: Date, _ step: inout LineStep) {
        let before = Standing(state)
        let known = news(action).map { row in (row.id, state[id: row.id]?.transitions) }
        let effects = update(&state, action, now: now)
        if case .copyRefused(let lines, let what, let reason) = action {
            step.lines += ["Not copied (\(reason)); \(SafeText(what)):"] + lines
        }
        step.effects += effects.filter(Self.isCarriedOut)
        tellStanding(before, &step)
        if isReady, !hasBegun {
            hasBegun = true
            list("", &step)
        } else if hasBegun {
            tellTransitions(known, &step)
        }
        if case .outboxChanged(let item) = action { tellOutbox(item, &step) }
        tellUsage(action, &step)
        tellPage(action, &step)
        if case .downloadChanged(let file, .exists(let path)) = action {
            _ = takeNotice(&state)
            step.lines.append(Self.existing(file, SafeText(path)))
        }
        tellNotice(&step)
    }

    /// The part of the header that is printed when it changes.
    private struct Standing {
        var isStale: Bool
        var areJobsStale: Bool
        var storeProblem: SafeText?

        init(_ state: State) {
            (isStale, areJobsStale) = (state.mint.link.isStale, state.agent.link.isStale)
            storeProblem = state.storeProblem
        }
    }

    /// Whether line mode carries out an effect. It has no pictures, pages or visible rows.
    private static func isCarriedOut(_ effect: Effect) -> Bool {
        switch effect {
        case .refresh, .refreshAll, .loadUsage, .perform, .withdrawNewest,
            .withdraw, .sendHeld, .sendHeldAndFinish, .dropHeld, .keepHeld, .openLink, .openFreshLink, .track,
            .setWatched, .setArmed, .quit, .switchProfile:
            true
        default: false
        }
    }

    private func news(_ action: Action) -> [TrackedOperation] {
        switch action {
        case .trackingChanged(_, let news): news.upserted
        default: []
        }
    }

    private mutating func tellTransitions(
        _ known: [(id: OperationID, transitions: [Transition]?)], _ step: inout LineStep
    ) {
        var text = LineText(state, timeZone: timeZone)
        var firstSights: [SafeText] = []
        for (id, before) in known {
            guard let row = state[id: id] else { continue }
            let new = row.transitions.dropFirst(before?.count ?? 0)
            for transition in new {
                let line = text.line(transition, of: row)
                if transition.from == nil { firstSights.append(line) } else { step.lines.append(line) }
            }
            if !new.isEmpty { note(row) }
        }
        if firstSights.count > Self.firstSightLimit {
            step.lines.append("\(firstSights.count) were read for the first time; list shows them.")
        } else {
            step.lines += firstSights
        }
    }

    private func tellStanding(_ before: Standing, _ step: inout LineStep) {
        let after = Standing(state)
        if after.isStale != before.isStale { step.lines.append(LineText.link(state.mint.link, "The server")) }
        if after.areJobsStale != before.areJobsStale {
            step.lines.append(LineText.link(state.agent.link, "The service of the jobs"))
        }
        if after.storeProblem != before.storeProblem {
            step.lines.append(after.storeProblem.map { "Not stored: " + $0 } ?? "Changes are stored again.")
        }
    }

    private func tellOutbox(_ item: OutboxItem, _ step: inout LineStep) {
        if item.state == .sending, item.otherPlace == nil { return }
        step.lines.append(LineText.standing(item, at: state.now))
    }

    /// Prints the Credits if a line asked for them.
    private mutating func tellUsage(_ action: Action, _ step: inout LineStep) {
        guard isUsageAsked else { return }
        switch action {
        case .usageLoaded(let usage):
            let left = usage.availableCredits.map { "\(Int($0.rounded(.down))) Credits are left." }
            step.lines.append(SafeText(left ?? "The server does not say how many Credits are left."))
        case .usageFailed(let problem): step.lines.append("The Credits could not be read: \(problem.sentence)")
        default: return
        }
        isUsageAsked = false
    }
}
