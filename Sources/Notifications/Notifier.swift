import Dashboard
package import Foundation
package import MintDomain
package import Sessions
import TerminalCore
import TerminalServices
import Tracking
package import TrackingStore
package import UserConfiguration

/// Notifies the user by the rules: once of each transition, and only of those since the start.
///
/// Every process signals in its own terminal. A hook runs in only one of the processes that share the store: the first
/// to claim the transition in the store, so at most once even after a crash. The polling process is not suitable,
/// because it gives back the lease when the last operation ends.
package actor Notifier {
    /// The maximum number of desktop notifications at a time; a summary replaces the others.
    private static let desktopLimit = 3
    /// The seconds before the start that still count, because the clocks of two machines differ slightly.
    private static let leeway = 2.0

    /// A notice and the rules that apply to it.
    private struct Telling {
        var notice: TerminalServices.Notice
        var rules: [NotifyRule]
    }

    private var rules: [NotifyRule]
    private let session: Session
    private let watch: WatchList
    private let hooks: HookRunner
    private let environment: [String: String]
    private let startedAt: Date
    private let now: @Sendable () -> Date
    private let calendar: Calendar
    private let send: @Sendable ([UInt8]) async -> Void
    private let complain: @Sendable (String) -> Void
    /// The last known Credits; nil until the server stated them.
    private var credits: Double?

    /// Creates a notifier. `send` writes bytes to the terminal between two frames; `complain` shows a sentence to the
    /// user.
    package init(
        rules: [NotifyRule], session: Session, watch: WatchList, hooks: HookRunner, environment: [String: String],
        now: @escaping @Sendable () -> Date, send: @escaping @Sendable ([UInt8]) async -> Void,
        complain: @escaping @Sendable (String) -> Void
    ) {
        (self.rules, self.session, self.watch, self.hooks, self.environment) = (
            rules, session, watch, hooks, environment
        )
        (self.now, self.send, self.complain) = (now, send, complain)
        startedAt = now()
        calendar = Calendar(identifier: .gregorian)
    }

    /// Replaces the rules.
    package func use(_ rules: [NotifyRule]) {
        self.rules = rules
    }

    /// Notifies of new transitions.
    package func tell(_ batch: [NumberedTransition]) async {
        guard !rules.isEmpty else { return }
        let watched = await watch.ids
        var tellings: [(numbered: NumberedTransition, telling: Telling)] = []
        for numbered in batch {
            guard numbered.transition.at.timeIntervalSince(startedAt) >= -Self.leeway else { continue }
            let row = await row(numbered)
            guard let event = NotifyEvent(numbered.transition, mode: row?.operation?.mode) else { continue }
            let fitting = fitting(event, isWatched: watched.contains(numbered.operation))
            guard !fitting.isEmpty else { continue }
            let notice = TerminalServices.Notice(
                event, numbered.transition, of: numbered.operation, row, profile: profile)
            tellings.append((numbered, Telling(notice: notice, rules: fitting)))
        }
        await signal(tellings.map(\.telling))
        for profile in Set(tellings.map(\.numbered.profile)) {
            await runHooks(tellings.filter { $0.numbered.profile == profile }, profile)
        }
    }

    /// Notifies if the Credits fell below the limit of a rule.
    package func saw(_ usage: Usage) async {
        guard let present = usage.availableCredits else { return }
        let before = credits
        credits = present
        for rule in rules {
            guard let below = rule.below else { continue }
            let isBelow = present < Double(below)
            let isNews = before.map { $0 >= Double(below) } ?? false
            let isMine = await isFirst(below, isBelow: isBelow, isKnown: before != nil && !isNews)
            guard isBelow, isNews, !fitting(.budget, isWatched: true).filter({ $0 == rule }).isEmpty else { continue }
            let notice = TerminalServices.Notice(credits: present, below: below, profile: profile)
            await signal([Telling(notice: notice, rules: [rule])])
            if isMine { run(rule, notice) }
        }
    }

    private var profile: SafeText { session.profile.badge(origin: session.origin, depth: .monochrome).text }

    private func row(_ numbered: NumberedTransition) async -> TrackedOperation? {
        let service = session.services.first { $0.storage.profile == numbered.profile }
        await service?.poller.untilLoaded()
        return await service?.poller.operation(numbered.operation)
    }

    private func fitting(_ event: NotifyEvent, isWatched: Bool) -> [NotifyRule] {
        let parts = calendar.dateComponents([.weekday, .hour, .minute], from: now())
        // The calendar counts weekdays from Sunday, and from 1.
        let weekday = ((parts.weekday ?? 1) + 5) % 7
        let minute = (parts.hour ?? 0) * 60 + (parts.minute ?? 0)
        return rules.filter { $0.applies(to: event, isWatched: isWatched, weekday: weekday, minute: minute) }
    }

    /// Rings the bell once for all of them, and shows them on the desktop.
    private func signal(_ tellings: [Telling]) async {
        let way = NoticeSignal.suited(to: environment)
        let shown = tellings.filter { $0.rules.contains(where: \.showsOnDesktop) }.map(\.notice)
        var bytes: [UInt8] = []
        if way != .bell {
            var notices = Array(shown.prefix(Self.desktopLimit))
            if shown.count > notices.count {
                notices.append(TerminalServices.Notice(more: shown.count - notices.count))
            }
            bytes = notices.flatMap { way.bytes($0, environment: environment) }
        }
        let rings = tellings.contains { $0.rules.contains(where: \.ringsBell) } || (way == .bell && !shown.isEmpty)
        if rings, let notice = tellings.first?.notice {
            bytes += NoticeSignal.bell.bytes(notice, environment: environment)
        }
        if !bytes.isEmpty { await send(bytes) }
    }

    private func runHooks(
        _ tellings: [(numbered: NumberedTransition, telling: Telling)], _ profile: ProfileID
    ) async {
        let hooked = tellings.filter { $0.telling.rules.contains { $0.hook != nil } }
        guard let newest = hooked.map(\.numbered.sequence).max() else { return }
        do throws(TrackingStorageError) {
            let taken = try await session.store.storage(for: profile).takeOnTelling(upTo: newest)
            for (numbered, telling) in hooked where numbered.sequence > taken {
                for rule in telling.rules { run(rule, telling.notice) }
            }
        } catch {
            complain("No hook was run, because the store could not record it: \(error.description)")
        }
    }

    private func run(_ rule: NotifyRule, _ notice: TerminalServices.Notice) {
        guard let hook = rule.hook, let call = HookCall(hook, for: notice) else { return }
        hooks.add(call)
    }

    /// Records in the store whether the Credits are below a limit. `isKnown` skips the write if this process has
    /// already recorded that they are.
    ///
    /// - Returns: Whether this process is the first to record that they fell.
    private func isFirst(_ below: Int, isBelow: Bool, isKnown: Bool) async -> Bool {
        let (name, storage) = ("credits-below-\(below)", session.operations.storage)
        do throws(TrackingStorageError) {
            if isBelow { return isKnown ? false : try await storage.remember(name) }
            if try await storage.remembers(name) {
                try await storage.unremember(name)
            }
            return false
        } catch {
            // Another process may have run the hook, so this one does not.
            return false
        }
    }
}
