import FoundationEssentials
import MintDomain
import TerminalCore
import Theming

extension DetailContent {
    mutating func summary(_ row: TrackedOperation, _ state: State) {
        paragraph(row.operation?.prompt.flatMap { $0.isEmpty ? nil : $0 } ?? row.title.string, .heading)
        add()
        statusLine(row, state)
        if let operation = row.operation {
            if state.watched.contains(row.id) { add(StyledLine(watchGlyph + " watched; w ends that", .secondary)) }
            if let progress = StageProgress(row, operation, decision: state.decisions.accepted[row.id]) {
                add()
                add(strip(progress, operation))
            }
        }
        problems(row)
        add()
        facts(row)
    }

    mutating func statusLine(_ row: TrackedOperation, _ state: State) {
        let look = StatusAppearance(row)
        var line = StyledLine([.init(look.glyph + " " + look.word, look.role)])
        guard let operation = row.operation else { return add(line) }
        let words = [operation.kind.longName.string, operation.preset, operation.mode.map { "\($0.rawValue) mode" }]
        line.append(SafeText("   " + words.compactMap(\.self).joined(separator: " · ")), .secondary)
        add(line)
        let start = operation.createdAt.map(times.local) ?? row.trackedAt
        let item = state.decisions.outbox.last { $0.rowID == row.id }
        if let pending = state.decisions.inFlight[row.id] ?? item?.mutation {
            self.pending(pending, item, state)
        } else if let end = operation.endedAt.map(times.local) {
            add(StyledLine(SafeText("took ") + times.elapsed(from: start, to: end), .secondary))
        } else if operation.awaitsPerson {
            let since = operation.updatedAt.map(times.local) ?? start
            add(StyledLine(SafeText("waiting for you ") + withTimes { $0.running(since: since) }, look.role))
        } else {
            var line = StyledLine(SafeText("for ") + withTimes { $0.running(since: start) }, .secondary)
            if let estimate = state.forecasts[row.id]?.estimate(at: state.now) {
                if !estimate.isSlow { line.append("   \(estimate.fractionText) of this stage", .estimate) }
                line.append("   \(estimate.remainingText)", .estimate)
            }
            add(line)
        }
    }

    mutating func pending(_ mutation: Mutation, _ item: OutboxItem?, _ state: State) {
        if let until = item?.heldUntil {
            let time = withTimes { $0.until(until) }
            let undo = state.keyName(.undo)
            add(StyledLine(SafeText("\(mutation.verb) is held for ") + time + "; \(undo) takes it back", .warning))
        } else if let item, let place = item.otherPlace {
            add(StyledLine("\(mutation.verb) is " + (item.isHeld ? "held by " : "being sent by ") + place, .warning))
        } else if item?.isHere == true {
            add(StyledLine("\(mutation.verb) was held and has not been sent", .warning))
        } else {
            add(StyledLine("\(mutation.verb) is on its way…", .warning))
        }
    }

    /// The stages of an operation as a strip: past, current and coming.
    private func strip(_ progress: StageProgress, _ operation: Operation) -> StyledLine {
        var line = StyledLine()
        let look = StatusAppearance(operation.status, awaitsPerson: operation.awaitsPerson)
        for (index, name) in progress.names.enumerated() {
            let isPast = index < progress.reached
            if index > 0 {
                let isBehind = index <= progress.reached
                line.append(isBehind ? " ━━ " : " ── ", isBehind ? .progressFilled : .progressEmpty)
            }
            if index == progress.reached {
                line.append(SafeText("\(look.glyph) ") + SafeText(name), look.role)
            } else {
                line.append(isPast ? "● \(name)" : "○ \(name)", isPast ? .progressFilled : .disabled)
            }
        }
        return line
    }

    mutating func problems(_ row: TrackedOperation) {
        if let failure = row.operation?.failure {
            add()
            add(StyledLine(SafeText(failure.code), .error))
            paragraph(failure.message, .text)
        }
        if let billing = row.operation?.billing {
            add()
            let needed = billing.requiredCredits.map { "needs \(grouped($0)) Credits" }
            let available = billing.availableCredits.map { "\(grouped($0)) available" }
            let text = [billing.reason, needed, available].compactMap(\.self).joined(separator: ", ")
            paragraph(text.isEmpty ? "Credits are needed to go on." : text, .statusBilling)
            if let url = billing.actionURL { field("Pay at", SafeText(url), .link) }
        }
        if let problem = row.problem {
            add()
            paragraph(problem.sentence, .error)
        }
    }

    private mutating func facts(_ row: TrackedOperation) {
        let isNew = row.id.rawValue.hasPrefix("new-") && row.rawJSON == nil
        field("Operation", isNew ? "not started yet" : SafeText(row.id.rawValue))
        guard let operation = row.operation else { return }
        if let resource = operation.resource {
            field(
                SafeText(resource.type.prefix(1).uppercased() + resource.type.dropFirst()),
                SafeText(resource.id.rawValue))
        }
        if let caption = operation.caption { field("Caption", SafeText(caption)) }
        if let model = operation.generationModel { field("Engine", SafeText(model)) }
        if let level = operation.optimizationLevel { field("Level", SafeText(level)) }
        if let credits = operation.credits {
            let estimated = credits.estimated.map { "\(grouped($0)) estimated" }
            let reserved = credits.reserved > 0 ? "\(grouped(credits.reserved)) reserved" : nil
            let final = credits.finalized > 0 ? "\(grouped(credits.finalized)) spent" : nil
            let text = [estimated, reserved, final].compactMap(\.self).joined(separator: " · ")
            if !text.isEmpty { field("Credits", SafeText(text)) }
        }
        if !operation.assets.isEmpty {
            field("Files", SafeText(operation.assets.map(\.name).joined(separator: ", ")))
        }
        if let created = operation.createdAt { field("Started", times.clock(times.local(created))) }
        if let ended = operation.endedAt { field("Ended", times.clock(times.local(ended))) }
        if !isNew, let confirmed = row.confirmedAt { field("Confirmed", times.clock(confirmed)) }
        if let page = operation.mintURL { field("Page", SafeText(page), .link) }
    }

    mutating func summary(_ resource: Resource, _ state: State) {
        paragraph(resource.title.string, .heading)
        if let prompt = resource.prompt, prompt != resource.name {
            add()
            paragraph(prompt, .text)
        }
        add()
        let look = StatusAppearance(resource)
        add(
            StyledLine([
                .init(look.glyph + " " + look.word, look.role), .init("   \(resource.kind.rawValue)", .secondary),
            ]))
        let reference = ResourceReference(type: resource.kind.rawValue, id: resource.id)
        if let mutation = state.decisions.resourcesInFlight[reference] {
            pending(mutation, state.decisions.outbox.last { $0.mutation.resource == reference }, state)
        }
        if let problem = resource.lastError {
            add()
            paragraph(problem, .error)
        }
        add()
        field(resource.kind == .world ? "World" : "Model", SafeText(resource.id.rawValue))
        if let caption = resource.caption { field("Caption", SafeText(caption)) }
        if let stage = resource.workflowStage { field("Stage", SafeText(stage)) }
        if !resource.assets.isEmpty { field("Files", SafeText(resource.assets.map(\.name).joined(separator: ", "))) }
        if let created = resource.createdAt { field("Made", times.clock(times.local(created))) }
        if let confirmed = state.resources(resource.kind).confirmedAt { field("Confirmed", times.clock(confirmed)) }
        if let page = resource.mintURL { field("Page", SafeText(page), .link) }
    }
}
