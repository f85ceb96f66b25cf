import MintDomain
import TerminalCore

/// Whether the key submits the form. Ctrl-D submits at the end of the text and deletes forward elsewhere, as in a
/// shell.
private func isSubmit(_ key: Key, _ editor: TextEditor, _ focus: FormFocus) -> Bool {
    if key == .control("d") { return focus != .text || editor.isAtEnd }
    return key.code == .enter && focus == .submit
}

func textKey(_ key: Key, _ form: TextForm, _ state: inout State) -> [Effect] {
    var form = form
    if key.code == .escape {
        state.keepDraft(form.editor.text, of: form.purpose)
        state.overlays.dialogs.removeLast()
        return []
    }
    if isSubmit(key, form.editor, form.focus) { return submitText(form, &state) }
    if key.opensEditor { return [.editText(TextDraft(purpose: form.purpose.draft, text: form.editor.text))] }
    if key.code == .enter, form.focus == .back { return textKey(Key(.escape), form, &state) }
    if let next = form.focus.next(after: key, among: [.text, .submit, .back]) {
        form.focus = next
    } else if form.focus == .text, form.editor.handle(key, columns: FormGeometry.textColumns(in: state.size)) {
        form.complaint = nil
    }
    replaceTop(.text(form), &state.overlays)
    return []
}

private func submitText(_ form: TextForm, _ state: inout State) -> [Effect] {
    var form = form
    let mutations = form.purpose.mutations(form.editor.text, form.stage)
    do throws(InvalidInput) {
        for mutation in mutations { try mutation.validate() }
    } catch {
        form.complaint = SafeText(error.description)
        form.focus = .text
        replaceTop(.text(form), &state.overlays)
        return []
    }
    if case .revision(let id) = form.purpose, let seen = form.stage, state.isReplaced(seen, of: id) {
        form.stage = state.preview(of: id)
        form.complaint = "Not sent: there is another preview now. Ctrl-d again sends it all the same."
        replaceTop(.text(form), &state.overlays)
        return []
    }
    state.overlays.dialogs.removeLast()
    // The draft is kept until the server accepts it; `mutationFinished` removes it.
    state.keepDraft("", of: form.purpose)
    let effects = form.purpose == .job ? startJob(form.editor.text, &state) : send(all: mutations, &state)
    if effects.isEmpty { state.keepDraft(form.editor.text, of: form.purpose) }
    return effects
}

extension TextForm.Purpose {
    fileprivate func mutations(_ text: String, _ preview: PreviewStage?) -> [Mutation] {
        switch self {
        case .revision(let id): [.revise(id, feedback: text, preview: preview)]
        case .message(let ids): ids.map { .message($0, text: text) }
        case .job: [.createJob(prompt: text)]
        }
    }
}

extension State {
    /// Keeps an unsent text as a draft; an empty text removes the draft.
    fileprivate mutating func keepDraft(_ text: String, of purpose: TextForm.Purpose) {
        let draft = text.isEmpty ? nil : text
        switch purpose {
        case .revision(let id): decisions.feedbackDrafts[id] = draft
        case .message(let ids): if let id = ids.first { decisions.feedbackDrafts[id] = draft }
        case .job: if let draft { decisions.jobDrafts.append(draft) }
        }
    }
}

func creationKey(_ key: Key, _ form: CreationForm, _ state: inout State) -> [Effect] {
    var form = form
    if key.code == .escape {
        if !form.editor.text.isEmpty { state.decisions.promptDrafts.append(form.editor.text) }
        state.overlays.dialogs.removeLast()
        return []
    }
    if isSubmit(key, form.editor, form.focus) { return submitCreation(form, &state) }
    if key.opensEditor { return [.editText(TextDraft(purpose: .creation, text: form.editor.text))] }
    if key.code == .enter, form.focus == .back { return creationKey(Key(.escape), form, &state) }
    if let next = form.focus.next(after: key, among: [.kind, .mode, .preset, .text, .submit, .back]) {
        form.focus = next
    } else if form.focus == .text {
        if form.editor.handle(key, columns: FormGeometry.textColumns(in: state.size)) { form.complaint = nil }
    } else {
        form.choose(key)
    }
    replaceTop(.creation(form), &state.overlays)
    return []
}

private func submitCreation(_ form: CreationForm, _ state: inout State) -> [Effect] {
    var form = form
    let request = GenerationRequest(kind: form.kind, prompt: form.editor.text, mode: form.mode, preset: form.preset)
    do throws(InvalidInput) {
        try Mutation.generate(request).validate()
    } catch {
        form.complaint = SafeText(error.description)
        form.focus = .text
        replaceTop(.creation(form), &state.overlays)
        return []
    }
    if let refusal = state.refusalToDecide {
        form.complaint = refusal
        replaceTop(.creation(form), &state.overlays)
        return []
    }
    state.selection.followsNewStart = true
    state.overlays.dialogs.removeLast()
    focus(.operations, &state)
    return send(.generate(request), &state)
}

extension FormFocus {
    /// The part of a form that the key moves to; nil if it does something else.
    fileprivate func next(after key: Key, among parts: [FormFocus]) -> FormFocus? {
        guard let position = parts.firstIndex(of: self) else { return parts.first }
        let step: Int
        switch (key.code, self) {
        case (.tab, _): step = 1
        case (.backTab, _): step = -1
        case (_, .text): return nil
        case (.down, _), (.character("j"), _): step = 1
        case (.up, _), (.character("k"), _): step = -1
        case (.enter, .kind), (.enter, .mode), (.enter, .preset): step = 1
        case (.left, .back), (.character("h"), .back): step = -1
        case (.right, .submit), (.character("l"), .submit): step = 1
        default: return nil
        }
        return parts[(position + step + parts.count) % parts.count]
    }
}

extension CreationForm {
    /// Changes the focused choice with Left, Right and Space.
    fileprivate mutating func choose(_ key: Key) {
        let step: Int
        switch key.code {
        case .right, .character("l"), .character(" "): step = 1
        case .left, .character("h"): step = -1
        default: return
        }
        switch focus {
        case .kind: kind = cycled(kind, by: step)
        case .mode: mode = cycled(mode, by: step)
        case .preset: preset = cycled(preset, by: step)
        case .text, .submit, .back: break
        }
    }
}

/// The choice that many places further, wrapping around.
func cycled<Choice: CaseIterable & Equatable>(_ choice: Choice, by step: Int) -> Choice {
    let all = Array(Choice.allCases)
    let position = all.firstIndex(of: choice) ?? 0
    return all[(position + step + all.count) % all.count]
}
