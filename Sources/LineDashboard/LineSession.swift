package import Dashboard
package import FoundationEssentials
import MintDomain
package import TerminalCore

/// An event in line mode.
package enum LineInput: Sendable {
    /// The user entered a line.
    case line(String)
    /// Any other event.
    case action(Action)
}

/// The response to an event: the lines to print, in order, and the effects to run.
package struct LineStep: Sendable {
    package var lines: [SafeText] = []
    package var effects: [Effect] = []
}

/// The dashboard in line mode, with the same state and rules as the screen.
///
/// Targets are resolved to ids when a line is read. A number refers to the row that the last list printed with it.
/// Decisions by number are refused if that row has changed since.
package struct LineSession: Sendable {
    /// The state of an operation when it was last printed.
    struct Sight: Sendable, Hashable {
        var status: OperationStatus?
        var stage: PreviewStage?

        init(_ row: TrackedOperation) {
            (status, stage) = (row.operation?.status, row.previewStage)
        }
    }

    /// The current state of a target.
    enum Subject: Sendable {
        case row(TrackedOperation)
        case resource(Resource)
    }

    /// The row behind a number in the last list.
    enum Listed: Sendable {
        case row(OperationID, Sight)
        case resource(ResourceReference)
    }

    struct AskedPage: Sendable {
        let kind: ResourceKind
        let filter: String
        /// The ids loaded before; empty for a first page.
        let known: Set<ResourceID>
    }

    /// A question that awaits an answer.
    enum Question: Sendable {
        case decision(Mutation)
        case arming
        /// Whether to send, keep or drop held decisions before the end.
        case leaving(Ending)
    }

    /// The number of rows printed at once.
    static let pageLength = 50

    package internal(set) var state: State
    /// Whether the lists were read. Lines must not be passed before.
    package var isReady: Bool { state.mint.hasRead && (state.jobs == nil || state.agent.hasRead) }
    let timeZone: TimeZone

    /// The rows behind the numbers of the last list, from 1.
    var numbers: [Listed] = []
    /// The rows of the last list that were not printed yet.
    var unlisted: [DetailSubject] = []
    /// The kind and the filter of the last list of Worlds or Models; nil for other lists.
    var listedResources: (kind: ResourceKind, filter: String)?
    var askedPage: AskedPage?
    var sights: [OperationID: Sight] = [:]
    var question: Question?
    /// Whether a line asked for the Credits and has no answer yet.
    var isUsageAsked = false
    /// Whether the first list was printed.
    var hasBegun = false

    package init(
        badge: Badge, now: Date, rules: DecisionRules, hasJobs: Bool, profiles: [ProfileEntry] = [],
        endpoints: Endpoints? = nil, timeZone: TimeZone
    ) {
        // Large enough for every dialog.
        state = State(
            badge: badge, size: Size(columns: 200, rows: 60), now: now, decisionRules: rules,
            profiles: profiles, hasJobs: hasJobs, endpoints: endpoints)
        self.timeZone = timeZone
    }

    /// Handles an event; a line only if `isReady`. A `quit` effect in the result ends the session.
    package mutating func receive(_ input: LineInput, now: Date) -> LineStep {
        var step = LineStep()
        switch input {
        case .line(let line):
            _ = update(&state, .timePassed, now: now)
            read(line, &step)
            tellNotice(&step)
            tellNothingSaid(line, &step)
        case .action(let action): take(action, now: now, &step)
        }
        return step
    }

    /// The lines printed at the start.
    package var greeting: [SafeText] {
        [
            "mintop \(state.badge.text) (\(SafeText(state.badge.origin))), line by line. Type help for the commands; quit or "
                + "Ctrl-D ends it."
        ]
    }

    private mutating func read(_ line: String, _ step: inout LineStep) {
        let command: LineCommand?
        do throws(LineMistake) {
            command = try LineCommand(line)
        } catch {
            withdrawQuestion(&step)
            step.lines.append(error.sentence)
            return
        }
        guard let command else { return }
        if let question {
            self.question = nil
            if answer(command, to: question, &step) { return }
            step.lines.append("Not done: the question was not answered.")
        }
        perform(command, &step)
    }

    private mutating func withdrawQuestion(_ step: inout LineStep) {
        if question != nil { step.lines.append("Not done: the question was not answered.") }
        question = nil
    }

    private mutating func perform(_ command: LineCommand, _ step: inout LineStep) {
        switch command {
        case .help: step.lines += Self.helpLines
        case .list(let filter): list(filter, &step)
        case .resources(let kind, let filter): ask(for: kind, filter, &step)
        case .more: more(&step)
        case .show(let target): if let subject = subject(target, &step) { show(subject, &step) }
        case .decide(let verb, let target, let parameters): decide(verb, target, parameters, &step)
        case .job(let text): start(.createJob(prompt: text), &step)
        case .generate(let kind, let prompt):
            start(.generate(GenerationRequest(kind: kind, prompt: prompt, mode: .review)), &step)
        case .undo: step.effects += Dashboard.perform(.undo, &state)
        case .held: tellHeld(&step)
        case .send, .keep, .drop: decideAboutHeld(command, &step)
        case .open(let target, let name): open(target, name, &step)
        case .copy(let target, let what): copy(target, what, &step)
        case .download(let target, let words): download(target, words, &step)
        case .stop(let target): stopDownloads(target, &step)
        case .track(let ids): step.effects.append(.track(ids))
        case .watch(let target): watch(target, true, &step)
        case .unwatch(let target): watch(target, false, &step)
        case .refresh:
            step.effects += state.services.map { .refreshAll($0) }
            step.lines.append("Asking the server for everything.")
        case .usage:
            isUsageAsked = true
            step.effects.append(.loadUsage)
        case .arm: arm(&step)
        case .disarm: step.effects += Dashboard.perform(.disarm, &state)
        case .yes, .no: step.lines.append("Nothing was asked.")
        case .profile(let name): goOn(with: name, &step)
        case .quit: leave(.quit, &step)
        }
    }

    /// Answers a line that had no other response.
    private func tellNothingSaid(_ line: String, _ step: inout LineStep) {
        let isEmpty = line.allSatisfy(\.isWhitespace)
        if !isEmpty, step.lines.isEmpty, step.effects.isEmpty { step.lines.append("Nothing to do.") }
    }

    /// Prints the notice that the screen would show in its footer.
    mutating func tellNotice(_ step: inout LineStep) {
        // Line mode asks its own questions instead of using dialogs.
        guard let notice = takeNotice(&state) else { return }
        switch notice.kind {
        case .success: step.lines.append(notice.text)
        case .warning: step.lines.append("Note: " + notice.text)
        case .error: step.lines.append("Error: " + notice.text)
        }
    }
}

extension LineSession {
    /// Drops an open question when the input ends. Returns the lines to print.
    package mutating func cutOff() -> [SafeText] {
        var step = LineStep()
        withdrawQuestion(&step)
        return step.lines
    }
}
