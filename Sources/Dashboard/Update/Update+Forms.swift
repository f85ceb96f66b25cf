import MintDomain
import TerminalCore

/// Ctrl-D sends where there is nothing after the cursor, and deletes forward elsewhere, as in a shell.
private func isSubmit(_ key: Key, _ editor: TextEditor, _ focus: FormFocus) -> Bool {
    if key == .control("d") { return focus != .text || editor.isAtEnd }
    return key.code == .enter && focus == .submit
}

func revisionKey(_ key: Key, _ form: RevisionForm, _ state: inout State) -> [Effect] {
    var form = form
    if key.code == .escape {
        state.feedbackDrafts[form.operationID] = form.editor.text.isEmpty ? nil : form.editor.text
        state.dialogs.removeLast()
        return []
    }
    if isSubmit(key, form.editor, form.focus) { return submitRevision(form, &state) }
    if key.code == .enter, form.focus == .back { return revisionKey(Key(.escape), form, &state) }
    if let next = form.focus.next(after: key, among: [.text, .submit, .back]) {
        form.focus = next
    } else if form.focus == .text, form.editor.handle(key, columns: FormGeometry.textColumns(in: state.size)) {
        form.complaint = nil
    }
    replaceTop(.revision(form), &state)
    return []
}

private func submitRevision(_ form: RevisionForm, _ state: inout State) -> [Effect] {
    var form = form
    let mutation = Mutation.revise(form.operationID, feedback: form.editor.text)
    do throws(InvalidInput) {
        try mutation.validate()
    } catch {
        form.complaint = SafeText(error.description)
        form.focus = .text
        replaceTop(.revision(form), &state)
        return []
    }
    // The text is kept until the server took it: `mutationFinished` forgets it then.
    state.feedbackDrafts[form.operationID] = nil
    state.dialogs.removeLast()
    let effects = send(mutation, &state)
    if effects.isEmpty { state.feedbackDrafts[form.operationID] = form.editor.text }
    return effects
}

func creationKey(_ key: Key, _ form: CreationForm, _ state: inout State) -> [Effect] {
    var form = form
    if key.code == .escape {
        if !form.editor.text.isEmpty { state.promptDrafts.append(form.editor.text) }
        state.dialogs.removeLast()
        return []
    }
    if isSubmit(key, form.editor, form.focus) { return submitCreation(form, &state) }
    if key.code == .enter, form.focus == .back { return creationKey(Key(.escape), form, &state) }
    if let next = form.focus.next(after: key, among: [.kind, .mode, .preset, .text, .submit, .back]) {
        form.focus = next
    } else if form.focus == .text {
        if form.editor.handle(key, columns: FormGeometry.textColumns(in: state.size)) { form.complaint = nil }
    } else {
        form.choose(key)
    }
    replaceTop(.creation(form), &state)
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
        replaceTop(.creation(form), &state)
        return []
    }
    state.startsInFlight += 1
    state.followsNewStart = true
    state.dialogs.removeLast()
    focus(.operations, &state)
    return [.perform(.generate(request))]
}

extension FormFocus {
    /// Where a key that moves between the parts of a form leads; nil where the key does something else.
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
    /// Left, right and Space change the choice that has the focus.
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

/// The choice that many places on, round and round.
func cycled<Choice: CaseIterable & Equatable>(_ choice: Choice, by step: Int) -> Choice {
    let all = Array(Choice.allCases)
    let position = all.firstIndex(of: choice) ?? 0
    return all[(position + step + all.count) % all.count]
}
