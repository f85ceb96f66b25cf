package import TerminalServices

/// What a person may want to be told of while looking elsewhere; the raw values are those of the settings file.
package enum NotifyEvent: String, Sendable, Hashable, CaseIterable {
    /// A preview waits to be judged.
    case previewReady = "preview_ready"
    /// An operation waits for Credits.
    case billingRequired = "billing_required"
    case failed
    /// An operation succeeded, wholly or in part.
    case done
    case canceled
    /// The Credits fell below a number.
    case budget
}

/// When the user wants to be told of something, and how.
package struct NotifyRule: Sendable, Hashable {
    /// What it is about; at least one.
    package var events: Set<NotifyEvent>
    /// Whether it is only about what is watched; of no meaning for the budget.
    package var watchedOnly = false
    /// Credits: the budget event is one when fewer are left. Nil where it is not about the budget.
    package var below: Int?
    /// Whether the terminal rings.
    package var ringsBell = false
    /// Whether the desktop shows a notification, where the terminal can have it do that; else the terminal rings.
    package var showsOnDesktop = false
    /// The program and its arguments that are run as they stand; nil for none.
    package var hook: [String]?
    /// When nothing of the rule happens; nil for never.
    package var quiet: QuietHours?

    package init(_ events: Set<NotifyEvent>) {
        self.events = events
    }

    /// What holds where the settings file says nothing: whatever comes of an operation that is watched rings, and shows on
    /// the desktop where that is possible.
    package static let standard: [NotifyRule] = {
        var rule = NotifyRule(Set(NotifyEvent.allCases).subtracting([.budget]))
        (rule.watchedOnly, rule.ringsBell, rule.showsOnDesktop) = (true, true, true)
        return [rule]
    }()

    /// Whether the rule tells of that.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - isWatched: Whether what it happened to is watched.
    ///   - weekday: 0 is Monday, 6 Sunday, by the user's own clock.
    ///   - minute: Minutes from midnight.
    /// - Returns: False too within its quiet hours.
    package func applies(to event: NotifyEvent, isWatched: Bool, weekday: Int, minute: Int) -> Bool {
        guard events.contains(event), event == .budget || !watchedOnly || isWatched else { return false }
        return quiet?.isQuiet(weekday: weekday, minute: minute) != true
    }
}
