import Dashboard
package import MintDomain
package import TerminalCore
import TerminalServices
package import UserConfiguration

extension NotifyEvent {
    /// The event of an observed transition; nil for one that needs no notification, and for the first known status of
    /// an operation, which is no change.
    ///
    /// The `mode` is the operation's: in auto mode, a preview needs no review.
    package init?(_ transition: Transition, mode: GenerationMode?) {
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

    /// The title of the notice.
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
    /// Creates the notice of a transition. `row` is the operation or the job; nil if unknown. `profile` is the text of
    /// the badge.
    package init(
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

    /// Creates the notice that the Credits fell below a limit.
    package init(credits: Double, below: Int, profile: SafeText) {
        let left = Int(credits.rounded(.down))
        self.init(
            title: NotifyEvent.budget.title, body: "\(left) Credits left, fewer than \(below) (\(profile))",
            facts: [
                "EVENT": SafeText(NotifyEvent.budget.rawValue), "CREDITS": "\(left)", "BELOW": "\(below)",
                "PROFILE": profile,
            ])
    }

    /// Creates the summary of further notices.
    package init(more count: Int) {
        self.init(title: "mintop", body: "And \(count) more.")
    }
}
