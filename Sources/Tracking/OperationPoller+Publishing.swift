import MintDomain

extension OperationPoller {
    /// Returns a stream of published revisions, starting with the current one; a slow reader gets only the newest.
    ///
    /// Each caller has its own stream. It ends when the reading task is canceled.
    package func updates() -> AsyncStream<Int> {
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
        continuation.yield(log.revision)
        subscribers.append(continuation)
        return stream
    }

    /// Returns the changes since a revision; everything for 0. Costs in proportion to the changes.
    package func changes(since revision: Int) -> TrackingChanges {
        let (upserted, removed) = log.changes(since: revision)
        return TrackingChanges(
            revision: log.revision, upserted: upserted, removed: removed,
            link: link.whileWaiting(since: silentRequests.values.min()), clock: serverClock(),
            storeProblem: storeProblem ?? loadProblem, isLoading: isLoading)
    }

    func publish(upserted: [TrackedOperation], removed: [OperationID]) {
        log.publish(upserted: upserted, removed: removed)
        hasNews = false
        subscribers.removeAll { subscriber in
            if case .terminated = subscriber.yield(log.revision) { true } else { false }
        }
    }

    /// Whether something published could not be saved, or not be removed from the store.
    package var hasUnsaved: Bool { !unsaved.isEmpty || !unremoved.isEmpty }

    /// Retries failed saves; returns when done.
    package func saveAgain() async {
        guard hasUnsaved else { return }
        hasNews = true
        await flush()
    }

    /// Saves and publishes all changes up to this call; returns when done.
    ///
    /// One caller does the work for all callers that arrive meanwhile.
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
        if !leaving.isEmpty || !upserted.isEmpty || !unsavedRows.isEmpty {
            storeProblem = await store(upserted + unsavedRows, removing: leaving)
            let failed = storeProblem != nil
            unsaved = failed ? unsaved.union(upserted.map(\.id)) : []
            unremoved = failed ? Set(leaving) : []
        }
        publish(upserted: upserted, removed: published)
    }

    /// Saves and removes rows; returns the problem, if any.
    ///
    /// A separate task, because the rows belong to many callers: canceling the one that does the work must not
    /// interrupt it.
    private func store(_ operations: [TrackedOperation], removing ids: [OperationID]) async -> String? {
        await Task { [storage, lease] in
            let fence = await lease?.fence()
            do throws(TrackingStorageError) {
                // Removal first: an operation that was tracked again meanwhile is in both.
                if !ids.isEmpty { try await storage.forget(ids) }
                if !operations.isEmpty { try await storage.save(operations, fence: fence) }
                return nil
            } catch {
                guard error == .leaseLost, let fence else { return error.description }
                // Another process polls by now; its results arrive as notices.
                await lease?.lost(fence)
                return nil
            }
        }.value
    }
}
