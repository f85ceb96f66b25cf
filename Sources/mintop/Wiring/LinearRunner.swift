import Dashboard
import Foundation
import Tracking

/// Carries out what lines ask for.
struct LinearRunner: SessionEffects {
    let session: Session
    let opener: LinkOpener
    let hold: Duration
    let files: SubjectFiles
    let watch: WatchList

    /// - Returns: What came of it.
    func perform(_ effect: Effect) async -> [Action] {
        switch effect {
        case .refreshOperation(let id): await operations.poller.refresh([id])
        case .refreshOperations: await refresh(operations)
        case .refreshJob(let id): await jobs?.poller.refresh([id])
        case .refreshJobs: if let jobs { await refresh(jobs) }
        case .loadUsage: return await loadUsage()
        case .perform(let mutation): return await submit(mutation)
        case .withdrawNewest: await withdrawNewest()
        case .withdraw(let keys): await withdraw(keys)
        case .sendHeld: for service in session.services { await service.outbox.sendAllNow() }
        case .sendHeldAndFinish: return await finish()
        case .dropHeld: for service in session.services { await service.outbox.dropHeld() }
        case .keepHeld: for service in session.services { await service.outbox.keepHeld() }
        case .openLink(let url): return [await openChecked(url)]
        case .openFreshLink(let subject, let name): return [await openFresh(subject, name)]
        case .track(let texts): return [await track(texts)]
        case .setWatched(let ids, let isWatched): return await watch.set(ids, isWatched)
        case .setArmed(let isArmed): return isArmed ? await arm() : []
        default: break
        }
        return []
    }
}
