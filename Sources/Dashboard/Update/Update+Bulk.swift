import MintDomain
import TerminalCore

/// The most operations that are acted on without their number being asked for.
private let mostUncounted = 5

/// Decides about the marked operations: about those that allow it; the others are named and left alone.
///
/// What the decision is about was marked on the screen, and stays with the dialog as ids.
func startBulk(_ command: Command, _ state: inout State) -> [Effect] {
    state.operationPane.marks.closeRange()
    guard command != .revise else {
        let hint: SafeText = "Feedback is about one preview: Enter opens the one under the cursor, r revises it there."
        note(.warning, hint, &state)
        return []
    }
    let bulk = state.bulk(command)
    guard !bulk.ids.isEmpty else {
        note(.warning, "Nothing marked can be \(command.participle): \(named(bulk.leftAlone)).", &state)
        return []
    }
    if bulk.asksForCount || bulk.hidden > 0 || !state.decisionRules.holds {
        state.dialogs.append(.bulk(bulk))
        return []
    }
    return send(bulk, &state)
}

extension State {
    /// The marked operations in the order of the list, apart by whether they allow the command.
    fileprivate func bulk(_ command: Command) -> BulkConfirmation {
        let marked = marks.ids.map { (id: $0, position: operations.position(of: $0) ?? .max) }
            .sorted { ($0.position, $0.id) < ($1.position, $1.id) }
        var bulk = BulkConfirmation(command: command, ids: [], leftAlone: [], asksForCount: false)
        var resources: Set<ResourceReference> = []
        for (id, _) in marked {
            if let reason = exclusion(of: id, from: command) {
                bulk.leftAlone.append(BulkConfirmation.Exception(id: id, reason: reason))
            } else if let resource = mutation(command, of: id)?.resource, !resources.insert(resource).inserted {
                bulk.leftAlone.append(BulkConfirmation.Exception(id: id, reason: "the same \(resource.type)"))
            } else {
                bulk.ids.append(id)
            }
        }
        bulk.asksForCount = bulk.ids.count > mostUncounted
        bulk.hidden = bulk.ids.count { operations.position(of: $0) == nil }
        bulk.hiddenBy = narrowing(of: .operations) ?? "the held order"
        if command == .approve {
            for id in bulk.ids { bulk.stages[id] = operations[id: id]?.previewStage }
        }
        return bulk
    }

    /// Why a command leaves an operation alone, in a word or two; nil where it acts on it.
    fileprivate func exclusion(of id: OperationID, from command: Command) -> SafeText? {
        guard let row = operations[id: id] else { return "gone" }
        guard !allows(command, row) else { return nil }
        if let pending = inFlight[id] { return "\(pending.verb) on its way" }
        guard let operation = row.operation else { return "not read yet" }
        guard command == .retry, operation.status == .failed else { return StatusAppearance(row).word }
        guard let resource = operation.resource else { return "nothing known of it" }
        return resourcesInFlight[resource].map { "\($0.verb) on its way" } ?? operation.kind.longName
    }

    /// Says that an operation has another preview than the one that was decided about; nil where it has not.
    fileprivate func otherPreview(of id: OperationID, than stage: PreviewStage?) -> SafeText? {
        stage == nil || operations[id: id]?.previewStage == stage ? nil : "another preview"
    }

    /// Whether a decision that several can share works on that operation now.
    func allows(_ command: Command, _ row: TrackedOperation) -> Bool {
        guard command == .retry else { return refusal(of: command, row) == nil }
        if case .found = target(of: .retry, row) { return true }
        return false
    }

    /// The decision a command makes about an operation; nil for one that needs more words.
    fileprivate func mutation(_ command: Command, of id: OperationID) -> Mutation? {
        switch command {
        case .approve: return .approve(id)
        case .cancel: return .cancel(id)
        case .resume: return .resume(id)
        case .retry:
            guard let resource = operations[id: id]?.operation?.resource, let kind = resource.kind else { return nil }
            return .retry(kind, resource.id)
        default: return nil
        }
    }
}

/// Takes out of the open dialog what does not allow its decision any more.
func settleBulk(_ state: inout State) {
    for (index, dialog) in state.dialogs.enumerated() {
        guard case .bulk(var bulk) = dialog else { continue }
        let lost = bulk.ids.compactMap { id in
            (state.exclusion(of: id, from: bulk.command) ?? state.otherPreview(of: id, than: bulk.stages[id])).map {
                BulkConfirmation.Exception(id: id, reason: $0)
            }
        }
        guard !lost.isEmpty else { continue }
        let gone = Set(lost.map(\.id))
        bulk.ids.removeAll(where: gone.contains)
        bulk.dropped += lost
        bulk.isConfirmFocused = false
        bulk.complaint = nil
        state.dialogs[index] = .bulk(bulk)
    }
}

func bulkKey(_ key: Key, _ bulk: BulkConfirmation, _ state: inout State) -> [Effect] {
    var bulk = bulk
    if state.closesDialog(key) || key == .character("n") {
        state.dialogs.removeLast()
        return []
    }
    if bulk.asksForCount { return countKey(key, bulk, &state) }
    if key == .character("y") || (key.code == .enter && bulk.isConfirmFocused) {
        state.dialogs.removeLast()
        return send(bulk, &state)
    }
    if key.code == .enter {
        state.dialogs.removeLast()
    } else if key.movesFocus {
        bulk.isConfirmFocused.toggle()
        replaceTop(.bulk(bulk), &state)
    }
    return []
}

/// Enter acts where the typed number is that of the operations; with nothing typed it goes back.
private func countKey(_ key: Key, _ bulk: BulkConfirmation, _ state: inout State) -> [Effect] {
    var bulk = bulk
    bulk.complaint = nil
    switch key.code {
    case .enter where bulk.typed.isEmpty:
        state.dialogs.removeLast()
        return []
    case .enter where bulk.countMatches:
        state.dialogs.removeLast()
        return send(bulk, &state)
    case .enter:
        bulk.complaint = "Not done: it would be \(bulk.ids.count), not \(bulk.typed)."
        bulk.typed = ""
    case .backspace: bulk.typed = String(bulk.typed.dropLast())
    case .character(let digit) where ("0"..."9").contains(digit) && key.modifiers.isEmpty && bulk.typed.count < 7:
        bulk.typed.append(digit)
    default: return []
    }
    replaceTop(.bulk(bulk), &state)
    return []
}

/// Makes each of them a decision of its own, to be taken back together; they are not marked any more.
private func send(_ bulk: BulkConfirmation, _ state: inout State) -> [Effect] {
    if let refusal = state.refusalToDecide {
        note(.warning, refusal, &state)
        return []
    }
    if bulk.ids.isEmpty { note(.warning, "Nothing was left to be \(bulk.command.participle).", &state) }
    let decisions = bulk.ids.compactMap { state.mutation(bulk.command, of: $0) }
    for mutation in decisions { state.note(onItsWay: mutation) }
    for (id, stage) in bulk.stages where state.inFlight[id] != nil { state.approvedStages[id] = stage }
    state.bulks.begin(decisions)
    state.operationPane.marks.remove(bulk.ids)
    let exceptions = bulk.leftAlone + bulk.dropped
    if !exceptions.isEmpty, !bulk.ids.isEmpty {
        note(.warning, "\(bulk.ids.count) to be \(bulk.command.participle); left alone: \(named(exceptions)).", &state)
    }
    return decisions.map { .perform($0) }
}

/// The first few with their reasons, in one line.
func named(_ exceptions: [BulkConfirmation.Exception]) -> SafeText {
    let shown = exceptions.prefix(3).map { exception in
        "\(SafeText(exception.id.rawValue).clipped(to: 20).string) (\(exception.reason.clipped(to: 20).string))"
    }
    let more = exceptions.count > 3 ? " and \(exceptions.count - 3) more" : ""
    return SafeText(shown.joined(separator: ", ") + more)
}

extension Command {
    /// What has been done to an operation after it: `approved`.
    var participle: SafeText {
        switch self {
        case .approve: "approved"
        case .cancel: "canceled"
        case .resume: "resumed"
        case .optimize: "optimized"
        case .convert: "converted"
        case .retry: "tried again"
        default: SafeText(rawValue)
        }
    }
}
