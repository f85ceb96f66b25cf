import Dashboard
import MintDomain
import TerminalCore
import TerminalServices
import UserConfiguration

extension NotifyEvent {
    /// What a transition is that was seen to happen; nil for one that nobody waits for, and for the first sight of something,
    /// which tells how it stands and not that anything happened.
    ///
    /// - Parameters:
    ///   - transition: Of an operation or a job.
    ///   - mode: The operation's: a preview that passes by is none to be judged.
    init?(_ transition: Transition, mode: GenerationMode?) {
        guard transition.from != nil else { return nil }
        switch transition.to {
        case .previewReady where mode != .auto: self = .previewReady
        case .billingRequired: self = .billingRequired
        case .failed: self = .failed
        case .succeeded, .partiallySucceeded: self = .done
        case .canceled: self = .canceled
        case .previewReady, .queued, .running, .other: return nil
        }
    }

    /// What it is called at the head of a notice.
    fileprivate var title: SafeText {
        switch self {
        case .previewReady: "Preview ready"
        case .billingRequired: "Waits for Credits"
        case .failed: "Failed"
        case .done: "Done"
        case .canceled: "Canceled"
        case .budget: "Credits run low"
        }
    }
}

extension TerminalServices.Notice {
    /// Tells of a transition.
    ///
    /// - Parameters:
    ///   - event: What it is.
    ///   - transition: How it stood, and stands.
    ///   - id: The operation or the job.
    ///   - row: What is known of it; nil where nothing is.
    ///   - profile: What the badge says.
    init(
        _ event: NotifyEvent, _ transition: Transition, of id: OperationID, _ row: TrackedOperation?, profile: SafeText
    ) {
        let name = row?.title.clipped(to: 100) ?? SafeText(id.rawValue)
        var facts: [String: SafeText] = [
            "EVENT": SafeText(event.rawValue), "ID": SafeText(id.rawValue), "STATUS": SafeText(transition.to.wireName),
            "PROFILE": profile,
        ]
        facts["FROM"] = transition.from.map { SafeText($0.wireName) }
        facts["KIND"] = row?.operation.map { SafeText($0.kind.wireName) }
        facts["PROMPT"] = row?.operation?.prompt.map { SafeText($0.prefix(2000)) }
        facts["URL"] = row?.operation.flatMap { $0.mintURL ?? $0.job?.pullRequestURL }.map { SafeText($0) }
        let body: SafeText = name.string == id.rawValue ? "\(name) (\(profile))" : "\(name) (\(id), \(profile))"
        self.init(title: event.title, body: body, facts: facts)
    }

    /// Tells that the Credits fell below a number.
    init(credits: Double, below: Int, profile: SafeText) {
        let left = Int(credits.rounded(.down))
        self.init(
            title: NotifyEvent.budget.title, body: "\(left) Credits are left, fewer than \(below) (\(profile))",
            facts: [
                "EVENT": SafeText(NotifyEvent.budget.rawValue), "CREDITS": "\(left)", "BELOW": "\(below)",
                "PROFILE": profile,
            ])
    }

    /// Tells of many more at once.
    init(more count: Int) {
        self.init(title: "mintop", body: "And \(count) more.")
    }
}
