package import Dashboard
import HTTPTransport
import MintDomain
import MintlifyAgent
package import Sessions
import Tracking
import TrackingStore

/// The changes of one service, for the screen or line mode.
package struct DashboardFeed {
    let kind: Verb.Service
    package let service: TrackedService
    /// The reason why the store is read-only, if any.
    let storeProblem: String?

    /// Passes on the poller's changes. A slow screen gets only the latest.
    func forwardNews(to send: ([Action]) -> Void) async {
        var revision = -1
        for await _ in await service.poller.updates() {
            let news = await news(since: max(0, revision))
            revision = news.revision
            send([news.action])
        }
    }

    /// The changes since a revision of the poller; everything for 0.
    func news(since revision: Int) async -> (action: Action, revision: Int) {
        let changes = await service.poller.changes(since: revision)
        let history = await service.poller.history
        let forecasts = changes.upserted.compactMap { row in history.forecast(for: row).map { (row.id, $0) } }
        let news = TrackingNews(
            upserted: changes.upserted, removed: changes.removed, forecasts: Dictionary(forecasts) { $1 },
            link: changes.link, clock: changes.clock, storeProblem: changes.storeProblem ?? storeProblem,
            isLoading: changes.isLoading)
        return (.trackingChanged(kind, news), changes.revision)
    }

    /// Restores the outbox, and tries again every 2 s while the store cannot be read, so that earlier decisions do not
    /// have to wait for the next start.
    private func restore(to send: ([Action]) -> Void) async {
        var hasFailed = false
        while !Task.isCancelled {
            do throws(TrackingStorageError) {
                try await service.restore()
                // This removes the error message.
                if hasFailed { send([await news(since: 0).action]) }
                return
            } catch {
                hasFailed = true
                send([.storeFailed(error.description)])
            }
            // `try?`: only cancellation ends the sleep early, and it ends the loop too.
            try? await Task.sleep(for: .seconds(2))
        }
    }

    /// Restores decisions of the previous session (sends unanswered ones again and offers held ones), then passes on
    /// every step of the outbox.
    func forwardDecisions(restoring: Bool, to send: ([Action]) -> Void) async {
        let events = await service.outbox.events()
        if restoring { await restore(to: send) }
        for await event in events {
            send(Action.news(of: event))
        }
    }
}

extension Session {
    package var feeds: [DashboardFeed] {
        let mint = DashboardFeed(kind: .mint, service: operations, storeProblem: storeProblem)
        let jobs = agent.map { DashboardFeed(kind: .agent, service: $0.service, storeProblem: storeProblem) }
        return [mint] + (jobs.map { [$0] } ?? [])
    }

    /// The decision rules of this session. Without an undo window, each decision is confirmed.
    package func decisionRules(hold: Duration) -> DecisionRules {
        DecisionRules(
            holds: hold > .zero, readOnly: readOnlyReason == nil ? .off : isArmable ? .untilArmed : .on)
    }

    /// Polls, sends decisions, and passes on the changes of both until the task is canceled. The rest of the store is
    /// read after `begin` returns.
    package func keepUp(
        after begin: @escaping @Sendable () async -> Void = {}, _ send: @escaping @Sendable ([Action]) -> Void
    ) async {
        await withDiscardingTaskGroup { group in
            group.addTask { await poll() }
            group.addTask { await noteSilences() }
            group.addTask {
                await begin()
                for feed in feeds { await feed.service.loadRest() }
            }
            for feed in feeds {
                group.addTask { await feed.forwardNews(to: send) }
                group.addTask { await feed.service.outbox.run() }
                group.addTask { await feed.forwardDecisions(restoring: readOnlyReason == nil, to: send) }
            }
        }
    }

    /// Tells the poller which requests have had no answer for a long time.
    private func noteSilences() async {
        for await event in silences {
            switch event {
            case .began(let number, let since): await operations.poller.setSilent(number, since: since)
            case .ended(let number): await operations.poller.setSilent(number, since: nil)
            }
        }
    }
}
