import MintDomain
import Tracking

extension TrackedService {
    /// Keeps the tracked operations or jobs up to date until the task is canceled. One of the processes polls; the
    /// others read its results from the store.
    package func poll() async {
        await poller.untilLoaded()
        await withDiscardingTaskGroup { group in
            group.addTask { await keeper.run() }
            group.addTask { await pollWhileHolding() }
            group.addTask { await storeAgain() }
            group.addTask { await StorageFollower(storage: storage, poller: poller, outbox: outbox).run() }
            group.addTask { await shareInterest() }
            group.addTask {
                // A new polling process needs the interest of this one.
                for await standing in await keeper.standings() where standing == .following {
                    await poller.announceInterest()
                }
            }
            group.addTask {
                for await _ in await poller.updates() { await keeper.setWanted(poller.hasUnfinished) }
            }
        }
    }

    private func pollWhileHolding() async {
        var standings = await keeper.standings().makeAsyncIterator()
        while let standing = await standings.next() {
            guard case .holding = standing else { continue }
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await poller.run() }
                while let next = await standings.next(), case .holding = next {}
                group.cancelAll()
            }
        }
    }

    /// Retries failed saves every 2 s, because a fault may pass while nothing changes.
    private func storeAgain() async {
        for await _ in await poller.updates() {
            while await poller.hasUnsaved {
                do {
                    try await Task.sleep(for: .seconds(2))
                } catch {
                    return
                }
                await poller.saveAgain()
            }
        }
    }

    /// Stores the interest of this process for the one that polls. The delay skips rows that the cursor only passes.
    private func shareInterest() async {
        for await _ in await poller.interestNotices() {
            do {
                try await Task.sleep(for: .milliseconds(250))
                let interest = await poller.takeInterest()
                if await keeper.fence() == nil { try await storage.setInterest(interest) }
            } catch is CancellationError {
                return
            } catch {
                // The rows here are then as fresh as the schedule allows; the poller reports a store that fails.
                continue
            }
        }
    }
}
