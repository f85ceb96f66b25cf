package import Dashboard
import Foundation
import MintDomain
package import Sessions
package import TrackingStore
import UserConfiguration

/// The notifications of a session: the tracked set, the rules and the hooks.
package struct Telling: Sendable {
    package let watch: WatchList
    package let notifier: Notifier
    /// Whether the window title shows the status counts.
    package let showsTitle: Bool
    private let hooks: HookRunner
    private let feed: TransitionFeed

    /// Starts to observe transitions; `run` notifies of them. `send` writes bytes to the terminal between two frames;
    /// `complain` shows a sentence to the user.
    package init(
        _ session: Session, _ settings: Settings, send: @escaping @Sendable ([UInt8]) async -> Void,
        complain: @escaping @Sendable (String) -> Void
    ) async throws(StoreError) {
        watch = WatchList(session)
        showsTitle = settings.configuration.title ?? true
        hooks = HookRunner(environment: settings.environment, complain: complain)
        feed = try await TransitionFeed(session)
        notifier = Notifier(
            rules: settings.configuration.notify ?? NotifyRule.standard, session: session, watch: watch, hooks: hooks,
            environment: settings.environment, now: session.clocks.now, send: send, complain: complain)
    }

    /// Notifies until the task is canceled.
    ///
    /// - Parameters:
    ///   - tell: Receives changes of the operations with notifications.
    ///   - seen: Receives the new transitions too, in order.
    package func run(
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
