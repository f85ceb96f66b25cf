package import MintDomain
package import TerminalCore

/// Opens the dialog of a mutation for the selected operation, or says why not.
///
/// The operation's id is taken here, when the key was pressed, and stays with the dialog and the request.
func startMutation(_ command: Command, _ state: inout State) -> [Effect] {
    if let refusal = state.refusalToDecide {
        note(.warning, refusal, &state)
        return []
    }
    if state.focus == .operations, !state.marks.isEmpty { return startBulk(command, &state) }
    guard let row = state.selectedOperation else {
        let hint: SafeText =
            state.listFocus == .operations ? "There is no operation." : "Select an operation first (1)."
        note(.warning, hint, &state)
        return []
    }
    if let refusal = state.refusal(of: command, row) {
        note(.warning, refusal, &state)
        return []
    }
    let id = row.id
    switch command {
    case .approve: return decide(.approve(id), &state)
    case .cancel: return decide(.cancel(id), &state)
    case .resume: return decide(.resume(id), &state)
    case .revise:
        let editor = TextEditor(text: state.feedbackDrafts[id] ?? "", limit: MintLimits.feedbackLength.upperBound)
        state.dialogs.append(.revision(RevisionForm(operationID: id, editor: editor)))
    default: break
    }
    return []
}

/// Holds a decision, or asks about it first, as the rules say.
func decide(_ mutation: Mutation, _ state: inout State) -> [Effect] {
    if state.decisionRules.holds { return send(mutation, &state) }
    state.dialogs.append(.confirmation(Confirmation(mutation: mutation)))
    return []
}

extension State {
    /// Why nothing can be decided on this screen now; nil where it can.
    var refusalToDecide: SafeText? {
        if decisionRules.isReadOnly { return "This is read-only: nothing can be changed from here." }
        return layout.form == .line ? "The terminal is too small to decide anything: enlarge it." : nil
    }
}

extension State {
    /// Why a command does not work on that operation now, as one sentence; nil where it does.
    package func refusal(of command: Command, _ row: TrackedOperation) -> SafeText? {
        if let pending = inFlight[row.id] {
            return "\(pending.verb) of \(row.id.rawValue) is on its way."
        }
        guard let operation = row.operation else { return "\(row.id.rawValue) was not read yet." }
        let word = StatusAppearance(row).word.string
        switch command {
        case .approve, .revise:
            if operation.status == .previewReady, !operation.awaitsPerson {
                return "\(row.id.rawValue) runs in auto mode: it goes on by itself."
            }
            return operation.status == .previewReady
                ? nil : "Only a preview can be \(command == .approve ? "approved" : "revised"); this is \(word)."
        case .cancel:
            return operation.status.isFinal ? "\(row.id.rawValue) is \(word) already." : nil
        case .resume:
            return operation.status == .billingRequired
                ? nil : "Only what waits for Credits can be resumed; this is \(word)."
        default: return nil
        }
    }
}

/// Sends a confirmed mutation, unless what it acts on changed in the meantime so that it no longer fits.
func send(_ mutation: Mutation, _ state: inout State) -> [Effect] {
    if let resource = mutation.resource { return send(mutation, for: resource, &state) }
    guard let id = mutation.operationID, let row = state.operations[id: id] else { return [] }
    if let refusal = state.refusal(of: mutation.command, row) {
        note(.warning, refusal, &state)
        return []
    }
    state.inFlight[id] = mutation
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
    let editor = TextEditor(text: state.promptDrafts.popLast() ?? "", limit: MintLimits.promptLength.upperBound)
    let kind = state.listFocus.resourceKind ?? .model
    state.dialogs.append(
        .creation(CreationForm(kind: kind, mode: .review, preset: .standard, editor: editor)))
}

extension Mutation {
    /// The id of what it acts on; nil for one that makes something new.
    var objectID: String? { operationID?.rawValue ?? resource?.id.rawValue }

    /// The command that asks for it.
    var command: Command {
        switch self {
        case .generate: .create
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
