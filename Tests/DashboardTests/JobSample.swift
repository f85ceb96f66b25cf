import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore

/// Sample jobs with fixed times.
extension Sample {
    /// A job that was created that many seconds ago.
    static func job(
        _ id: String, _ word: String, _ prompt: String?, repository: String? = "acme/docs", ref: String? = "main",
        pull: Int? = nil, age: Double = 180
    ) -> TrackedOperation {
        var operation = Operation(id: operationID(id), kind: .agentJob, status: OperationStatus(agentWord: word))
        operation.prompt = prompt
        operation.createdAt = now.addingTimeInterval(-age)
        operation.job = JobFacts(
            repository: repository, ref: ref, model: "sonnet",
            pullRequestURL: pull.map { "https://github.com/acme/docs/pull/\($0)" },
            archivedAt: word == "archived" ? now.addingTimeInterval(-age / 2) : nil, rawStatus: word)
        var row = TrackedOperation(id: operation.id, trackedAt: now.addingTimeInterval(-age))
        row.operation = operation
        row.confirmedAt = now.addingTimeInterval(-2)
        row.transitions = [Transition(from: nil, to: .running, at: now.addingTimeInterval(-age))]
        if word != "active" {
            row.transitions.append(
                Transition(from: .running, to: operation.status, at: now.addingTimeInterval(-age / 2)))
        }
        row.rawJSON = #"{"id":"\#(id)","status":"\#(word)","source":{"repository":"acme/docs","ref":null}}"#
        return row
    }

    /// Jobs in every status, with values that are hard to lay out.
    static var jobs: [TrackedOperation] {
        [
            job("job_quickstart", "active", "Rewrite the quickstart for the new client, with a Swift tab", age: 184),
            job("job_links", "completed", "Fix the broken links in the guides", pull: 412, age: 7400),
            job("job_glossary", "completed", "Is the glossary complete? 用語集", ref: nil, age: 20_000),
            job(
                "job_changelog", "failed", "Write the changelog of 4.2", repository: "acme/a-very-long-repository-name",
                ref: "release/4.2", age: 90_000),
            job("job_old", "archived", "Add a page about webhooks", repository: nil, pull: 388, age: 900_000),
            job("job_odd", "thinking", "Tidy the navigation", age: 500),
        ]
    }

    static func message(
        _ key: String, _ text: String, _ state: OutboxState, age: Double, isPrompt: Bool = false
    )
        -> JobMessage
    {
        guard let id = IdempotencyKey(key) else { preconditionFailure("not a key: \(key)") }
        return JobMessage(
            id: id, text: text, createdAt: now.addingTimeInterval(-age), state: state, isPrompt: isPrompt)
    }

    /// The messages to the active job, with each possible outcome.
    static var conversation: [JobMessage] {
        [
            message(
                "k1", "Rewrite the quickstart for the new client, with a Swift tab",
                .accepted(operationID("job_quickstart")), age: 184, isPrompt: true),
            message(
                "k2", "Keep the old anchors, other pages link to them.", .refused("The prompt is empty."), age: 100),
            message(
                "k3", "Also say how to set the key.\nOne line is enough.",
                .uncertain(
                    "Whether the message reached job_quickstart is not known: look at the job before you send it again."
                ),
                age: 60),
            message("k4", "No, leave the key out.", .held(until: now.addingTimeInterval(4)), age: 1),
        ]
    }

    static let profiles: [ProfileEntry] = [
        ProfileEntry(badge: Badge(name: "local", isLocal: true, origin: "http://127.0.0.1:8787")),
        ProfileEntry(
            badge: Badge(name: "studio", isLocal: false, origin: "https://api.mint.gg", color: .palette(5)),
            readOnly: .untilArmed),
        ProfileEntry(badge: Badge(name: "archive", isLocal: false, origin: "https://api.mint.gg"), readOnly: .on),
    ]

    /// A dashboard with jobs and several profiles, some time after its start.
    static func fullState(
        size: Size, profile: Int = 0, holds: Bool = true, hasJobs: Bool = true, keys: [Key] = [],
        keyMap: KeyMap = .standard
    ) -> State {
        let entry = profiles[profile]
        var state = State(
            badge: entry.badge, size: size, now: now,
            decisionRules: DecisionRules(holds: holds, readOnly: entry.readOnly), profiles: profiles,
            themes: ["Gruvbox dark", "Nord", "Solarized light"], hasJobs: hasJobs, keys: keyMap)
        let link = LinkState.live(since: now.addingTimeInterval(-1))
        let actions: [Action] = [
            .trackingChanged(.mint, TrackingNews(upserted: operations, link: link)),
            .pageLoaded(.world, cursor: nil, resources(.world)), .pageLoaded(.model, cursor: nil, resources(.model)),
            .usageLoaded(Usage(availableCredits: 12480, usedCredits: 9120, subscription: "studio")),
            .trackingChanged(.agent, TrackingNews(upserted: jobs, link: link)),
        ]
        for action in actions { _ = update(&state, action, now: now) }
        for key in keys { press(key, &state) }
        return state
    }

    /// Presses a key, and answers its requests for conversations.
    @discardableResult
    static func press(_ key: Key, _ state: inout State) -> [Effect] {
        let effects = update(&state, .terminal(.key(key)), now: now)
        for case .loadConversation(let id) in effects {
            _ = update(&state, .conversationLoaded(id, id.rawValue == "job_quickstart" ? conversation : []), now: now)
        }
        return effects.filter { effect in
            switch effect {
            case .lookAt, .loadConversation: false
            default: true
            }
        }
    }

    @discardableResult
    static func type(_ text: String, _ state: inout State) -> [Effect] {
        text.flatMap { press(.character($0), &state) }
    }

    /// Types a command into the palette and runs it.
    @discardableResult
    static func run(_ command: String, _ state: inout State) -> [Effect] {
        type(":" + command, &state)
        return press(Key(.enter), &state)
    }
}
