package import TerminalServices

/// An event to notify about; the raw values are those of the settings file.
package enum NotifyEvent: String, Sendable, Hashable, CaseIterable {
    /// A preview needs review.
    case previewReady = "preview_ready"
    case billingRequired = "billing_required"
    case failed
    /// An operation succeeded or partially succeeded.
    case done
    case canceled
    /// The Credits fell below a limit.
    case budget
}

package struct NotifyRule: Sendable, Hashable {
    /// At least one event.
    package var events: Set<NotifyEvent>
    /// Whether it applies only to tracked operations; ignored for the budget.
    package var watchedOnly = false
    /// The Credits limit of the budget event; nil for other events.
    package var below: Int?
    package var ringsBell = false
    /// Whether to show a desktop notification; the bell if the terminal has none.
    package var showsOnDesktop = false
    /// The program and its arguments, run without a shell; nil for none.
    package var hook: [String]?
    /// The hours without notifications; nil for none.
    package var quiet: QuietHours?

    package init(_ events: Set<NotifyEvent>) {
        self.events = events
    }

    /// The default: every event of a tracked operation rings and shows on the desktop if possible.
    package static let standard: [NotifyRule] = {
        var rule = NotifyRule(Set(NotifyEvent.allCases).subtracting([.budget]))
        (rule.watchedOnly, rule.ringsBell, rule.showsOnDesktop) = (true, true, true)
        return [rule]
    }()

    /// Whether the rule applies; false in its quiet hours. Weekday 0 is Monday; the minute counts from midnight, by the
    /// user's clock.
    package func applies(to event: NotifyEvent, isWatched: Bool, weekday: Int, minute: Int) -> Bool {
        guard events.contains(event), event == .budget || !watchedOnly || isWatched else { return false }
        return quiet?.isQuiet(weekday: weekday, minute: minute) != true
    }
}
