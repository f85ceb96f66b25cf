import MintDomain
import TerminalCore

/// Shows the JSON of what is selected in the person's editor.
func showInEditor(_ state: inout State) -> [Effect] {
    if let refusal = state.refusal(toRun: .openInEditor) { note(.warning, refusal, &state) }
    guard let (name, json) = state.selectedJSON else { return [] }
    return [.showInEditor(lines: JSONLines.whole(json), name: name)]
}

extension State {
    /// What the server said last of what is selected, and the id; nil where it has not said anything yet.
    var selectedJSON: (name: String, json: String)? {
        switch currentSubject {
        case .operation(let id)?: self[id: id]?.rawJSON.map { (id.rawValue, $0) }
        case .resource(let kind, let id)?: resources(kind)[id]?.rawJSON.map { (id.rawValue, $0) }
        case nil: nil
        }
    }
}

/// A text came back from the person's editor: it goes into the form it was written for, and nowhere else.
func edited(_ purpose: TextDraft.Purpose, _ text: String, _ state: inout State) {
    state.isScreenLent = false
    // An editor ends the last line; nobody wrote that.
    let text = text.hasSuffix("\n") ? String(text.dropLast()) : text
    for (index, dialog) in state.dialogs.enumerated() {
        switch dialog {
        case .text(var form) where form.purpose.draft == purpose:
            form.editor = TextEditor(text: text, limit: form.editor.limit)
            (form.complaint, form.focus) = (nil, .text)
            state.dialogs[index] = .text(form)
            return
        case .creation(var form) where purpose == .creation:
            form.editor = TextEditor(text: text, limit: form.editor.limit)
            (form.complaint, form.focus) = (nil, .text)
            state.dialogs[index] = .creation(form)
            return
        default: continue
        }
    }
    keep(text, purpose, &state)
}

/// The form is not open: the text is offered where the next one opens, and at once where the desk still shows it.
private func keep(_ text: String, _ purpose: TextDraft.Purpose, _ state: inout State) {
    guard !text.allSatisfy(\.isWhitespace) else { return }
    switch purpose {
    case .revision(let id):
        state.feedbackDrafts[id] = TextEditor(text: text, limit: .max).text
        guard state.desk?.current == id, state.dialogs.isEmpty, state.refusal(toRun: .revise) == nil else {
            return note(.warning, "The feedback for \(id.rawValue) is kept: r there takes it up.", &state)
        }
        openRevision(of: id, &state)
    case .message(let ids):
        if let id = ids.first { state.feedbackDrafts[id] = TextEditor(text: text, limit: .max).text }
        note(.warning, "The message is kept: m there takes it up.", &state)
    case .job: state.jobDrafts.append(TextEditor(text: text, limit: .max).text)
    case .creation: state.promptDrafts.append(TextEditor(text: text, limit: .max).text)
    }
}

/// Opens the editor for feedback, with what was written before.
func openRevision(of id: OperationID, _ state: inout State) {
    let editor = TextEditor(text: state.feedbackDrafts[id] ?? "", limit: MintLimits.feedbackLength.upperBound)
    let stage = state.operations[id: id]?.previewStage
    state.dialogs.append(.text(TextForm(purpose: .revision(id), editor: editor, stage: stage)))
}

extension Key {
    /// Whether it hands the text of a form to the person's own editor.
    var opensEditor: Bool { self == .control("o") || self == Key(.function(4)) }
}

extension TextForm.Purpose {
    /// The same, as what is handed to the person's editor.
    var draft: TextDraft.Purpose {
        switch self {
        case .revision(let id): .revision(id)
        case .message(let ids): .message(ids)
        case .job: .job
        }
    }
}
