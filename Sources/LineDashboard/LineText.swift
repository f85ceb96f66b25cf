import Dashboard
import FoundationEssentials
import MintDomain
import TerminalCore

/// The texts of line mode. They use words only, so that nothing depends on a symbol, a color or a position.
struct LineText {
    private static let promptColumns = 200

    private let state: State
    private var times: TimeTexts

    init(_ state: State, timeZone: TimeZone) {
        self.state = state
        times = TimeTexts(now: state.now, timeZone: timeZone, serverClock: state.mint.clock)
    }

    /// A row of a list: `op_1: review, model, 2m04, watched: A brass key`.
    mutating func line(_ row: TrackedOperation) -> SafeText {
        var words = [StatusAppearance(row).word.string]
        if let kind = row.operation?.kind { words.append(kind.longName.string) }
        if let time = time(row) { words.append(time.string) }
        if let code = row.operation?.failure?.code { words.append(code) }
        if let item = state.decisions.outbox.last(where: { $0.mutation.operationID == row.id }), item.isHere {
            words.append("\(item.mutation.verb) held")
        }
        if state.watched.contains(row.id) { words.append("watched") }
        if let problem = row.problem, !problem.isServerWide { words.append(problem.sentence) }
        return "\(row.id): \(SafeText(words.joined(separator: ", ")))" + ending(row)
    }

    /// The title at the end of a line that begins with the id.
    private func ending(_ row: TrackedOperation) -> SafeText {
        row.title.string == row.id.rawValue ? "" : ": " + row.title.clipped(to: Self.promptColumns)
    }

    /// A change of status: `14:02:33 op_1 is review, was running: A brass key`.
    mutating func line(_ transition: Transition, of row: TrackedOperation) -> SafeText {
        let word = word(transition.to, of: row)
        let before: SafeText = transition.from.map { ", was " + self.word($0, of: row) } ?? ", read for the first time"
        let failure = transition.to == .failed ? row.operation?.failure.map { " (\(SafeText($0.code)))" } ?? "" : ""
        return times.clock(transition.at) + " \(row.id) is " + word + SafeText(failure) + before + ending(row)
    }

    /// The details of an operation or a job, one per line.
    mutating func details(_ row: TrackedOperation) -> [SafeText] {
        var lines = [line(row)]
        func add(_ name: SafeText, _ value: String?) {
            if let value, !value.isEmpty { lines.append(name + ": " + SafeText(value)) }
        }
        let operation = row.operation
        add("Prompt", operation?.prompt)
        let making = [operation?.preset, operation?.mode.map { "\($0.rawValue) mode" }, operation?.generationModel]
        add("How", making.compactMap(\.self).joined(separator: ", "))
        add("Result", operation?.resource.map { "\($0.type) \($0.id)" })
        add("Repository", operation?.job?.source)
        if let stage = row.previewStage { add("Preview", "number \(stage.number)") }
        add("Failure", operation?.failure.map { "\($0.code): \($0.message)" })
        add("Bill", operation?.billing.map { "waits for Credits (\($0.reason ?? "no reason given"))" })
        add("Credits", operation?.credits.map { "\($0.finalized) charged, \($0.reserved) reserved" })
        add("To open", Self.links(row).map(\.name).joined(separator: ", "))
        add("Problem", row.problem?.sentence)
        for transition in row.transitions {
            lines.append(times.clock(transition.at) + " " + word(transition.to, of: row))
        }
        if let confirmed = row.confirmedAt { lines.append("Confirmed at " + times.clock(confirmed)) }
        return lines
    }

    /// A World or a Model in a list: `model_1: done, 2d ago: Brass astrolabe`.
    mutating func line(_ resource: Resource) -> SafeText {
        var words = [StatusAppearance(resource).word.string]
        if let created = resource.createdAt { words.append(times.age(of: times.local(created)).string) }
        let title = resource.title.clipped(to: Self.promptColumns)
        let ending: SafeText = title.string == resource.id.rawValue ? "" : ": " + title
        return "\(resource.id): \(SafeText(words.joined(separator: ", ")))" + ending
    }

    mutating func details(_ resource: Resource) -> [SafeText] {
        var lines = [line(resource)]
        func add(_ name: SafeText, _ value: String?) {
            if let value, !value.isEmpty { lines.append(name + ": " + SafeText(value)) }
        }
        add("Prompt", resource.prompt)
        add("Stage", resource.workflowStage ?? resource.stage)
        add("Failure", resource.lastError)
        add("To open", Self.links(.resource(resource)).map(\.name).joined(separator: ", "))
        return lines
    }

    /// The counts by status: `LOCAL: 12 operations, 3 jobs; 2 review, 1 running.`
    static func counts(_ state: State) -> SafeText {
        let counts = state.operations.counts
        let parts = [
            (counts.review, "review"), (counts.billing, "billing"), (counts.running, "running"),
            (counts.queued, "queued"), (counts.unknown, "in a status this program does not know"),
            (counts.failed, "failed"), (counts.partial, "partial"), (counts.canceled, "canceled"),
            (counts.done, "done"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let jobs = state.jobs.map { ", \($0.count) job\($0.count == 1 ? "" : "s")" } ?? ""
        let rest = parts.isEmpty ? "" : "; " + parts.joined(separator: ", ")
        let count = state.operations.count
        return "\(state.badge.text): \(count) operation\(count == 1 ? "" : "s")\(jobs)\(rest)."
    }

    /// The state of a decision without an outcome.
    static func standing(_ item: OutboxItem, at now: Date) -> SafeText {
        let object = item.mutation.summary
        if let until = item.heldUntil {
            let seconds = Int(until.timeIntervalSince(now).rounded(.up))
            return "Held: \(object). It leaves in \(max(0, seconds)) s; undo takes it back, send sends it now."
        }
        if let place = item.otherPlace { return (item.isHeld ? "Held by " : "Sent by ") + place + ": \(object)." }
        switch item.state {
        case .held(nil, let reason):
            return "Left over and not sent: \(object). \(SafeText(reason ?? "")) Type send, keep or drop."
        case .waiting(let reason, nil):
            return "Left over and not sent: \(object). \(SafeText(reason)) Type send, keep or drop."
        case .held(_, let reason?), .waiting(let reason, _):
            return "No answer yet: \(object). \(SafeText(reason)) mintop sends it again with the same key."
        default: return "On its way: \(object)."
        }
    }

    static func link(_ link: LinkState, _ subject: SafeText) -> SafeText {
        guard case .retrying(let problem, _, _) = link, problem.isServerWide else { return subject + " answers again." }
        return subject
            + " does not answer: \(problem.sentence) mintop retries automatically; the list shows the last known state."
    }

    /// The links of a target: its files and its page, or the pull request.
    static func links(_ subject: LineSession.Subject) -> [Asset] {
        switch subject {
        case .row(let row): links(row)
        case .resource(let resource):
            resource.assets + (resource.mintURL.map { [Asset(name: pageName, url: $0)] } ?? [])
        }
    }

    private static func links(_ row: TrackedOperation) -> [Asset] {
        guard let operation = row.operation else { return [] }
        if let job = operation.job { return job.pullRequestURL.map { [Asset(name: "pull request", url: $0)] } ?? [] }
        return operation.assets + (operation.mintURL.map { [Asset(name: pageName, url: $0)] } ?? [])
    }

    private func word(_ status: OperationStatus, of row: TrackedOperation) -> SafeText {
        guard let operation = row.operation else { return StatusAppearance(status).word }
        if operation.kind == .agentJob { return SafeText(status.word(for: .agentJob)) }
        return StatusAppearance(status, awaitsPerson: operation.mode != .auto).word
    }

    private mutating func time(_ row: TrackedOperation) -> SafeText? {
        guard let operation = row.operation else { return nil }
        let start = operation.createdAt.map(times.local) ?? row.trackedAt
        if let end = operation.endedAt.map(times.local) { return "took " + times.elapsed(from: start, to: end) }
        if operation.status.isFinal { return nil }
        if operation.awaitsPerson, let since = operation.updatedAt.map(times.local) {
            return "waiting for you for " + times.running(since: since)
        }
        return "for " + times.running(since: start)
    }
}
