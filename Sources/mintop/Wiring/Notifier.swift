import Dashboard
import Foundation
import MintDomain
import TerminalCore
import TerminalServices
import Tracking
import TrackingStore
import UserConfiguration

/// Tells a person who looks elsewhere, as the rules say: each transition once, and only what happened since the start.
///
/// Every terminal tells for itself; a hook is run by one process of those that share the store. That is not the one that
/// polls, which gives the lease back as soon as the last operation ended, but the first to take the transition on in the
/// store: at most once, whatever dies when.
actor Notifier {
    /// More notifications than this at one stroke are put together.
    private static let desktopLimit = 3
    /// Seconds before the start that still count: the clocks of two machines are not equal to the last of them.
    private static let leeway = 2.0

    /// What one transition, or the Credits, come to.
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
    /// Credits; nil before they were known.
    private var credits: Double?

    /// - Parameters:
    ///   - rules: When to tell, and how.
    ///   - session: Whose operations and jobs.
    ///   - watch: What is watched.
    ///   - hooks: Runs programs.
    ///   - environment: The process's own.
    ///   - now: The time of day.
    ///   - send: Takes bytes for the terminal, between two frames.
    ///   - complain: Takes a sentence for the person.
    init(
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

    /// Tells by these rules from now on.
    func use(_ rules: [NotifyRule]) {
        self.rules = rules
    }

    /// Tells of new transitions.
    func tell(_ batch: [NumberedTransition]) async {
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

    /// Tells where the Credits fell below what a rule says.
    func saw(_ usage: Usage) async {
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
        // The calendar counts from Sunday, and from 1.
        let weekday = ((parts.weekday ?? 1) + 5) % 7
        let minute = (parts.hour ?? 0) * 60 + (parts.minute ?? 0)
        return rules.filter { $0.applies(to: event, isWatched: isWatched, weekday: weekday, minute: minute) }
    }

    /// Rings once for all of them, and has the desktop show them.
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
        do throws(StoreError) {
            let taken = try await session.store.takeOnTelling(upTo: newest, profile: profile)
            for (numbered, telling) in hooked where numbered.sequence > taken {
                for rule in telling.rules { run(rule, telling.notice) }
            }
        } catch {
            complain("No hook was run, for it could not be noted that it was: \(error.description)")
        }
    }

    private func run(_ rule: NotifyRule, _ notice: TerminalServices.Notice) {
        guard let hook = rule.hook, let call = HookCall(hook, for: notice) else { return }
        hooks.add(call)
    }

    /// Notes in the store that the Credits are below a number, or not any more.
    ///
    /// - Parameters:
    ///   - below: The number.
    ///   - isBelow: Whether they are.
    ///   - isKnown: Whether this process has noted it already, so that nothing is to be written.
    /// - Returns: Whether this process is the first to note that they fell.
    private func isFirst(_ below: Int, isBelow: Bool, isKnown: Bool) async -> Bool {
        let (name, id) = ("credits-below-\(below)", session.profile.id)
        do throws(StoreError) {
            if isBelow { return isKnown ? false : try await session.store.remember(name, profile: id) }
            if try await session.store.remembers(name, profile: id) {
                try await session.store.unremember(name, profile: id)
            }
            return false
        } catch {
            // Nobody knows then whether another one has told: the terminal does.
            return false
        }
    }
}
