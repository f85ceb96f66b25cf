package import MintDomain
package import TerminalCore

/// Opens the form of a Model change or decides to retry.
///
/// The form and the request keep the id from the moment the key was pressed.
func startResourceChange(_ verb: Verb, _ state: inout State) -> [Effect] {
    guard case .found(let target) = state.target(of: verb), let kind = target.kind else { return [] }
    switch verb.input {
    case .level: state.overlays.dialogs.append(.model(ModelForm(modelID: target.id, choice: .level(.moderate))))
    case .formats:
        state.overlays.dialogs.append(.model(ModelForm(modelID: target.id, choice: .formats([], current: .glb))))
    case .none, .text, .generation: return decide(Mutation(verb, .resource(kind, target.id)), &state)
    }
    return []
}

/// The resource that a verb would change.
package enum ResourceTarget: Sendable, Hashable {
    case found(ResourceReference)
    /// The reason for none, as one sentence.
    case refused(SafeText)

    var isFound: Bool {
        if case .found = self { true } else { false }
    }
}

extension State {
    /// The resource of the selected row, if the verb applies to it now.
    func target(of verb: Verb) -> ResourceTarget {
        if let kind = listFocus.resourceKind {
            guard let resource = selectedResource else { return .refused("There is no \(kind.rawValue).") }
            return checked(verb, ResourceReference(type: kind.rawValue, id: resource.id))
        }
        if listFocus == .jobs {
            return .refused("That is for operations and models; a job takes messages (\(keyName(.message))).")
        }
        return selectedOperation.map { target(of: verb, $0) } ?? .refused("There is no operation.")
    }

    /// The resource of an operation, if the verb applies to it now.
    package func target(of verb: Verb, _ row: TrackedOperation) -> ResourceTarget {
        guard let operation = row.operation else { return .refused("\(row.id.rawValue) was not read yet.") }
        let word = StatusAppearance(row).word
        if verb.requirement == .failed {
            guard operation.status == .failed else {
                return .refused("Only what failed is tried again; this is \(word).")
            }
            guard operation.kind == .modelGeneration || operation.kind == .worldGeneration else {
                return .refused("Only a failed world or model is tried again; this is a \(operation.kind.longName).")
            }
        } else {
            guard operation.status == .succeeded || operation.status == .partiallySucceeded else {
                return .refused("Only a finished model can be \(verb.participle); this is \(word).")
            }
        }
        guard let reference = operation.resource else {
            return .refused("The server did not say what \(row.id.rawValue) made.")
        }
        return checked(verb, reference)
    }

    private func checked(_ verb: Verb, _ reference: ResourceReference) -> ResourceTarget {
        refusal(of: verb, reference).map { .refused($0) } ?? .found(reference)
    }

    /// The reason why a verb does not apply to that resource now, as one sentence; nil if it does.
    package func refusal(of verb: Verb, _ reference: ResourceReference) -> SafeText? {
        let name = reference.id.rawValue
        if let pending = decisions.resourcesInFlight[reference] { return "\(pending.verb) of \(name) is on its way." }
        guard let kind = reference.kind, verb.requirement == .failed || kind == .model else {
            return "Only a model can be \(verb.participle); this is a \(reference.type)."
        }
        guard let resource = resources(kind)[reference.id] else { return nil }
        let look = StatusAppearance(resource)
        if verb.requirement == .failed {
            return resource.status == "failed" ? nil : "Only what failed is tried again; \(name) is \(look.word)."
        }
        // A missing status is no reason to refuse; the server decides.
        if let status = resource.status, status != "succeeded", resource.stage != "final" {
            return "Only a finished model can be \(verb.participle); \(name) is \(look.word)."
        }
        if resource.stage == "preview" {
            return "Only a finished model can be \(verb.participle); \(name) is a preview."
        }
        if verb.input == .level, resource.assets.contains(where: { $0.name == "optimizedGlb" }) {
            return "\(name) is optimized already: its file is among the others."
        }
        return nil
    }
}

/// Sends a change of a resource, unless it no longer applies.
func send(_ mutation: Mutation, for resource: ResourceReference, _ state: inout State) -> [Effect] {
    if let refusal = state.refusalToDecide ?? state.refusal(of: mutation.verb, resource) {
        note(.warning, refusal, &state)
        return []
    }
    state.decisions.resourcesInFlight[resource] = mutation
    return [.perform(mutation)]
}

func modelFormKey(_ key: Key, _ form: ModelForm, _ state: inout State) -> [Effect] {
    var form = form
    let isDone = key == .control("d") || (key.code == .enter && form.focus == .submit)
    if isDone { return submit(form, &state) }
    if state.closesDialog(key) || (key.code == .enter && form.focus == .back) {
        state.overlays.dialogs.removeLast()
        return []
    }
    let step: Int?
    switch (key.code, form.focus) {
    case (.tab, _), (.down, _), (.character("j"), _), (.enter, .choice): step = 1
    case (.backTab, _), (.up, _), (.character("k"), _): step = -1
    case (.left, .submit), (.right, .submit), (.character("h"), .submit), (.character("l"), .submit): step = 1
    case (.left, .back), (.right, .back), (.character("h"), .back), (.character("l"), .back): step = -1
    default: step = nil
    }
    if let step {
        form.focus = cycled(form.focus, by: step)
    } else if form.focus == .choice {
        form.choose(key)
    }
    replaceTop(.model(form), &state.overlays)
    return []
}

private func submit(_ form: ModelForm, _ state: inout State) -> [Effect] {
    do throws(InvalidInput) {
        try form.mutation.validate()
    } catch {
        var form = form
        form.complaint = SafeText(error.description)
        form.focus = .choice
        replaceTop(.model(form), &state.overlays)
        return []
    }
    state.overlays.dialogs.removeLast()
    return send(form.mutation, &state)
}

extension ModelForm {
    /// Changes the choice with Left and Right, and toggles a format with Space.
    fileprivate mutating func choose(_ key: Key) {
        complaint = nil
        let step: Int
        switch key.code {
        case .right, .character("l"): step = 1
        case .left, .character("h"): step = -1
        case .character(" "):
            guard case .formats(let formats, let current) = choice else { return choose(Key(.right)) }
            choice = .formats(formats.symmetricDifference([current]), current: current)
            return
        default: return
        }
        switch choice {
        case .level(let level): choice = .level(cycled(level, by: step))
        case .formats(let formats, let current): choice = .formats(formats, current: cycled(current, by: step))
        }
    }
}
