import MintDomain

extension OperationPoller {
    /// The revisions that are published, the present one first; a slow reader gets only the newest.
    ///
    /// Any number of readers may have a stream each. It ends when the reading task is cancelled.
    package func updates() -> AsyncStream<Int> {
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
        continuation.yield(log.revision)
        subscribers.append(continuation)
        return stream
    }

    /// What changed since a revision; everything for 0. Costs what changed, not what is tracked.
    package func changes(since revision: Int) -> TrackingChanges {
        let (upserted, removed) = log.changes(since: revision)
        return TrackingChanges(
            revision: log.revision, upserted: upserted, removed: removed, link: link, clock: serverClock(),
            storeProblem: storeProblem ?? loadProblem, isLoading: isLoading)
    }

    func publish(upserted: [TrackedOperation], removed: [OperationID]) {
        log.publish(upserted: upserted, removed: removed)
        hasNews = false
        subscribers.removeAll { subscriber in
            if case .terminated = subscriber.yield(log.revision) { true } else { false }
        }
    }

    /// Saves and publishes everything that changed up to this call; returns when that is done.
    ///
    /// One caller does the work for all that come meanwhile.
    func flush() async {
        if isFlushing {
            await withCheckedContinuation { flushWaiters.append($0) }
            return
        }
        isFlushing = true
        while hasNews || !changed.isEmpty || !removed.isEmpty {
            await flushOnce()
        }
        isFlushing = false
        let waiters = flushWaiters
        flushWaiters = []
        for waiter in waiters {
            waiter.resume()
        }
    }

    private func flushOnce() async {
        let leaving = removed.union(unremoved).sorted()
        let upserted = changed.sorted().compactMap { rows[$0] }
        let unsavedRows = unsaved.subtracting(changed).sorted().compactMap { rows[$0] }
        let published = removed.sorted()
        changed = []
        removed = []
        hasNews = false
        if !leaving.isEmpty || !upserted.isEmpty {
            storeProblem = await store(upserted + unsavedRows, removing: leaving)
            let failed = storeProblem != nil
            unsaved = failed ? unsaved.union(upserted.map(\.id)) : []
            unremoved = failed ? Set(leaving) : []
        }
        publish(upserted: upserted, removed: published)
    }

    /// Hands over to the store, and answers with the problem, if any.
    ///
    /// A task of its own, because what is saved here belongs to many callers: the cancellation of the one that does
    /// the work must not tear it.
    private func store(_ operations: [TrackedOperation], removing ids: [OperationID]) async -> String? {
        await Task { [save, remove] in
            do {
                // Removed first: one that came back meanwhile is in both.
                if !ids.isEmpty { try await remove(ids) }
                if !operations.isEmpty { try await save(operations) }
                return nil
            } catch {
                return String(describing: error)
            }
        }.value
    }
}
