import MintDomain
import TerminalCore

/// The text limit of agent requests: the service names none.
private let unlimited = Int.max

/// Opens the form of a message to the selected or marked jobs.
func startMessage(_ state: inout State) -> [Effect] {
    guard let pane = state.lists[.agent] else { return [] }
    var ids = [pane.cursor.selected].compactMap(\.self)
    if state.focus == .jobs, !pane.marks.isEmpty {
        state.lists.change(.agent) { $0.marks.closeRange() }
        ids = pane.marks.ids.sorted { left, right in
            (pane.rows.position(of: left) ?? .max, left) < (pane.rows.position(of: right) ?? .max, right)
        }
    }
    let hidden = ids.count { pane.rows.position(of: $0) == nil }
    if hidden > 0 {
        let what = state.narrowing(of: .jobs) ?? "the held order"
        note(
            .warning, "\(hidden) of the \(ids.count) marked jobs \(hidden == 1 ? "is" : "are") hidden by \(what).",
            &state)
    }
    let draft = ids.first.flatMap { state.decisions.feedbackDrafts[$0] } ?? ""
    state.overlays.dialogs.append(
        .text(TextForm(purpose: .message(ids), editor: TextEditor(text: draft, limit: unlimited))))
    return []
}

func startJobCreation(_ state: inout State) {
    let editor = TextEditor(text: state.decisions.jobDrafts.popLast() ?? "", limit: unlimited)
    state.overlays.dialogs.append(.text(TextForm(purpose: .job, editor: editor)))
}

func startJob(_ prompt: String, _ state: inout State) -> [Effect] {
    if let refusal = state.refusalToDecide {
        note(.warning, refusal, &state)
        return []
    }
    state.selection.followsNewStart = true
    focus(.jobs, &state)
    return send(.createJob(prompt: prompt), &state)
}

/// Sends those mutations that still apply, undone together, and names the others.
func send(all mutations: [Mutation], _ state: inout State) -> [Effect] {
    guard mutations.count > 1 else { return mutations.flatMap { send($0, &state) } }
    var effects: [Effect] = []
    var sent: [Mutation] = []
    var exceptions: [BulkConfirmation.Exception] = []
    for mutation in mutations {
        guard let id = mutation.operationID else { continue }
        let step = send(mutation, &state)
        if step.isEmpty {
            exceptions.append(BulkConfirmation.Exception(id: id, reason: state.shortReason(id)))
        } else {
            sent.append(mutation)
            effects += step
        }
    }
    state.decisions.bulks.begin(sent)
    state.changeTracked(state.focus) { $0.marks.remove(sent.compactMap(\.operationID)) }
    if !exceptions.isEmpty {
        note(.warning, "\(sent.count) to be sent; left alone: \(named(exceptions)).", &state)
    }
    return effects
}

extension State {
    /// The reason in one or two words why a job gets no message.
    fileprivate func shortReason(_ id: OperationID) -> SafeText {
        decisions.inFlight[id].map { "\($0.verb) on its way" } ?? "gone"
    }
}

/// Requests the messages of the open conversation, once for each change.
func neededConversation(_ state: inout State) -> [Effect] {
    guard state.listFocus == .jobs, state.detail.tab == .conversation, let id = state.selectedOperation?.id else {
        state.fetched.askedConversation = nil
        return []
    }
    guard state.fetched.askedConversation != id else { return [] }
    state.fetched.askedConversation = id
    return [.loadConversation(id)]
}
