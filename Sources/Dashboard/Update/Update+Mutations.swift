import MintDomain
import TerminalCore

/// Opens the dialog of a mutation for the selected operation, or says why not.
///
/// The operation's id is taken here, when the key was pressed, and stays with the dialog and the request.
func startMutation(_ command: Command, _ state: inout State) -> [Effect] {
    if let refusal = state.refusal(toRun: command) {
        note(.warning, refusal, &state)
        return []
    }
    if state.actsOnMarks { return startBulk(command, &state) }
    guard let id = state.selectedOperation?.id else { return [] }
    switch command {
    case .approve: return decide(.approve(id), &state)
    case .cancel: return decide(.cancel(id), &state)
    case .resume: return decide(.resume(id), &state)
    case .revise: openRevision(of: id, &state)
    default: break
    }
    return []
}

/// Holds a decision, or asks about it first, as the rules say.
func decide(_ mutation: Mutation, _ state: inout State) -> [Effect] {
    let stage = mutation.operationID.flatMap { state.operations[id: $0]?.previewStage }
    if state.decisionRules.holds { return send(mutation, stage: stage, &state) }
    state.dialogs.append(.confirmation(Confirmation(mutation: mutation, stage: stage)))
    return []
}

/// Sends a confirmed mutation, unless what it acts on changed in the meantime so that it no longer fits.
///
/// - Parameters:
///   - mutation: What was decided.
///   - stage: The preview that was looked at: another one is not approved by it. Nil where none was.
///   - state: The state.
/// - Returns: What is to be done; nothing where it was refused, and a notice says why.
func send(_ mutation: Mutation, stage: PreviewStage? = nil, _ state: inout State) -> [Effect] {
    if let refusal = state.refusalToDecide {
        note(.warning, refusal, &state)
        return []
    }
    if let resource = mutation.resource { return send(mutation, for: resource, &state) }
    guard let id = mutation.operationID, let row = state[id: id] else { return [] }
    if let refusal = state.refusal(of: mutation.command, row) {
        note(.warning, refusal, &state)
        return []
    }
    if case .approve = mutation {
        let present = row.previewStage
        if let stage, stage != present {
            note(.warning, "Not approved: \(id.rawValue) has another preview now. Look at it first.", &state)
            return []
        }
        state.approvedStages[id] = present
    }
    let next = state.deskFollower(of: id)
    state.inFlight[id] = mutation
    if let next { goOn(from: id, to: next.id, &state) }
    return [.perform(mutation)]
}

extension State {
    /// What the mutation acts on takes no other one until this one came to its end.
    mutating func note(onItsWay mutation: Mutation) {
        if let id = mutation.operationID {
            inFlight[id] = mutation
        } else if let resource = mutation.resource {
            resourcesInFlight[resource] = mutation
        }
    }
}

func startCreation(_ state: inout State) {
    if let refusal = state.refusalToDecide { return note(.warning, refusal, &state) }
    if state.listFocus == .jobs { return startJobCreation(&state) }
    let editor = TextEditor(text: state.promptDrafts.popLast() ?? "", limit: MintLimits.promptLength.upperBound)
    let kind = state.listFocus.resourceKind ?? .model
    state.dialogs.append(
        .creation(CreationForm(kind: kind, mode: .review, preset: .standard, editor: editor)))
}

extension Mutation {
    /// The id of what it acts on; nil for one that makes something new.
    var objectID: String? { operationID?.rawValue ?? resource?.id.rawValue }

    /// Whether it is for the agent service.
    var isOfJob: Bool {
        switch self {
        case .createJob, .message: true
        case .generate, .approve, .revise, .resume, .cancel, .optimize, .convert, .retry: false
        }
    }

    /// What it makes, as the end of a sentence, where it acts on nothing that is there; empty for a generation, whose
    /// verb says enough.
    var newObject: String { self.isOfJob && operationID == nil ? " a job" : "" }

    /// The command that asks for it.
    var command: Command {
        switch self {
        case .generate, .createJob: .create
        case .message: .message
        case .approve: .approve
        case .revise: .revise
        case .resume: .resume
        case .cancel: .cancel
        case .optimize: .optimize
        case .convert: .convert
        case .retry: .retry
        }
    }
}
