import MintDomain
import TerminalCore

/// Shows the JSON of the selection in the user's editor.
func showInEditor(_ state: inout State) -> [Effect] {
    guard let (name, json) = state.selectedJSON else { return [] }
    return [.showInEditor(lines: JSONLines.whole(json), name: name)]
}

extension State {
    /// The last server response about the selection, with its id; nil if there is none yet.
    var selectedJSON: (name: String, json: String)? {
        switch currentSubject {
        case .operation(let id)?: self[id: id]?.rawJSON.map { (id.rawValue, $0) }
        case .resource(let kind, let id)?: resources(kind)[id]?.rawJSON.map { (id.rawValue, $0) }
        case nil: nil
        }
    }
}

/// Puts the text from the user's editor into the form it was written for.
func edited(_ purpose: TextDraft.Purpose, _ text: String, _ state: inout State) {
    state.overlays.isScreenLent = false
    // Editors add a newline at the end of the last line.
    let text = text.hasSuffix("\n") ? String(text.dropLast()) : text
    for (index, dialog) in state.overlays.dialogs.enumerated() {
        switch dialog {
        case .text(var form) where form.purpose.draft == purpose:
            form.editor = TextEditor(text: text, limit: form.editor.limit)
            (form.complaint, form.focus) = (nil, .text)
            state.overlays.dialogs[index] = .text(form)
            return
        case .creation(var form) where purpose == .creation:
            form.editor = TextEditor(text: text, limit: form.editor.limit)
            (form.complaint, form.focus) = (nil, .text)
            state.overlays.dialogs[index] = .creation(form)
            return
        default: continue
        }
    }
    keep(text, purpose, &state)
}

/// Keeps the text as a draft for the next form, and opens the form at once if the review screen still shows the
/// operation.
private func keep(_ text: String, _ purpose: TextDraft.Purpose, _ state: inout State) {
    guard !text.allSatisfy(\.isWhitespace) else { return }
    switch purpose {
    case .revision(let id):
        state.decisions.feedbackDrafts[id] = TextEditor(text: text, limit: .max).text
        guard state.overlays.desk?.current == id, state.overlays.dialogs.isEmpty, state.refusal(toRun: .revise) == nil
        else {
            return note(.warning, "The feedback for \(id.rawValue) is kept: r there takes it up.", &state)
        }
        openRevision(of: id, &state)
    case .message(let ids):
        if let id = ids.first { state.decisions.feedbackDrafts[id] = TextEditor(text: text, limit: .max).text }
        note(.warning, "The message is kept: m there takes it up.", &state)
    case .job: state.decisions.jobDrafts.append(TextEditor(text: text, limit: .max).text)
    case .creation: state.decisions.promptDrafts.append(TextEditor(text: text, limit: .max).text)
    }
}

/// Opens the feedback form with its draft.
func openRevision(of id: OperationID, _ state: inout State) {
    let editor = TextEditor(text: state.decisions.feedbackDrafts[id] ?? "", limit: MintLimits.feedbackLength.upperBound)
    let stage = state.preview(of: id)
    state.overlays.dialogs.append(.text(TextForm(purpose: .revision(id), editor: editor, stage: stage)))
}

extension Key {
    var opensEditor: Bool { self == .control("o") || self == Key(.function(4)) }
}

extension TextForm.Purpose {
    var draft: TextDraft.Purpose {
        switch self {
        case .revision(let id): .revision(id)
        case .message(let ids): .message(ids)
        case .job: .job
        }
    }
}
