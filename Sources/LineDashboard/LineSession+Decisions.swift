import Dashboard
import MintDomain
import TerminalCore

extension LineSession {
    /// Resolves a target to its current state. Nil if there is none; a line then gives the reason.
    mutating func subject(_ target: LineCommand.Target, _ step: inout LineStep) -> Subject? {
        switch target {
        case .id(let id):
            if let subject = subject(id) { return subject }
            step.lines.append("\(id) is not known here; list, worlds and models show what is.")
        case .number(let number, let isMarked):
            if !isMarked, let id = OperationID("\(number)"), subject(id) != nil {
                step.lines.append("\(number) may be the id or a number of the list: write #\(number) for the number.")
            } else if numbers.isEmpty {
                step.lines.append("There are no numbers yet: list first.")
            } else if !numbers.indices.contains(number - 1) {
                step.lines.append("The last list ends with \(numbers.count); list shows all.")
            } else {
                switch numbers[number - 1] {
                case .row(let id, _):
                    if let row = state[id: id] { return .row(row) }
                    step.lines.append("Number \(number) was \(id), which is not tracked any more.")
                case .resource(let reference):
                    if let resource = reference.kind.flatMap({ state.resources($0)[reference.id] }) {
                        return .resource(resource)
                    }
                    step.lines.append("Number \(number) was \(reference.id), which is not listed any more.")
                }
            }
        }
        return nil
    }

    /// Prefers operations and jobs over Worlds and Models.
    private func subject(_ id: OperationID) -> Subject? {
        if let row = state[id: id] { return .row(row) }
        guard let id = ResourceID(id.rawValue) else { return nil }
        return ResourceKind.allCases.lazy.compactMap { state.resources($0)[id] }.first.map { .resource($0) }
    }

    /// Resolves a target that must be an operation or a job.
    mutating func row(_ target: LineCommand.Target, _ step: inout LineStep) -> TrackedOperation? {
        switch subject(target, &step) {
        case .row(let row)?: return row
        case .resource(let resource)?:
            step.lines.append("\(resource.id) is a \(resource.kind.rawValue); that is for operations and jobs.")
            return nil
        case nil: return nil
        }
    }

    /// Resolves a target for a decision. It must not have changed since it was last printed.
    mutating func decidable(_ target: LineCommand.Target, _ step: inout LineStep) -> TrackedOperation? {
        guard let row = row(target, &step) else { return nil }
        let word = StatusAppearance(row).word
        if case .number(let number, _) = target, case .row(_, let sight) = numbers[number - 1], sight != Sight(row) {
            step.lines.append(
                "Number \(number) was \(row.id) before it changed; it is \(word) now. Use its id, or list again.")
            return nil
        }
        if let sight = sights[row.id], sight != Sight(row) {
            step.lines.append("\(row.id) changed since it was last told of: show \(row.id) first.")
            return nil
        }
        return row
    }

    /// The reason why decisions are refused now; nil if they are not.
    var refusal: SafeText? {
        guard state.isReadOnly else { return nil }
        return state.decisionRules.readOnly == .untilArmed
            ? "Read-only until you type arm." : "This is read-only: nothing can be changed from here."
    }

    /// Holds a decision or asks for confirmation, as the rules require.
    mutating func decide(
        _ verb: Verb, _ target: LineCommand.Target, _ parameters: Mutation.Parameters, _ step: inout LineStep
    ) {
        if verb.target == .resource { return change(target, verb, parameters, &step) }
        guard let row = decidable(target, &step) else { return }
        let mutation = Mutation(verb, .operation(row.id), parameters, preview: state.undecidedPreview(of: row.id))
        if let refusal = refusal ?? state.refusal(of: verb, row) { return step.lines.append(refusal) }
        if let complaint = complaint(about: mutation) { return step.lines.append(complaint) }
        commit(mutation, &step)
    }

    /// Holds or confirms the start of a generation or a job.
    mutating func start(_ mutation: Mutation, _ step: inout LineStep) {
        if let refusal { return step.lines.append(refusal) }
        if mutation.isOfJob, state.jobs == nil {
            return step.lines.append("Jobs need a Mintlify key, or the local service.")
        }
        if let complaint = complaint(about: mutation) { return step.lines.append(complaint) }
        commit(mutation, &step)
    }

    func complaint(about mutation: Mutation) -> SafeText? {
        do throws(InvalidInput) {
            try mutation.validate()
            return nil
        } catch {
            return SafeText(error.description)
        }
    }

    mutating func commit(_ mutation: Mutation, _ step: inout LineStep) {
        guard state.decisionRules.holds else {
            question = .decision(mutation)
            return step.lines.append(questionText(mutation))
        }
        send(mutation, &step)
    }

    private mutating func send(_ mutation: Mutation, _ step: inout LineStep) {
        step.effects += Dashboard.send(mutation, &state)
    }

    private func questionText(_ mutation: Mutation) -> SafeText {
        let answer: SafeText = "Answer yes or no; nothing is sent before."
        let words = mutation.verb.confirmation
        let consequence = words.map { SafeText($0.consequence) + " " } ?? ""
        if let resource = mutation.resource {
            return (words.map { SafeText($0.question) } ?? mutation.verb.title) + " \(resource.id)? " + consequence
                + answer
        }
        guard let id = mutation.operationID, let row = state[id: id] else {
            let what: SafeText =
                mutation.generation.map { request in
                    "a \(request.kind.rawValue): \(SafeText(request.prompt).clipped(to: 200))"
                } ?? "a job"
            return "Start " + what + "? " + answer
        }
        let question = words.map { SafeText($0.question) } ?? "Send the \(mutation.verb) of"
        let standing: SafeText = "(\(StatusAppearance(row).word), \(row.title.clipped(to: 120)))"
        return question + " \(id)? " + standing + " " + consequence + answer
    }

    /// Handles the answer to a question. Returns whether the command was an answer.
    mutating func answer(_ command: LineCommand, to question: Question, _ step: inout LineStep) -> Bool {
        switch (question, command) {
        case (.decision(let mutation), .yes):
            if let id = mutation.operationID, let row = state[id: id], let sight = sights[id], sight != Sight(row) {
                step.lines.append("Not done: \(id) changed meanwhile; show \(id) first.")
                return true
            }
            send(mutation, &step)
            if !step.effects.isEmpty { step.lines.append("Sending.") }
        case (.arming, .yes):
            step.effects += Dashboard.arm(&state)
            step.lines.append("\(SafeText(state.badge.name)) is armed; disarm ends that.")
        case (.leaving(let ending), .send):
            step.effects += sendHeld(then: ending, &state)
        case (.leaving(let ending), .keep): step.effects += [.keepHeld, ending.effect]
        case (.leaving(let ending), .drop): step.effects += [.dropHeld, ending.effect]
        case (_, .no): step.lines.append("Not done.")
        default: return false
        }
        return true
    }

    // MARK: Held decisions

    private var held: [OutboxItem] { state.decisions.outbox.filter(\.isHere) }

    mutating func tellHeld(_ step: inout LineStep) {
        if state.decisions.outbox.isEmpty { return step.lines.append("Nothing is held.") }
        for item in state.decisions.outbox { step.lines.append(LineText.standing(item, at: state.now)) }
    }

    mutating func decideAboutHeld(_ command: LineCommand, _ step: inout LineStep) {
        guard !held.isEmpty else { return step.lines.append("Nothing is held.") }
        switch command {
        case .send:
            if let refusal { return step.lines.append(refusal) }
            step.effects.append(.sendHeld)
        case .drop: step.effects.append(.dropHeld)
        default:
            step.effects.append(.keepHeld)
            step.lines.append("Kept for the next start; nothing of it is sent before.")
        }
    }

    mutating func leave(_ ending: Ending, _ step: inout LineStep) {
        guard !held.isEmpty else { return step.effects.append(ending.effect) }
        question = .leaving(ending)
        let words = held.map { $0.mutation.summary.string }.joined(separator: ", ")
        step.lines.append("Held and not sent: \(words). Answer send, keep (for the next start) or drop.")
    }

    mutating func arm(_ step: inout LineStep) {
        if let refusal = state.refusal(toRun: .arm) { return step.lines.append(refusal) }
        question = .arming
        step.lines.append(
            "Allow changes at \(SafeText(state.badge.origin)) until the end of this session? Answer yes or no.")
    }
}
