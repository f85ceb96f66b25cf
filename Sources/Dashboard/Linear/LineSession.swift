package import FoundationEssentials
import MintDomain
package import TerminalCore

/// Something that happens where the screen is only lines.
package enum LineInput: Sendable {
    /// A line was typed.
    case line(String)
    /// Anything else that the screen would be told of.
    case action(Action)
}

/// What comes of it: what is printed, in order, and what is to be done.
package struct LineStep: Sendable {
    package var lines: [SafeText] = []
    package var effects: [Effect] = []
}

/// The dashboard as lines: the same state and the same rules, told and asked line by line.
///
/// What a line names is turned into an id when it is read. A number means what the last list showed under it, and decides
/// about that only as long as it stands as it was shown.
package struct LineSession: Sendable {
    /// How something was when it was last told of.
    struct Sight: Sendable, Hashable {
        var status: OperationStatus?
        var stage: PreviewStage?

        init(_ row: TrackedOperation) {
            (status, stage) = (row.operation?.status, row.previewStage)
        }
    }

    /// What a line names, as it stands now.
    enum Subject: Sendable {
        case row(TrackedOperation)
        case resource(Resource)
    }

    /// What a number of the last list means.
    enum Listed: Sendable {
        case row(OperationID, Sight)
        case resource(ResourceReference)
    }

    /// A page that a line asked the server for.
    struct AskedPage: Sendable {
        let kind: ResourceKind
        let filter: String
        /// What was loaded before it; nothing for a first page.
        let known: Set<ResourceID>
    }

    /// What waits for yes or no.
    enum Question: Sendable {
        case decision(Mutation, stage: PreviewStage?)
        case arming
        /// What becomes of what is held, before the end.
        case leaving(Ending)
    }

    /// Rows of a list that are printed at once.
    static let pageLength = 50

    package internal(set) var state: State
    /// Whether the lists were read, so that lines can be answered.
    package var isReady: Bool { state.hasRead && (state.jobPane == nil || state.hasReadJobs) }
    let timeZone: TimeZone

    /// What the numbers of the last list mean, from 1.
    var numbers: [Listed] = []
    /// What the last list has not shown yet.
    var unlisted: [DetailSubject] = []
    /// What the last list is of, where it is of Worlds or Models, and its filter.
    var listedResources: (kind: ResourceKind, filter: String)?
    var askedPage: AskedPage?
    var sights: [OperationID: Sight] = [:]
    var question: Question?
    /// Whether a line asked for the Credits, and was not answered yet.
    var isUsageAsked = false
    /// Whether the list was printed for the first time.
    var hasBegun = false

    /// - Parameters:
    ///   - badge: The profile.
    ///   - now: The present time.
    ///   - rules: How decisions are made.
    ///   - hasJobs: Whether there is a service with jobs.
    ///   - profiles: The profiles there are, the present one among them.
    ///   - endpoints: Where the server is, for lines that ask it by themselves.
    ///   - timeZone: The user's.
    package init(
        badge: Badge, now: Date, rules: DecisionRules, hasJobs: Bool, profiles: [ProfileEntry] = [],
        endpoints: Endpoints? = nil, timeZone: TimeZone
    ) {
        // As large as no screen is too small for.
        state = State(
            badge: badge, size: Size(columns: 200, rows: 60), now: now, decisionRules: rules,
            profiles: profiles, hasJobs: hasJobs, endpoints: endpoints)
        self.timeZone = timeZone
    }

    /// Takes in what happened.
    ///
    /// - Parameters:
    ///   - input: What happened; a line only once `isReady`.
    ///   - now: When it happened.
    /// - Returns: What is to be printed and done; an effect of `quit` ends it.
    package mutating func receive(_ input: LineInput, now: Date) -> LineStep {
        var step = LineStep()
        switch input {
        case .line(let line):
            state.now = now
            read(line, &step)
            tellNotice(&step)
            tellNothingSaid(line, &step)
        case .action(let action): take(action, now: now, &step)
        }
        return step
    }

    /// What is printed first.
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
        case .approve(let target): decide(target, { .approve($0) }, &step)
        case .revise(let target, let text): decide(target, { .revise($0, feedback: text) }, &step)
        case .cancel(let target): decide(target, { .cancel($0) }, &step)
        case .resume(let target): decide(target, { .resume($0) }, &step)
        case .message(let target, let text): decide(target, { .message($0, text: text) }, &step)
        case .job(let text): start(.createJob(prompt: text), &step)
        case .generate(let kind, let prompt):
            start(.generate(GenerationRequest(kind: kind, prompt: prompt, mode: .review)), &step)
        case .retry(let target):
            change(target, .retry, { reference in reference.kind.map { .retry($0, reference.id) } }, &step)
        case .optimize(let target, let level): change(target, .optimize, { .optimize($0.id, level: level) }, &step)
        case .convert(let target, let formats): change(target, .convert, { .convert($0.id, formats: formats) }, &step)
        case .undo: step.effects += undo(&state)
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
            step.effects += [.refreshOperations] + (state.jobPane == nil ? [] : [.refreshJobs])
            step.lines.append("Asking the server for everything.")
        case .usage:
            isUsageAsked = true
            step.effects.append(.loadUsage)
        case .arm: arm(&step)
        case .disarm: step.effects += disarm(&state)
        case .yes, .no: step.lines.append("Nothing was asked.")
        case .profile(let name): goOn(with: name, &step)
        case .quit: leave(.quit, &step)
        }
    }

    /// Every line is answered, if only by this.
    private func tellNothingSaid(_ line: String, _ step: inout LineStep) {
        let isEmpty = line.allSatisfy(\.isWhitespace)
        if !isEmpty, step.lines.isEmpty, step.effects.isEmpty { step.lines.append("Nothing to do.") }
    }

    /// Prints what the screen would show in its footer.
    mutating func tellNotice(_ step: inout LineStep) {
        guard let notice = state.notice else { return }
        state.notice = nil
        switch notice.kind {
        case .success: step.lines.append(notice.text)
        case .warning: step.lines.append("Note: " + notice.text)
        case .error: step.lines.append("Error: " + notice.text)
        }
    }
}

extension LineSession {
    /// Nobody answers any more.
    ///
    /// - Returns: What is printed.
    package mutating func cutOff() -> [SafeText] {
        var step = LineStep()
        withdrawQuestion(&step)
        return step.lines
    }
}
