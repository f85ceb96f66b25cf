import MintDomain
import TerminalCore

/// The most operations that a bulk decision changes without asking for their number.
private let mostUncounted = 5

/// Decides about those marked operations that allow the verb and names the others.
///
/// The dialog keeps the ids of the marked operations.
func startBulk(_ verb: Verb, _ state: inout State) -> [Effect] {
    state.lists.operations.marks.closeRange()
    guard verb.input == .none else {
        let hint: SafeText = "Feedback is about one preview: Enter opens the one under the cursor, r revises it there."
        note(.warning, hint, &state)
        return []
    }
    let bulk = state.bulk(verb)
    guard !bulk.ids.isEmpty else {
        note(.warning, "Nothing marked can be \(verb.participle): \(named(bulk.leftAlone)).", &state)
        return []
    }
    if bulk.asksForCount || bulk.hidden > 0 || !state.decisionRules.holds {
        state.overlays.dialogs.append(.bulk(bulk))
        return []
    }
    return send(bulk, &state)
}

extension State {
    /// The marked operations in list order, split by whether they allow the verb.
    fileprivate func bulk(_ verb: Verb) -> BulkConfirmation {
        let marked = marks.ids.map { (id: $0, position: operations.position(of: $0) ?? .max) }
            .sorted { ($0.position, $0.id) < ($1.position, $1.id) }
        var bulk = BulkConfirmation(verb: verb, ids: [], leftAlone: [], asksForCount: false)
        var resources: Set<ResourceReference> = []
        for (id, _) in marked {
            if let reason = exclusion(of: id, from: verb) {
                bulk.leftAlone.append(BulkConfirmation.Exception(id: id, reason: reason))
            } else if let resource = mutation(verb, of: id, nil)?.resource, !resources.insert(resource).inserted {
                bulk.leftAlone.append(BulkConfirmation.Exception(id: id, reason: "the same \(resource.type)"))
            } else {
                bulk.ids.append(id)
            }
        }
        bulk.asksForCount = bulk.ids.count > mostUncounted
        bulk.hidden = bulk.ids.count { operations.position(of: $0) == nil }
        bulk.hiddenBy = narrowing(of: .operations) ?? "the held order"
        for id in bulk.ids { bulk.stages[id] = preview(of: id, for: verb) }
        return bulk
    }

    /// The reason in one or two words why a verb excludes an operation; nil if it does not.
    fileprivate func exclusion(of id: OperationID, from verb: Verb) -> SafeText? {
        guard let row = operations[id: id] else { return "gone" }
        guard !allows(verb, row) else { return nil }
        if let pending = decisions.inFlight[id] { return "\(pending.verb) on its way" }
        guard let operation = row.operation else { return "not read yet" }
        guard verb.target == .resource, operation.status == .failed else { return StatusAppearance(row).word }
        guard let resource = operation.resource else { return "nothing known of it" }
        return decisions.resourcesInFlight[resource].map { "\($0.verb) on its way" } ?? operation.kind.longName
    }

    /// A note that the operation has another preview than the decided one; nil if it has not.
    fileprivate func otherPreview(of id: OperationID, than stage: PreviewStage?) -> SafeText? {
        stage.map { isReplaced($0, of: id) } == true ? "another preview" : nil
    }

    /// Whether a bulk decision can include that operation now.
    func allows(_ verb: Verb, _ row: TrackedOperation) -> Bool {
        guard verb.target == .resource else { return refusal(of: verb, row) == nil }
        return target(of: verb, row).isFound
    }

    /// The decision about an operation; nil if the server did not say what it made.
    fileprivate func mutation(_ verb: Verb, of id: OperationID, _ preview: PreviewStage?) -> Mutation? {
        if verb.target == .operation { return Mutation(verb, .operation(id), preview: preview) }
        guard let resource = operations[id: id]?.operation?.resource, let kind = resource.kind else { return nil }
        return Mutation(verb, .resource(kind, resource.id))
    }
}

/// Removes the operations that no longer allow the decision of the open dialog.
func settleBulk(_ state: inout State) {
    for (index, dialog) in state.overlays.dialogs.enumerated() {
        guard case .bulk(var bulk) = dialog else { continue }
        let lost = bulk.ids.compactMap { id in
            (state.exclusion(of: id, from: bulk.verb) ?? state.otherPreview(of: id, than: bulk.stages[id])).map {
                BulkConfirmation.Exception(id: id, reason: $0)
            }
        }
        guard !lost.isEmpty else { continue }
        let gone = Set(lost.map(\.id))
        bulk.ids.removeAll(where: gone.contains)
        bulk.dropped += lost
        bulk.isConfirmFocused = false
        bulk.complaint = nil
        state.overlays.dialogs[index] = .bulk(bulk)
    }
}

func bulkKey(_ key: Key, _ bulk: BulkConfirmation, _ state: inout State) -> [Effect] {
    var bulk = bulk
    if state.closesDialog(key) || key == .character("n") {
        state.overlays.dialogs.removeLast()
        return []
    }
    if bulk.asksForCount { return countKey(key, bulk, &state) }
    if key == .character("y") || (key.code == .enter && bulk.isConfirmFocused) {
        state.overlays.dialogs.removeLast()
        return send(bulk, &state)
    }
    if key.code == .enter {
        state.overlays.dialogs.removeLast()
    } else if key.movesFocus {
        bulk.isConfirmFocused.toggle()
        replaceTop(.bulk(bulk), &state.overlays)
    }
    return []
}

/// Handles a key of the count dialog. Enter confirms if the typed number is correct and goes back if nothing is typed.
private func countKey(_ key: Key, _ bulk: BulkConfirmation, _ state: inout State) -> [Effect] {
    var bulk = bulk
    bulk.complaint = nil
    switch key.code {
    case .enter where bulk.typed.isEmpty:
        state.overlays.dialogs.removeLast()
        return []
    case .enter where bulk.countMatches:
        state.overlays.dialogs.removeLast()
        return send(bulk, &state)
    case .enter:
        bulk.complaint = "Not done: it would be \(bulk.ids.count), not \(bulk.typed)."
        bulk.typed = ""
    case .backspace: bulk.typed = String(bulk.typed.dropLast())
    case .character(let digit) where ("0"..."9").contains(digit) && key.modifiers.isEmpty && bulk.typed.count < 7:
        bulk.typed.append(digit)
    default: return []
    }
    replaceTop(.bulk(bulk), &state.overlays)
    return []
}

/// Sends one mutation for each operation, undone together, and clears the marks.
private func send(_ bulk: BulkConfirmation, _ state: inout State) -> [Effect] {
    if let refusal = state.refusalToDecide {
        note(.warning, refusal, &state)
        return []
    }
    if bulk.ids.isEmpty { note(.warning, "Nothing was left to be \(bulk.verb.participle).", &state) }
    let decisions = bulk.ids.compactMap { state.mutation(bulk.verb, of: $0, bulk.stages[$0]) }
    for mutation in decisions { state.note(onItsWay: mutation) }
    state.decisions.bulks.begin(decisions)
    state.lists.operations.marks.remove(bulk.ids)
    let exceptions = bulk.leftAlone + bulk.dropped
    if !exceptions.isEmpty, !bulk.ids.isEmpty {
        note(.warning, "\(bulk.ids.count) to be \(bulk.verb.participle); left alone: \(named(exceptions)).", &state)
    }
    return decisions.map { .perform($0) }
}

/// The first three exceptions with their reasons, on one line.
func named(_ exceptions: [BulkConfirmation.Exception]) -> SafeText {
    let shown = exceptions.prefix(3).map { exception in
        "\(SafeText(exception.id.rawValue).clipped(to: 20).string) (\(exception.reason.clipped(to: 20).string))"
    }
    let more = exceptions.count > 3 ? " and \(exceptions.count - 3) more" : ""
    return SafeText(shown.joined(separator: ", ") + more)
}
