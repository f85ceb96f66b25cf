import FoundationEssentials
import MintDomain
import TerminalCore
import Theming

extension DetailContent {
    mutating func jobSummary(_ row: TrackedOperation, _ state: State) {
        paragraph(row.operation?.prompt.flatMap { $0.isEmpty ? nil : $0 } ?? row.title.string, .heading)
        add()
        let look = StatusAppearance(row)
        add(StyledLine([.init(look.glyph + " " + look.word, look.role), .init("   documentation job", .secondary)]))
        let since = row.transitions.last?.at ?? row.trackedAt
        if let mutation = state.decisions.inFlight[row.id] {
            pending(mutation, state.decisions.outbox.last { $0.mutation.operationID == row.id }, state)
        } else if row.operation?.status.isFinal == false {
            add(StyledLine(SafeText("at work for ") + withTimes { $0.running(since: since) }, .secondary))
        } else if row.operation?.status.isFinal == true {
            let age = withTimes { $0.age(of: since) }
            add(StyledLine(age == "now" ? "just now" : age + " ago", .secondary))
        }
        problems(row)
        add()
        field("Job", SafeText(row.id.rawValue))
        guard let operation = row.operation, let job = operation.job else { return }
        field("Repository", SafeText(job.source ?? "not told"), job.source == nil ? .secondary : .text)
        if let model = job.model { field("Model", SafeText(model)) }
        if let link = job.pullRequestURL {
            field("PR", SafeText(link), .link)
        } else {
            field("PR", operation.status.isFinal ? "none: no file was changed" : "none yet", .secondary)
        }
        if let created = operation.createdAt { field("Created", times.clock(state.agent.clock.local(created))) }
        if let archived = job.archivedAt { field("Archived", times.clock(state.agent.clock.local(archived))) }
        if let confirmed = row.confirmedAt { field("Confirmed", times.clock(confirmed)) }
    }

    /// Adds the messages to a job with their times and states.
    mutating func conversation(_ row: TrackedOperation, _ state: State) {
        guard let conversation = state.fetched.conversation, conversation.id == row.id else {
            return add(StyledLine("Reading the store…", .secondary))
        }
        if conversation.messages.isEmpty {
            add(StyledLine("No messages from mintop.", .text))
            add()
            return add(
                StyledLine([
                    .init(state.keyName(.message), .keyHint), .init("   gives it a further instruction", .secondary),
                ]))
        }
        for message in conversation.messages {
            let name: SafeText = message.isPrompt ? "prompt" : "message"
            var line = StyledLine(times.clock(message.createdAt) + "  ", .secondary)
            line.append(name + SafeText(" ").repeated(9 - name.columns), .heading)
            let end = ending(of: message, state.decisions.outbox.first { $0.id == message.id })
            line.append(end.text, end.role)
            add(line)
            paragraph(message.text, .text)
            if let reason = end.reason { paragraph(reason, end.role) }
            add()
        }
        paragraph("The API does not return the agent's replies; see the pull request.", .secondary)
    }

    /// Returns the state of a message; the outbox is newer than the stored state.
    private mutating func ending(of message: JobMessage, _ item: OutboxItem?) -> MessageEnding {
        if let retry = item?.retry {
            return MessageEnding(text: "not sent yet", reason: retry.reason, role: .warning)
        }
        let sending = MessageEnding(text: "sending…", reason: nil, role: .statusQueued)
        if item?.otherPlace != nil { return sending }
        switch item?.state ?? message.state {
        case .held(nil, let reason): return MessageEnding(text: "held", reason: reason, role: .warning)
        case .held(let until?, _):
            let time = withTimes { $0.until(until) }
            return MessageEnding(text: SafeText("held ") + time, reason: nil, role: .warning)
        case .waiting(let reason, _) where item != nil:
            return MessageEnding(text: "held", reason: reason, role: .warning)
        case .sending: return sending
        case .accepted: return MessageEnding(text: "✔ sent", reason: nil, role: .success)
        case .refused(let reason): return MessageEnding(text: "✖ refused", reason: reason, role: .error)
        case .canceled: return MessageEnding(text: "taken back", reason: nil, role: .secondary)
        case .waiting(let reason, _), .uncertain(let reason):
            return MessageEnding(text: "? whether it arrived is not known", reason: reason, role: .warning)
        }
    }
}

private struct MessageEnding {
    var text: SafeText
    var reason: String?
    var role: Role
}
