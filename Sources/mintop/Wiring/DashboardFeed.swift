import Dashboard
import MintDomain
import MintlifyAgent
import Tracking
import TrackingStore

/// What one of the two services tells the dashboard, whatever its face.
struct DashboardFeed {
    let service: TrackedService
    /// Why the store can only be read.
    let storeProblem: String?
    /// What an entry of its outbox does.
    let mutation: @Sendable (OutboxEntry) -> Mutation?
    /// Its news as the dashboard takes them.
    let action: @Sendable (TrackingNews) -> Action

    /// Hands over what the poller publishes; only the newest where the screen is slow.
    func forwardNews(to send: ([Action]) -> Void) async {
        var revision = -1
        for await _ in await service.poller.updates() {
            let news = await news(since: max(0, revision))
            revision = news.revision
            send([news.action])
        }
    }

    /// What changed since a revision of the poller's; everything for 0.
    func news(since revision: Int) async -> (action: Action, revision: Int) {
        let changes = await service.poller.changes(since: revision)
        let history = await service.poller.history
        let forecasts = changes.upserted.compactMap { row in history.forecast(for: row).map { (row.id, $0) } }
        let news = TrackingNews(
            upserted: changes.upserted, removed: changes.removed, forecasts: Dictionary(forecasts) { $1 },
            link: changes.link, clock: changes.clock, storeProblem: changes.storeProblem ?? storeProblem,
            isLoading: changes.isLoading)
        return (action(news), changes.revision)
    }

    /// Sends again what the last start left without an answer, offers what it left held, and then tells every step of
    /// the outbox.
    func forwardDecisions(restoring: Bool, to send: ([Action]) -> Void) async {
        let events = await service.outbox.events()
        if restoring {
            do throws(TrackingStorageError) {
                try await service.restore()
            } catch {
                send([.storeFailed(error.description)])
            }
        }
        for await event in events {
            guard let mutation = mutation(event.entry) else { continue }
            send(Action.news(of: event, mutation))
        }
    }
}

extension Session {
    /// The feeds of the services, Mint first.
    var feeds: [DashboardFeed] {
        let mint = DashboardFeed(
            service: operations, storeProblem: storeProblem, mutation: { Mutation($0) },
            action: { .trackingChanged($0) })
        let jobs = agent.map { agent in
            DashboardFeed(
                service: agent.service, storeProblem: storeProblem, mutation: { Mutation(agentEntry: $0) },
                action: { .jobsChanged($0) })
        }
        return [mint] + (jobs.map { [$0] } ?? [])
    }

    /// How decisions are made on a face of this session; a hold of zero asks about each one.
    func decisionRules(hold: Duration) -> DecisionRules {
        DecisionRules(
            holds: hold > .zero, readOnly: readOnlyReason == nil ? .off : isArmable ? .untilArmed : .on)
    }

    /// Polls, sends what is decided, and tells of both until the task is canceled.
    ///
    /// - Parameters:
    ///   - begin: returns when the rest of the store may be read.
    ///   - send: takes the news.
    func keepUp(
        after begin: @escaping @Sendable () async -> Void = {}, _ send: @escaping @Sendable ([Action]) -> Void
    ) async {
        await withDiscardingTaskGroup { group in
            group.addTask { await poll() }
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
}
