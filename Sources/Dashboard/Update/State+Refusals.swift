import FoundationEssentials
package import MintDomain
package import TerminalCore

extension State {
    /// The reason why a command is not available now, as one sentence; nil if it is.
    package func refusal(toRun command: Command) -> SafeText? {
        let isAboutMarks = actsOnMarks && command != .mark && command != .markRange
        if command.needsServerRow, !isAboutMarks, let row = selectedOperation, let refusal = refusalOfNewRow(row) {
            return refusal
        }
        if let verb = command.verb { return refusalToDecide ?? refusalOfVerb(verb) }
        return switch command {
        case .create: refusalToDecide
        case .undo: decisions.outbox.contains(where: \.isHere) ? nil : "Nothing is held that could be taken back."
        case .watch: watchable.isEmpty ? "Select an operation (1) or a job (4) first." : nil
        case .open: refusalToOpen
        case .copy, .copyMenu: currentSubject == nil && overlays.viewer == nil ? "Select a row first." : nil
        case .download, .stopDownload: refusalOfFile(command)
        case .downloadAll: refusalToDownloadAll()
        case .look: refusalToLook()
        case .sheet: focus.resourceKind == nil ? "Thumbnails are for the \(resourcePanes)." : nil
        case .compare, .flicker, .earlierPreview, .laterPreview: refusalToGoBack(command)
        case .editFeedback: refusalToDecide ?? refusalOfSelection(.revise)
        case .mark, .markRange, .markAll:
            tracked(focus) == nil ? "Marks are for the Operations pane (\(keyName(.focusOperations)))." : nil
        case .clearMarks: tracked(focus)?.marks.isEmpty ?? true ? "Nothing is marked here." : nil
        case .enlarge, .shrink, .moveDetail: refusalToArrange(command)
        case .openInEditor: selectedJSON == nil ? "There is no JSON of it yet." : nil
        case .nextServerPage, .previousServerPage:
            focus.resourceKind == nil ? "Pages are for the \(resourcePanes)." : nil
        case .focusJobs: jobPane == nil ? "Jobs need a Mintlify key, or the local service." : nil
        case .filter, .facet, .sort, .invertSort, .follow: refusalOfList
        case .search, .nextMatch, .previousMatch:
            layout.form == .line ? refusalOfList : currentSubject == nil ? "Select a row first." : nil
        case .nextReview: operations.counts.waiting == 0 ? "Nothing waits for you." : nil
        case .profile: setup.profiles.count > 1 ? nil : "There is no other profile; the settings file can name some."
        case .arm, .disarm: refusalToArm(command)
        default: nil
        }
    }

    private var resourcePanes: SafeText {
        "Worlds and Models panes (\(keyName(.focusWorlds)), \(keyName(.focusModels)))"
    }

    private func refusalOfVerb(_ verb: Verb) -> SafeText? {
        if verb.service == .agent { return refusalToMessage }
        return verb.target == .resource ? refusalOfTarget(verb) : refusalOfSelection(verb)
    }

    private func refusalOfSelection(_ verb: Verb) -> SafeText? {
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

    private var refusalToOpen: SafeText? {
        guard currentSubject != nil else { return "Select a row first." }
        guard openable.isEmpty else { return nil }
        return listFocus == .jobs ? "There is no pull request yet." : "There is no file to open yet."
    }

    private var refusalOfList: SafeText? {
        if layout.form == .line { return "The terminal is too small for lists: enlarge it." }
        return focus == .detail ? "This is for the lists (1, 2, 3)." : nil
    }

    private var refusalToMessage: SafeText? {
        guard let jobPane else { return refusal(toRun: .focusJobs) }
        guard listFocus == .jobs else { return "Select a job first (\(keyName(.focusJobs)))." }
        if focus == .jobs, !jobPane.marks.isEmpty { return nil }
        if let refusalOfArrival { return refusalOfArrival }
        guard let row = jobPane.selected else { return "There is no job." }
        return refusal(of: .message, row)
    }

    private func refusalOfTarget(_ verb: Verb) -> SafeText? {
        if actsOnMarks {
            return verb.input == .none ? nil : "This works on one at a time: Esc takes the marks away."
        }
        if case .refused(let sentence) = target(of: verb) { return sentence }
        return refusalOfArrival
    }

    private func refusalToArm(_ command: Command) -> SafeText? {
        switch (decisionRules.readOnly, command) {
        case (.off, .arm): "Changes are allowed already."
        case (.off, _): "Only a profile that starts read-only can be disarmed."
        case (.on, .arm): "This is read-only for the whole session, and cannot be armed."
        case (.on, _): "This is read-only already."
        case (.untilArmed, .arm): decisions.isArmed ? "Changes are allowed already; :disarm ends that." : nil
        case (.untilArmed, _): decisions.isArmed ? nil : "This is read-only already."
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
            switch item?.phase {
            case .held: "is held"
            case .offered: "is kept from before"
            case .elsewhere(let process, let isHeld):
                "is \(isHeld ? "held" : "being sent") by " + OutboxItem.place(of: process)
            case .waiting: "has no answer yet"
            case .sending, nil: "is being sent"
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
        if verb == .approve, let news = paused?.operations.upserted[row.id], news.previewStage != row.previewStage {
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
