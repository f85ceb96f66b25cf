import MintDomain
import Tracking
import TrackingStore

extension TrackedService {
    /// Keeps the tracked operations or jobs up to date, with as many other processes as there are: one of them polls, the
    /// others take over what it stores. Runs until the task is canceled.
    func poll() async {
        await poller.untilLoaded()
        await withDiscardingTaskGroup { group in
            group.addTask { await keeper.run() }
            group.addTask { await pollWhileHolding() }
            group.addTask { await follow() }
            group.addTask { await shareInterest() }
            group.addTask {
                // Whoever polls now has to know what this process looks at.
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

    /// Tells the process that polls what is looked at here, a moment later: a cursor passes over many rows.
    private func shareInterest() async {
        for await _ in await poller.interestNotices() {
            do {
                try await Task.sleep(for: .milliseconds(250))
                let interest = await poller.takeInterest()
                if await keeper.fence() == nil { try await storage.setInterest(interest) }
            } catch is CancellationError {
                return
            } catch {
                // Then the rows here are as fresh as the schedule makes them; the poller reports a store that fails.
                continue
            }
        }
    }

    /// Takes over what other processes store, and what they are interested in, from what is known here on.
    private func follow() async {
        var revision = await poller.storedRevision
        for await _ in storage.notices() {
            do throws(TrackingStorageError) {
                let changes = try await storage.changes(since: revision)
                revision = changes.revision
                await poller.merge(upserted: changes.upserted, removed: changes.removed)
                await poller.setPeers(try await storage.peers())
            } catch {
                // The poller reports a store that fails with its next save; what is known stays.
                continue
            }
        }
    }
}

extension LeaseKeeper {
    /// The fence under which this process may poll, as soon as it may.
    ///
    /// - Throws: `CancellationError` where the task is canceled before.
    nonisolated func awaitFence() async throws -> LeaseFence {
        for await _ in await standings() {
            if let fence = await fence() { return fence }
        }
        throw CancellationError()
    }
}
