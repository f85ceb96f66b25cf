import FoundationEssentials
package import MintDomain
package import TerminalCore

extension State {
    /// Whether a decision of this process is held.
    var holdsDecision: Bool { decisions.outbox.contains(where: \.isHere) }

    /// The reason for refusing an action that applies only to operations that the server knows.
    var refusalOfUnstarted: SafeText? { actsOnMarks ? nil : refusalOfUnstartedRow }

    /// The same, whether or not rows are marked.
    var refusalOfUnstartedRow: SafeText? { selectedOperation.flatMap(refusalOfNewRow) }

    /// The selected generation that is not started yet and can be undone; nil if there is none.
    var unstartedItem: OutboxItem? {
        guard !actsOnMarks, let row = selectedOperation, let item = newItem(row.id) else { return nil }
        return item.isHere ? item : nil
    }

    /// The reason why a verb cannot be used on the selection or the marked rows now; nil if it can.
    func refusal(toDecide verb: Verb) -> SafeText? {
        if verb == .cancel {
            if unstartedItem != nil { return nil }
        } else if verb.service == .mint, let refusalOfUnstarted {
            return refusalOfUnstarted
        }
        return refusalToDecide ?? refusalOfVerb(verb)
    }

    var refusalToWatch: SafeText? { watchable.isEmpty ? "Select an operation (1) or a job (4) first." : nil }

    var refusalToCopy: SafeText? {
        currentSubject == nil && overlays.viewer == nil ? "Select a row first." : nil
    }

    var refusalToMark: SafeText? {
        tracked(focus) == nil ? "Marks are for the Operations pane (\(keyName(.focusOperations)))." : nil
    }

    var refusalOfPages: SafeText? {
        focus.resourceKind == nil ? "Pages are for the \(resourcePaneNames)." : nil
    }

    var refusalOfTiles: SafeText? {
        keyScope == .sheet ? nil : "Only for thumbnails (\(keyName(.sheet)))."
    }

    var refusalToSearch: SafeText? {
        layout.form == .line ? refusalOfList : currentSubject == nil ? "Select a row first." : nil
    }

    func refusal(toFocus pane: Pane) -> SafeText? {
        pane.service != nil && tracked(pane) == nil ? pane.name + " need a Mintlify key, or the local service." : nil
    }

    var resourcePaneNames: SafeText {
        "Worlds and Models panes (\(keyName(.focusWorlds)), \(keyName(.focusModels)))"
    }

    private func refusalOfVerb(_ verb: Verb) -> SafeText? {
        if verb.service == .agent { return refusalToMessage }
        return verb.target == .resource ? refusalOfTarget(verb) : refusalOfSelection(verb)
    }

    func refusalOfSelection(_ verb: Verb) -> SafeText? {
        if actsOnMarks { return nil }
        if let refusalOfArrival { return refusalOfArrival }
        if overlays.desk != nil, selectedOperation == nil { return "Nothing is under review." }
        if let refusal = refusalOfDesk(verb) { return refusal }
        guard let row = selectedOperation else {
            return listFocus == .operations
                ? "There is no operation." : "Select an operation first (\(keyName(.focusOperations)))."
        }
        return refusal(of: verb, row)
    }

    var refusalToOpen: SafeText? {
        guard currentSubject != nil else { return "Select a row first." }
        guard openable.isEmpty else { return nil }
        return listFocus == .jobs ? "There is no pull request yet." : "There is no file to open yet."
    }

    var refusalOfList: SafeText? {
        if layout.form == .line { return "The terminal is too small for lists: enlarge it." }
        return focus == .detail ? "Only in the lists (1, 2, 3)." : nil
    }

    private var refusalToMessage: SafeText? {
        guard let jobPane = lists[.agent] else { return refusal(toFocus: .jobs) }
        guard listFocus == .jobs else { return "Select a job first (\(keyName(.focusJobs)))." }
        if focus == .jobs, !jobPane.marks.isEmpty { return nil }
        if let refusalOfArrival { return refusalOfArrival }
        guard let row = jobPane.selected else { return "There is no job." }
        return refusal(of: .message, row)
    }

    private func refusalOfTarget(_ verb: Verb) -> SafeText? {
        if actsOnMarks {
            return verb.input == .none ? nil : "This works on one row; Esc clears the marks."
        }
        if case .refused(let sentence) = target(of: verb) { return sentence }
        return refusalOfArrival
    }

    var refusalToArm: SafeText? {
        switch decisionRules.readOnly {
        case .off: "Changes are allowed already."
        case .on: "This is read-only for the whole session, and cannot be armed."
        case .untilArmed: decisions.isArmed ? "Changes are allowed already; :disarm ends that." : nil
        }
    }

    var refusalToDisarm: SafeText? {
        switch decisionRules.readOnly {
        case .off: "Only a profile that starts read-only can be disarmed."
        case .on: "This is read-only already."
        case .untilArmed: decisions.isArmed ? nil : "This is read-only already."
        }
    }
}

extension State {
    var actsOnMarks: Bool { overlays.desk == nil && focus == .operations && !marks.isEmpty }

    /// The reason why no decision can be made now; nil if one can.
    var refusalToDecide: SafeText? {
        if isReadOnly {
            return decisionRules.readOnly == .untilArmed
                ? "Read-only until :arm." : "This is read-only: nothing can be changed from here."
        }
        return layout.form == .line ? "The terminal is too small to decide anything: enlarge it." : nil
    }
}

extension State {
    /// The refusal of a second decision, with the verb and the phase of the first.
    private func refusal(because pending: Mutation, of row: TrackedOperation) -> SafeText {
        let item = decisions.outbox.last { $0.mutation == pending }
        let age = item?.madeAt.map { made in
            var times = TimeTexts(now: now, timeZone: .gmt)
            return ", made " + times.running(since: made) + " ago,"
        }
        let place: SafeText =
            if let place = item?.otherPlace {
                "is \(item?.isHeld == true ? "held" : "being sent") by " + place
            } else if item?.isLeftOver == true {
                "is kept from before"
            } else if item?.retry != nil {
                "has no answer yet"
            } else {
                item?.isHeld == true ? "is held" : "is being sent"
            }
        return SafeText("\(pending.verb) of ") + row.quotedName + (age ?? "") + " " + place + "."
    }

    /// The reason why a verb does not apply to that operation now, as one sentence; nil if it does.
    package func refusal(of verb: Verb, _ row: TrackedOperation) -> SafeText? {
        if let refusal = refusalOfNewRow(row) { return refusal }
        if let pending = decisions.inFlight[row.id], !(verb == .cancel && !pending.isCancel) {
            return refusal(because: pending, of: row)
        }
        if verb.service == .agent {
            return row.problem == .gone ? "The service does not know \(row.id.rawValue) any more." : nil
        }
        if isJob(row.id) { return "That is for operations; a job takes messages (\(keyName(.message)))." }
        guard let operation = row.operation else { return "\(row.id.rawValue) was not read yet." }
        if verb == .approve, let at = decisions.replacedPreviews[row.id], now.timeIntervalSince(at) < arrivalSeconds {
            return "\(row.id.rawValue) got another preview just now: look at it first."
        }
        if verb == .approve, let news = paused?[.mint].upserted[row.id], news.previewStage != row.previewStage {
            return "\(row.id.rawValue) changed while the screen is paused: \(keyName(.pause)) shows how."
        }
        if verb.requirement == .preview, operation.status == .previewReady, !operation.awaitsPerson {
            return "\(row.id.rawValue) runs in auto mode and needs no decision."
        }
        if verb.requirement.isMet(by: operation.status) { return nil }
        let word = StatusAppearance(row).word
        return switch verb.requirement {
        case .preview: "Only a preview can be \(verb.participle); this is \(word)."
        case .unfinished: "\(row.id.rawValue) is \(word) already."
        case .billing: "Only what waits for Credits can be \(verb.participle); this is \(word)."
        case .none, .finishedModel, .failed: nil
        }
    }
}
