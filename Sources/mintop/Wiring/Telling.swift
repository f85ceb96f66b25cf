import Dashboard
import Foundation
import MintDomain
import TrackingStore
import UserConfiguration

/// What tells a person of what happens in a session: the watch list, the rules, and the programs they run.
struct Telling: Sendable {
    let watch: WatchList
    let notifier: Notifier
    /// Whether the window is to be called by what goes on.
    let showsTitle: Bool
    private let hooks: HookRunner
    private let feed: TransitionFeed

    /// Whatever happens from now on is told once `run` runs.
    ///
    /// - Parameters:
    ///   - session: Whose operations and jobs.
    ///   - settings: The rules, and the environment.
    ///   - send: Takes bytes for the terminal, between two frames.
    ///   - complain: Takes a sentence for the person.
    /// - Throws: Where the store cannot be read.
    init(
        _ session: Session, _ settings: Settings, send: @escaping @Sendable ([UInt8]) async -> Void,
        complain: @escaping @Sendable (String) -> Void
    ) async throws(StoreError) {
        watch = WatchList(session)
        showsTitle = settings.configuration.title ?? true
        hooks = HookRunner(environment: settings.environment, complain: complain)
        feed = try await TransitionFeed(session)
        notifier = Notifier(
            rules: settings.configuration.notify ?? NotifyRule.standard, session: session, watch: watch, hooks: hooks,
            environment: settings.environment, now: { Date() }, send: send, complain: complain)
    }

    /// Tells until the task is canceled.
    ///
    /// - Parameters:
    ///   - tell: Takes what is watched.
    ///   - seen: Takes the new transitions too, in order.
    func run(
        tell: @escaping @Sendable (Action) -> Void,
        seen: @escaping @Sendable ([NumberedTransition]) -> Void = { _ in }
    ) async {
        await withDiscardingTaskGroup { group in
            group.addTask { await watch.follow(tell) }
            group.addTask { await hooks.run() }
            group.addTask {
                await feed.run { batch in
                    seen(batch)
                    await notifier.tell(batch)
                }
            }
        }
    }
}
