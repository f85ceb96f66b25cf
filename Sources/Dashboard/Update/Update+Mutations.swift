package import MintDomain
package import TerminalCore

/// Decides with a verb about the selection or the marked rows, or opens its dialog.
///
/// The dialog and the request keep the id from the moment the key was pressed.
func startDecision(_ verb: Verb, _ state: inout State) -> [Effect] {
    if verb.service == .agent { return startMessage(&state) }
    if verb == .cancel, let item = state.unstartedItem { return [.withdraw([item.id])] }
    if state.actsOnMarks { return startBulk(verb, &state) }
    if verb.target == .resource { return startResourceChange(verb, &state) }
    guard let id = state.selectedOperation?.id else { return [] }
    if verb.input != .none {
        openRevision(of: id, &state)
        return []
    }
    return decide(Mutation(verb, .operation(id), preview: state.preview(of: id, for: verb)), &state)
}

/// Holds a decision or asks for confirmation, by the decision rules.
func decide(_ mutation: Mutation, _ state: inout State) -> [Effect] {
    if state.decisionRules.holds { return send(mutation, &state) }
    state.overlays.dialogs.append(.confirmation(Confirmation(mutation: mutation)))
    return []
}

/// Sends a confirmed mutation, unless its target changed so that it no longer applies.
package func send(_ mutation: Mutation, _ state: inout State) -> [Effect] {
    if let refusal = state.refusalToDecide {
        note(.warning, refusal, &state)
        return []
    }
    if let resource = mutation.resource { return send(mutation, for: resource, &state) }
    if mutation.operationID == nil {
        state.decisions.startsInFlight += 1
        return [.perform(mutation)]
    }
    guard let id = mutation.operationID, let row = state[id: id] else { return [] }
    if let refusal = state.refusal(of: mutation.verb, row) {
        note(.warning, refusal, &state)
        return []
    }
    if let decided = mutation.preview, state.isReplaced(decided, of: id) {
        let what = SafeText(mutation.verb.participle)
        note(.warning, "Not " + what + ": " + row.quotedName + " has another preview now. Look at it first.", &state)
        return []
    }
    let next = state.deskFollower(of: id)
    state.decisions.inFlight[id] = mutation
    if let next { goOn(from: id, to: next.id, &state) }
    return [.perform(mutation)]
}

extension State {
    /// The preview that an operation shows; nil if none needs review.
    package func preview(of id: OperationID) -> PreviewStage? {
        guard let row = operations[id: id], row.operation?.status == .previewReady else { return nil }
        return row.previewStage
    }

    /// The preview that an operation shows without a pending decision.
    ///
    /// A cancel applies to this preview only. After another decision, it applies to any result of it.
    package func undecidedPreview(of id: OperationID) -> PreviewStage? {
        decisions.inFlight[id] == nil ? preview(of: id) : nil
    }

    /// The preview that a decision of that verb is about; nil if there is none.
    func preview(of id: OperationID, for verb: Verb) -> PreviewStage? {
        verb.previewUse == .optional ? undecidedPreview(of: id) : preview(of: id)
    }

    /// Whether the operation shows another preview than the decided one.
    func isReplaced(_ decided: PreviewStage, of id: OperationID) -> Bool {
        preview(of: id).map(decided.isReplaced) ?? false
    }

    /// Blocks other mutations of the same target until this one is settled.
    mutating func note(onItsWay mutation: Mutation) {
        if let id = mutation.operationID {
            // A cancel takes precedence over an earlier decision without an outcome.
            if decisions.inFlight[id]?.isCancel != true || mutation.isCancel { decisions.inFlight[id] = mutation }
        } else if let resource = mutation.resource {
            decisions.resourcesInFlight[resource] = mutation
        }
    }
}

func startCreation(_ state: inout State) {
    if state.listFocus == .jobs { return startJobCreation(&state) }
    let editor = TextEditor(
        text: state.decisions.promptDrafts.popLast() ?? "", limit: MintLimits.promptLength.upperBound)
    let kind = state.listFocus.resourceKind ?? .model
    state.overlays.dialogs.append(
        .creation(CreationForm(kind: kind, mode: .review, preset: .standard, editor: editor)))
}

extension Mutation {
    /// The decision in a few words: `approve of op_1`.
    package var summary: SafeText {
        if let objectID { return "\(verb) of \(objectID)" }
        guard let generation else { return "\(verb)\(newObject)" }
        return "generate a \(generation.kind.rawValue), “\(SafeText(generation.prompt).clipped(to: 60))”"
    }

    /// The id of the target; nil for a creation.
    var objectID: String? { operationID?.rawValue ?? resource?.id.rawValue }

    /// The created object for the end of a sentence; empty for a generation, whose verb is enough.
    var newObject: String { self.isOfJob && operationID == nil ? " a job" : "" }
}
